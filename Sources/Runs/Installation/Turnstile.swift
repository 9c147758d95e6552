import Provisioning
import Remoting
import Synchronization

/// Lets so many PCs at a time move many bytes, in the order they came.
final class Turnstile: Sendable {
    private struct State {
        var free: Int
        var nextTicket = 0
        var waiters: [(ticket: Int, continuation: CheckedContinuation<Turn.Entry, Never>)] = []
    }

    private let state: Mutex<State>

    /// - Parameter width: How many at a time, at least 1.
    init(_ width: Int) {
        state = Mutex(State(free: max(1, width)))
    }

    /// How many wait for a place.
    var waitingCount: Int { state.withLock(\.waiters.count) }

    /// One PC's turn; where the signal to stop comes before it, it never comes.
    func turn(unless stop: StopSignal) -> Turn {
        Turn(
            enter: {
                let entry = Mutex(Turn.Entry.never)
                _ = await stop.unlessGiven {
                    let entered = await self.enter()
                    entry.withLock { $0 = entered }
                }
                let entered = entry.withLock(\.self)
                guard entered != .never, stop.isRequested else { return entered }
                self.leave()
                return .never
            },
            leave: { self.leave() }
        )
    }

    /// Returns when there is a place, or the task was cancelled before.
    private func enter() async -> Turn.Entry {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Turn.Entry? = state.withLock { state in
                    if Task.isCancelled { return .never }
                    guard state.free == 0 else {
                        state.free -= 1
                        return .atOnce
                    }
                    state.waiters.append((ticket, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.ticket == ticket }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume(returning: .never)
        }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Turn.Entry, Never>? in
            guard state.waiters.isEmpty else { return state.waiters.removeFirst().continuation }
            state.free += 1
            return nil
        }
        next?.resume(returning: .waited)
    }
}
