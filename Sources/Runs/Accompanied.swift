/// Does `work` with something beside it that ends when the work does: a display, a renewal, a lock.
///
/// - Parameters:
///   - companion: What goes on meanwhile; cancelled behind the work, and awaited. It may end earlier.
///   - work: What to do.
/// - Returns: What the work returned.
public func accompanied<Success: Sendable>(
    by companion: @escaping @Sendable () async -> Void,
    _ work: @escaping @Sendable () async -> Success
) async -> Success {
    await withTaskGroup(of: Success?.self) { group in
        group.addTask { await work() }
        group.addTask {
            await companion()
            return nil
        }
        while let part = await group.next() {
            guard let result = part else { continue }
            group.cancelAll()
            await group.waitForAll()
            return result
        }
        preconditionFailure("the work ended without a result")
    }
}
