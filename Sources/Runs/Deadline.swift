/// Does `work`, cancelling it when `limit` has passed.
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
    await withTaskGroup(of: Success?.self) { group in
        group.addTask { await work() }
        group.addTask {
            try? await clock.sleep(for: limit)
            return nil
        }
        let first = await group.next() ?? nil
        group.cancelAll()
        return first
    }
}
