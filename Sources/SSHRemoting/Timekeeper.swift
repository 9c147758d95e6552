import Remoting
import RoomModel

/// Bounds waits on the injected clock.
struct Timekeeper: Sendable {
    let clock: any Clock<Duration>

    init(clock: any Clock<Duration>) {
        self.clock = clock
    }

    /// Measures with the clock of the settings, else with the system's.
    init(_ settings: SSHSettings) {
        self.init(clock: settings.clock ?? ContinuousClock())
    }

    /// Runs `body`, which must end soon after it is cancelled, for at most `limit`.
    ///
    /// - Parameters:
    ///   - limit: The longest it may take.
    ///   - late: What is thrown past it.
    ///   - heartbeat: Something to do at each interval while `body` runs.
    ///   - body: The work.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or `late`.
    func within<Value: Sendable>(
        _ limit: Duration,
        late: TransportError,
        heartbeat: (interval: Duration, beat: @Sendable () async -> Void)? = nil,
        _ body: @escaping @Sendable () async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        let outcome: Result<Value, TransportError> = await withTaskGroup { group in
            group.addTask { () -> Result<Value, TransportError>? in
                do throws(TransportError) { return .success(try await body()) } catch {
                    return .failure(error)
                }
            }
            group.addTask { () -> Result<Value, TransportError>? in
                await wait(limit, heartbeat)
                return nil
            }
            let first = await group.next() ?? nil
            let wasCancelled = Task.isCancelled
            group.cancelAll()
            if let first { return first }
            // Time is up, or this task was cancelled: the body says which, and may still have made it.
            guard case .some(.some(let last)) = await group.next() else { return .failure(late) }
            if case .failure(let error) = last, error.code == .cancelled, !wasCancelled {
                return .failure(late)
            }
            return last
        }
        return try outcome.get()
    }

    private func wait(
        _ limit: Duration,
        _ heartbeat: (interval: Duration, beat: @Sendable () async -> Void)?
    ) async {
        var left = limit
        while left > .zero, !Task.isCancelled {
            let pause = min(left, heartbeat?.interval ?? left)
            try? await clock.sleep(for: pause)
            left -= pause
            if left > .zero, !Task.isCancelled { await heartbeat?.beat() }
        }
    }

    /// Starts measuring.
    ///
    /// - Returns: Tells the time since then.
    func stopwatch() -> @Sendable () -> Duration { Self.stopwatch(on: clock) }

    private static func stopwatch<Source: Clock<Duration>>(on clock: Source) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}
