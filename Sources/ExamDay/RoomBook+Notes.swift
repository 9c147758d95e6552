public import RoomModel

extension RoomBook {
    /// Records what happened at a seat, to a PC, or in the room.
    ///
    /// - Parameters:
    ///   - text: What happened, up to ``RoomNote/longest`` characters.
    ///   - place: The seat or the PC, as typed; nil: the room as a whole.
    /// - Returns: What was recorded.
    /// - Throws: ``ActRefusal`` where there is no such place, or nothing was written.
    public func note(_ text: String, at place: String?) async throws(ActRefusal) -> Entry {
        let moment = self.moment
        guard let words = try Self.kept(text) else { throw .unfitText(0) }
        var (seat, host): (String?, HostName?) = (nil, nil)
        if let place {
            let found = try places.find(place)
            let acts = try await acts(of: moment.session)
            // A PC that was swapped is at another seat by now, and its seat another PC's.
            if let own = found.seat, place.lowercased() != found.host.name.description.lowercased() {
                (seat, host) = (own, acts.occupant(of: own, owner: found.host.name))
            } else {
                (seat, host) = (acts.seat(of: found.host), found.host.name)
            }
        }
        return try await write(.note(RoomNote(seat: seat, host: host, text: words)), for: moment.notedSession)
    }

    /// Records what was typed in several words: a seat or a PC first, or what happened in the room as one text.
    ///
    /// - Parameter words: The words.
    /// - Returns: What was recorded.
    /// - Throws: ``ActRefusal`` where the first of several words is no place, or the only one is nothing but a place.
    public func note(_ words: [String]) async throws(ActRefusal) -> Entry {
        guard let first = words.first, words.count > 1 else {
            let text = words.first ?? ""
            if (try? places.find(text)) != nil { throw .unfitText(0) }
            return try await note(text, at: nil)
        }
        return try await note(words.dropFirst().joined(separator: " "), at: first)
    }

    /// Takes the last note of this session back.
    ///
    /// - Returns: What was recorded, and the note that holds no longer.
    /// - Throws: ``ActRefusal`` where there is none.
    public func undoNote() async throws(ActRefusal) -> (entry: Entry, undone: RoomNote) {
        let session = moment.notedSession
        guard let note = try await acts(of: session).notes.last else { throw .notTicked(nil) }
        return (try await write(.withdrawal(of: note.stamp.id), for: session), note.value)
    }
}
