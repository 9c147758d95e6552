import Remoting

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

/// Does `work` with something beside it that is told when the work has ended, and is waited for.
///
/// For what asks the PC over the work's own connection: a command that is cancelled while the server starts it is the last one
/// of that connection.
///
/// - Parameters:
///   - companion: What goes on meanwhile, until the signal it gets; cancelled only with the caller. It may end earlier.
///   - work: What to do.
/// - Returns: What the work returned.
func accompanied<Success: Sendable>(
    untilTold companion: @escaping @Sendable (StopSignal) async -> Void,
    _ work: @escaping @Sendable () async -> Success
) async -> Success {
    await withTaskGroup(of: Success?.self) { group in
        let end = StopSignal()
        group.addTask {
            let result = await work()
            end.request()
            return result
        }
        group.addTask {
            await companion(end)
            return nil
        }
        var result: Success?
        for await part in group {
            if let part { result = .some(part) }
        }
        guard let result else { preconditionFailure("the work ended without a result") }
        return result
    }
}
