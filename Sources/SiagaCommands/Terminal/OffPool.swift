import Dispatch

/// Does blocking work (a prompt, a file) on a thread outside the cooperative pool.
///
/// - Parameter work: What to do.
/// - Returns: What it returned.
func offPool<Success: Sendable>(_ work: @escaping @Sendable () -> Success) async -> Success {
    await withCheckedContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(returning: work()) }
    }
}
