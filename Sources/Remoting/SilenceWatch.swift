import Synchronization

/// Knows for how long no byte has moved to or from a PC, without the time in which the PC waited for us.
package final class SilenceWatch: Sendable {
    private struct State {
        var lastMove = Duration.zero
        /// How many of our own ends are busy.
        var busyEnds = 0
        var hasBegun: Bool
    }

    private let clock: any Clock<Duration>
    private let elapsed: @Sendable () -> Duration
    private let state: Mutex<State>

    /// A watch.
    ///
    /// - Parameters:
    ///   - clock: A monotonic clock.
    ///   - hasBegun: Whether it begins now; else at ``begin()``, once the command is under way.
    package init(on clock: any Clock<Duration>, hasBegun: Bool = true) {
        self.clock = clock
        state = Mutex(State(hasBegun: hasBegun))
        elapsed = Self.stopwatch(on: clock)
    }

    private static func stopwatch<Source: Clock<Duration>>(on clock: Source) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }

    /// From now on silence counts; safe to call again.
    package func begin() {
        let now = elapsed()
        state.withLock { state in
            guard !state.hasBegun else { return }
            state.hasBegun = true
            state.lastMove = now
        }
    }

    /// Bytes have moved.
    package func noteMove() {
        let now = elapsed()
        state.withLock { $0.lastMove = now }
    }

    /// Does something of ours for which the PC may have to wait: that is no silence of the PC.
    ///
    /// - Parameter body: A read of our source, a write to our sink.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    package func excusing<Value, Failure: Error>(
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        state.withLock { $0.busyEnds += 1 }
        defer {
            let now = elapsed()
            state.withLock { state in
                state.busyEnds -= 1
                state.lastMove = now
            }
        }
        return try await body()
    }

    /// Waits until nothing has moved for `limit`.
    ///
    /// - Parameter limit: How long.
    /// - Returns: Whether it was silent for so long; false when this task is cancelled.
    package func outlasts(_ limit: Duration) async -> Bool {
        while !Task.isCancelled {
            let now = elapsed()
            let (lastMove, isBusy) = state.withLock { ($0.lastMove, $0.busyEnds > 0 || !$0.hasBegun) }
            let left = isBusy ? limit : lastMove + limit - now
            guard left > .zero else { return true }
            try? await clock.sleep(for: left)
        }
        return false
    }
}
