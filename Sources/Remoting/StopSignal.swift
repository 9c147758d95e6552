import Synchronization

/// A wish to stop that lets what has begun come to its end, unlike cancellation.
public final class StopSignal: Sendable {
    private struct State {
        var isRequested = false
        var nextTicket = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    /// A signal that nobody has given.
    public init() {}

    /// Whether it was given.
    public var isRequested: Bool { state.withLock(\.isRequested) }

    /// Gives it.
    public func request() {
        let waiters = state.withLock { state in
            state.isRequested = true
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when it was given, or the task is cancelled.
    public func wait() async {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.isRequested || Task.isCancelled { return true }
                    state.waiters[ticket] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: ticket) }?.resume()
        }
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
