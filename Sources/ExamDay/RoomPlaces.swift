import Documents
public import RoomModel

/// A place in the room as somebody typed it: a seat, a PC, or both.
public struct RoomPlace: Hashable, Sendable {
    /// The seat, as the list of PCs writes it; nil for a PC without one.
    public let seat: String?
    /// The PC that the list puts there.
    public let host: RunHost
}

/// The seats and PCs of a room, by the words people type for them.
public struct RoomPlaces: Sendable {
    private let hosts: [RunHost]

    /// Takes the PCs of a room.
    public init(_ hosts: [RunHost]) {
        self.hosts = hosts
    }

    /// Finds a seat or a PC.
    ///
    /// `kursi=7` and `seat=A4` are seats; anything else is a seat if one is called so, else a PC.
    ///
    /// - Parameter text: What was typed.
    /// - Returns: The place.
    /// - Throws: ``ActRefusal`` where nothing is called so, with a name that is near.
    public func find(_ text: String) throws(ActRefusal) -> RoomPlace {
        if let seat = Self.named(text) {
            guard let place = seated(seat) else {
                let near = Suggestion.nearest(to: seat, among: hosts.compactMap(\.seat))
                throw .noSuchSeat(seat, near: near)
            }
            return place
        }
        if let place = seated(text) { return place }
        let word = text.lowercased()
        let host =
            hosts.first { $0.name.description == text }
            ?? hosts.first { $0.name.description.lowercased() == word }
        guard let host else {
            let names = hosts.map(\.name.description) + hosts.compactMap(\.seat)
            throw .noSuchPlace(text, near: Suggestion.nearest(to: text, among: names))
        }
        return RoomPlace(seat: host.isProctor ? nil : host.seat, host: host)
    }

    /// The PC of that name, as the list has it.
    func host(_ name: HostName) -> RunHost? { hosts.first { $0.name == name } }

    /// What follows `kursi=` or `seat=`, if it begins so.
    private static func named(_ text: String) -> String? {
        ["kursi=", "seat="].first { text.lowercased().hasPrefix($0) }.map { String(text.dropFirst($0.count)) }
    }

    private func seated(_ text: String) -> RoomPlace? {
        let wanted = SeatName(text)
        for host in hosts where !host.isProctor {
            if let seat = host.seat, SeatName(seat) == wanted { return RoomPlace(seat: seat, host: host) }
        }
        return nil
    }
}
