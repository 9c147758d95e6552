import Synchronization

/// A wish to stop that lets what has begun come to its end, unlike cancellation.
public final class StopSignal: Sendable {
    private let isGiven = Mutex(false)
    private let bell = Bell()

    /// A signal that nobody has given.
    public init() {}

    /// Whether it was given.
    public var isRequested: Bool { isGiven.withLock(\.self) }

    /// Gives it.
    public func request() {
        isGiven.withLock { $0 = true }
        bell.ring()
    }

    /// Returns when it was given, or the task is cancelled.
    public func wait() async {
        await bell.wait { isRequested ? () : nil }
    }

    /// Does `work` unless the signal is given first; then it is cancelled, and its result does not count.
    ///
    /// A caller that is cancelled gets the work's own result: nobody gave the signal.
    ///
    /// - Parameter work: What to do; must end soon after it is cancelled.
    /// - Returns: What it returned; nil where the signal came first.
    public func unlessGiven<Success: Sendable>(
        _ work: @escaping @Sendable () async -> Success
    ) async -> Success? {
        guard !isRequested else { return nil }
        return await withTaskGroup(of: Success?.self) { group in
            group.addTask { await work() }
            group.addTask {
                await self.wait()
                return nil
            }
            defer { group.cancelAll() }
            for await part in group {
                if let part { return part }
                if isRequested { return nil }
            }
            return nil
        }
    }

    /// Waits so long.
    ///
    /// - Parameters:
    ///   - duration: How long.
    ///   - clock: Whose time.
    /// - Returns: false where the signal was given meanwhile.
    public func pause(for duration: Duration, on clock: any Clock<Duration>) async -> Bool {
        await unlessGiven { (try? await clock.sleep(for: duration)) != nil } ?? false
    }
}
