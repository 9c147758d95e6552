/// Does `work`, cancelling it when `limit` has passed.
///
/// A caller that is cancelled gets the work's own result, which says that it was stopped, not that it was slow.
///
/// - Parameters:
///   - limit: The whole time it may take.
///   - clock: A monotonic clock.
///   - work: What to do; must end soon after it is cancelled.
/// - Returns: The result, or nil past the limit.
func within<Success: Sendable>(
    _ limit: Duration,
    of clock: any Clock<Duration>,
    _ work: @escaping @Sendable () async -> Success
) async -> Success? {
    await withTaskGroup(of: DeadlinePart<Success>.self) { group in
        defer { group.cancelAll() }
        group.addTask { .result(await work()) }
        group.addTask { (try? await clock.sleep(for: limit)) == nil ? .stopped : .limitPassed }
        for await part in group {
            switch part {
            case .result(let result): return result
            case .limitPassed: return nil
            case .stopped: continue
            }
        }
        return nil
    }
}

/// Starts measuring.
///
/// - Parameter clock: A monotonic clock.
/// - Returns: Tells the time since then.
func stopwatch<Source: Clock<Duration>>(on clock: Source) -> @Sendable () -> Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
}

/// What ended first.
private enum DeadlinePart<Success: Sendable>: Sendable {
    case result(Success)
    case limitPassed
    /// The caller was cancelled before the limit.
    case stopped
}
