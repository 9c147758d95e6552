/// What an exit code speaks of.
public enum ExitBasis: String, Hashable, Sendable, CaseIterable {
    /// The room's verdict, where there is one.
    case room
    /// Every PC that was asked.
    case host
}

extension RoomReport {
    /// The exit code of this report: 0 ready, 2 for a measured reason, 3 only because PCs were not measured.
    ///
    /// A run that was stopped ends with the signal's code instead; that is the command's business.
    ///
    /// - Parameter basis: The room's verdict (default), or each PC; without a verdict it is each PC.
    /// - Returns: 0, 2 or 3.
    public func exitCode(by basis: ExitBasis = .room) -> Int32 {
        if end?.reason == .controllerBlocked { return 3 }
        guard basis == .room, let verdict else {
            let asked = rows.filter(\.host.isSelected)
            if asked.isEmpty { return 3 }
            if asked.contains(where: { $0.state == .fix }) { return 2 }
            return asked.allSatisfy { $0.state.isReady || $0.keptResult(at: asOf) != nil } ? 0 : 3
        }
        guard verdict.kind == .notReady else { return 0 }
        if verdict.isNetworkTooSlow { return 2 }
        let others = rows.filter { !$0.host.isProctor && !$0.fillsSeat(at: asOf) }
        if others.contains(where: { $0.state == .fix && !$0.isOld(at: asOf) }) { return 2 }
        // A room with fewer PCs than seats, all of them good, is short of PCs: that was measured.
        return others.isEmpty ? 2 : 3
    }
}

extension Sequence where Element == RoomReport {
    /// The exit code of several rooms: the worst, a measured reason before one that was not measured.
    public func exitCode(by basis: ExitBasis = .room) -> Int32 {
        let codes = Set(map { $0.exitCode(by: basis) })
        return codes.contains(2) ? 2 : codes.contains(3) ? 3 : 0
    }
}
