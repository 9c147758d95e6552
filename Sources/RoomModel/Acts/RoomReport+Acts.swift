extension RoomReport {
    /// The room with what people did in the session of this report's run.
    ///
    /// Siaga's own results stay as they were measured. A swap changes who fills a seat; a person's look makes a PC that
    /// could not be measured count, as *seen*, never as *ready*; notes and ticks change no row.
    ///
    /// - Parameter acts: All that is on record of the room, in the order it was written.
    /// - Returns: The same report where the run names no session.
    public func applying(_ acts: [RoomAct]) -> RoomReport {
        guard let session = start.session else { return self }
        return applying(SessionActs(acts, of: session))
    }
}

extension SessionActs {
    /// The rows with who sits where, and with what a person saw.
    func applied(to rows: [RoomRow]) -> [RoomRow] {
        let hosts = Set(rows.map(\.host.name))
        // A PC that left the list since fills no seat.
        let swaps = swaps.filter { hosts.contains($0.value.host) }
        return rows.map { row in
            var row = row
            if let swap = swaps.first(where: { $0.value.host == row.host.name }) {
                row.host.seat = swap.value.seat
                row.swap = swap
            } else if let seat = row.host.seat, let swap = swaps.first(where: { $0.value.stands(at: seat) }) {
                row.host.seat = nil
                row.replaced = swap
            }
            return seen[row.host.name].map(row.looked) ?? row
        }
    }
}

extension RoomRow {
    /// This row after a person's look, where one may count.
    fileprivate func looked(_ stamp: ActStamp) -> RoomRow {
        guard yieldsToALook, keptResult(at: stamp.at) == nil else { return self }
        var row = counted(as: .seenOK, seenAt: stamp.at)
        row.look = PersonalLook(stamp, found: state)
        return row
    }
}
