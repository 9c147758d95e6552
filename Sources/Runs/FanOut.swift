/// Runs `body` for every item, at most `width` at once, in order: the only fan-out there is.
///
/// There is no barrier between items and nothing is thrown across them. Cancelling the caller cancels every body, and
/// those that have not begun begin cancelled, so that each item still gets its own result.
///
/// - Parameters:
///   - items: What to go through.
///   - width: The most bodies at once, at least 1.
///   - executor: Where the next body runs; nil (the default) means anywhere.
///   - body: The work for one item.
public func forEach<Item: Sendable>(
    _ items: [Item],
    width: Int,
    executor: @Sendable () -> (any TaskExecutor)? = { nil },
    _ body: @escaping @Sendable (Item) async -> Void
) async {
    await withTaskGroup(of: Void.self) { group in
        for (index, item) in items.enumerated() {
            if index >= max(1, width) { await group.next() }
            group.addTask(executorPreference: executor()) { await body(item) }
        }
    }
}
