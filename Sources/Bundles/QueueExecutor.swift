import Dispatch

/// Runs an actor's work on a queue of its own, so that files, archives and downloads never block the cooperative pool.
public final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    /// An executor with a thread of its own whenever there is work.
    ///
    /// - Parameter label: What debuggers call it.
    public init(label: String) {
        queue = DispatchQueue(label: label)
    }

    /// Takes a job in, behind those that wait.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
