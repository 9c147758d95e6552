import Synchronization

/// What stands before the bytes for a PC: open, until nobody knows any more whether the exam has begun there.
final class SendingGate: Sendable {
    private struct State {
        var isOpen = true
        var nextTicket = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    /// Whether bytes may pass.
    var isOpen: Bool { state.withLock(\.isOpen) }

    /// From now on nothing passes.
    func close() {
        state.withLock { $0.isOpen = false }
    }

    /// From now on bytes pass, and those that waited.
    func open() {
        let waiters = state.withLock { state in
            state.isOpen = true
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when the gate is open, or the task is cancelled.
    func pass() async {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayPass = state.withLock { state in
                    if state.isOpen || Task.isCancelled { return true }
                    state.waiters[ticket] = continuation
                    return false
                }
                if mayPass { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: ticket) }?.resume()
        }
    }
}
