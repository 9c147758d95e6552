import Synchronization

/// Wakes everyone who waits for something to have changed, and rings the bells that hang on it.
package final class Bell: Sendable {
    private struct State {
        var generation = 0
        var waiters: [(ticket: Int, continuation: CheckedContinuation<Void, Never>)] = []
        var nextTicket = 0
        var dependents: [ObjectIdentifier: Bell] = [:]
    }

    private let state = Mutex(State())

    /// A bell that nobody waits for.
    package init() {}

    /// Changes with every ring.
    package var generation: Int { state.withLock(\.generation) }

    /// Wakes everyone who waits.
    package func ring() {
        let (waiters, dependents) = state.withLock { state in
            state.generation += 1
            defer { state.waiters = [] }
            return (state.waiters, state.dependents)
        }
        for waiter in waiters { waiter.continuation.resume() }
        for dependent in dependents.values { dependent.ring() }
    }

    /// From now on `bell` rings whenever this one does.
    package func add(_ bell: Bell) {
        state.withLock { $0.dependents[ObjectIdentifier(bell)] = bell }
    }

    /// Ends what ``add(_:)`` began.
    package func remove(_ bell: Bell) {
        state.withLock { _ = $0.dependents.removeValue(forKey: ObjectIdentifier(bell)) }
    }

    /// Waits until the bell rang after `generation`, or this task is cancelled.
    package nonisolated(nonsending) func ring(after generation: Int) async {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard state.generation == generation, !Task.isCancelled else { return true }
                    state.waiters.append((ticket, continuation))
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.ticket == ticket }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume()
        }
    }

    /// Waits until there is an answer: asked for at once, and then at every ring.
    ///
    /// - Parameter answer: The answer; nil: not yet.
    /// - Returns: The answer; nil where this task is cancelled.
    package nonisolated(nonsending) func wait<Answer>(for answer: () -> Answer?) async -> Answer? {
        while !Task.isCancelled {
            // The number first: what rings in between has then to be looked at again.
            let generation = generation
            if let answer = answer() { return answer }
            await ring(after: generation)
        }
        return nil
    }
}
