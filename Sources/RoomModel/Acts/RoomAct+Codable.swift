// One flat object, as the other events: `{"act":"note","at":…,"by":"proktor","day":"2026-11-24","event":"act",…}`.

extension RoomAct: Codable {
    private enum Name: String, Codable {
        case swap, note, tick
        case sawPC = "saw-pc"
        case withdrawal
    }

    private enum Key: String, CodingKey {
        case id, at, by, day, session, act
        case seat, host, replaced, reason, address, text, duty, of
    }

    /// Reads the object whose `act` names what was done.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        let stamp = ActStamp(
            id: try object.decode(String.self, forKey: .id),
            at: try object.decode(Timestamp.self, forKey: .at),
            by: try object.decode(String.self, forKey: .by),
            session: SessionKey(
                day: try object.decode(CalendarDate.self, forKey: .day),
                number: try object.decodeIfPresent(.counts, forKey: .session)
            )
        )
        let content: Content =
            switch try object.decode(Name.self, forKey: .act) {
            case .swap:
                .swap(
                    SeatSwap(
                        seat: try object.decode(String.self, forKey: .seat),
                        host: try object.decode(HostName.self, forKey: .host),
                        replaced: try object.decode(HostName.self, forKey: .replaced),
                        reason: try object.decodeIfPresent(String.self, forKey: .reason),
                        address: try object.decodeIfPresent(HostName.self, forKey: .address)
                    )
                )
            case .note:
                .note(
                    RoomNote(
                        seat: try object.decodeIfPresent(String.self, forKey: .seat),
                        host: try object.decodeIfPresent(HostName.self, forKey: .host),
                        text: try object.decode(String.self, forKey: .text)
                    )
                )
            case .tick: .tick(try object.decode(Duty.self, forKey: .duty))
            case .sawPC: .sawPC(try object.decode(HostName.self, forKey: .host))
            case .withdrawal: .withdrawal(of: try object.decode(String.self, forKey: .of))
            }
        self.init(stamp, content)
    }

    /// Writes one flat object.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(stamp.id, forKey: .id)
        try object.encode(stamp.at, forKey: .at)
        try object.encode(stamp.by, forKey: .by)
        try object.encode(stamp.session.day, forKey: .day)
        try object.encodeIfPresent(stamp.session.number, forKey: .session)
        switch content {
        case .swap(let swap):
            try object.encode(Name.swap, forKey: .act)
            try object.encode(swap.seat, forKey: .seat)
            try object.encode(swap.host, forKey: .host)
            try object.encode(swap.replaced, forKey: .replaced)
            try object.encodeIfPresent(swap.reason, forKey: .reason)
            try object.encodeIfPresent(swap.address, forKey: .address)
        case .note(let note):
            try object.encode(Name.note, forKey: .act)
            try object.encodeIfPresent(note.seat, forKey: .seat)
            try object.encodeIfPresent(note.host, forKey: .host)
            try object.encode(note.text, forKey: .text)
        case .tick(let duty):
            try object.encode(Name.tick, forKey: .act)
            try object.encode(duty, forKey: .duty)
        case .sawPC(let host):
            try object.encode(Name.sawPC, forKey: .act)
            try object.encode(host, forKey: .host)
        case .withdrawal(let id):
            try object.encode(Name.withdrawal, forKey: .act)
            try object.encode(id, forKey: .of)
        }
    }
}
