/// A ready spare that takes the place of a PC that is not ready.
public struct Substitution: Hashable, Sendable {
    /// The PC that cannot be used.
    public let host: RunHost
    /// The spare.
    public let spare: HostName

    /// Gives each seat without a ready PC a ready spare, as long as there are any.
    ///
    /// Where spares are short, those PCs come first that take longest to put right: the technician's, then what feet
    /// repair, then the keyboard's. Spares without a note go first; both sides in the order of seats.
    ///
    /// - Parameters:
    ///   - rows: The rows of the room.
    ///   - moment: The time results are measured against.
    /// - Returns: The pairs, in the order of seats.
    static func find(in rows: [RoomRow], at moment: Timestamp) -> [Substitution] {
        // A spare on which the exam runs has its pupil already, and one that was put on a seat its seat.
        let spares = rows.filter {
            $0.host.isSpare && !$0.host.isProctor && $0.swap == nil && $0.state.isReady
                && $0.fillsSeat(at: moment)
        }
        .sorted { left, right in
            let (a, b) = (left.state == .readyWithNote, right.state == .readyWithNote)
            return a != b ? b : left.host.precedesInRoom(right.host)
        }
        let empty = rows.filter { row in
            (!row.host.isSpare || row.swap != nil) && !row.host.isProctor && row.replaced == nil
                && row.state.actor != .nobody
        }
        .sorted { left, right in
            let (a, b) = (left.state.actor, right.state.actor)
            return a != b ? b < a : left.host.precedesInRoom(right.host)
        }
        let served = empty.prefix(spares.count).map(\.host).sorted { $0.precedesInRoom($1) }
        return zip(served, spares).map { Substitution(host: $0, spare: $1.host.name) }
    }
}

extension RunHost {
    /// The order of seats as people count them; PCs without one behind, by name.
    func precedesInRoom(_ other: RunHost) -> Bool {
        switch (seat, other.seat) {
        case (let mine?, let theirs?) where mine != theirs: mine.precedesCounting(theirs)
        case (_?, nil): true
        case (nil, _?): false
        default: name < other.name
        }
    }
}
