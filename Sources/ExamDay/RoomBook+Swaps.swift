public import RoomModel

extension RoomBook {
    /// Records that another PC stands at a seat; its own PC back there takes the swap back.
    ///
    /// - Parameters:
    ///   - seat: The seat, or the PC whose seat it is, as typed.
    ///   - host: The PC that stands there, as typed.
    ///   - reason: Asked for the reason once nothing speaks against the swap; nil: nobody gave one.
    /// - Returns: What was recorded, and the proof by which the PC is trusted; nil where a swap was taken back.
    /// - Throws: ``ActRefusal``; in particular where the PC's key was not seen in this session.
    public func swap(
        seat: String,
        with host: String,
        reason: @Sendable (Proposal) async -> String?
    ) async throws(ActRefusal) -> (entry: Entry, sighting: KeySighting?) {
        let (place, other) = (try places.find(seat), try places.find(host).host)
        guard let seat = place.seat else {
            throw place.host.isProctor ? .proctor(place.host.name) : .withoutSeat(place.host.name)
        }
        guard !other.isProctor else { throw .proctor(other.name) }
        let moment = self.moment
        let swap = try await acts(of: moment.session).swap(at: seat)
        let standing = swap?.value.host ?? place.host.name
        guard standing != other.name else { throw .alreadyThere(other.name, seat: seat) }
        if other.name == place.host.name, let swap {
            return (try await write(.withdrawal(of: swap.stamp.id), for: moment.session), nil)
        }
        guard other.access != .none else { throw .withoutKey(other.name) }
        guard let sighting = try await sighting(of: other.name, since: moment.opened) else {
            throw .keyNotSeen(other.name, since: moment.opened)
        }
        let words = await reason(
            Proposal(seat: seat, host: other, replaced: place.host, sighting: sighting)
        )
        let content = RoomAct.Content.swap(
            SeatSwap(
                seat: seat,
                host: other.name,
                replaced: place.host.name,
                reason: try words.flatMap { text throws(ActRefusal) in try Self.kept(text, mayBeEmpty: true)
                },
                address: sighting.address
            )
        )
        return (try await write(content, for: moment.session), sighting)
    }

    /// Takes a swap back.
    ///
    /// - Parameter seat: The seat, or a PC that is part of the swap, as typed; nil: the last swap of this session.
    /// - Returns: What was recorded, and the swap that holds no longer.
    /// - Throws: ``ActRefusal`` where no swap holds there.
    public func undoSwap(_ seat: String?) async throws(ActRefusal) -> (entry: Entry, undone: SeatSwap) {
        let session = moment.session
        let acts = try await acts(of: session)
        var swap = acts.swaps.last
        if let seat {
            let place = try places.find(seat)
            swap = acts.swap(of: place.host.name) ?? place.seat.flatMap(acts.swap(at:))
        }
        guard let swap else { throw .noSwap(seat) }
        return (try await write(.withdrawal(of: swap.stamp.id), for: session), swap.value)
    }

    /// Words as they are kept: without blanks around them, safe for a terminal; nil where there are none.
    ///
    /// - Throws: ``ActRefusal`` `unfitText` where they are too long, or missing although they must not be.
    static func kept(_ text: String, mayBeEmpty: Bool = false) throws(ActRefusal) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard words.count <= RoomNote.longest, mayBeEmpty || !words.isEmpty else {
            throw .unfitText(words.count)
        }
        return words.isEmpty ? nil : words.safe(limit: RoomNote.longest)
    }
}
