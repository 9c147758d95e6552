/// Something a person did or saw in the room, kept as an event among those of the runs.
///
/// It is never edited: a later act withdraws an earlier one.
public struct RoomAct: Hashable, Sendable {
    /// When, by whom, for which session.
    public let stamp: ActStamp
    /// What.
    public let content: Content

    /// What a person may do or say.
    public enum Content: Hashable, Sendable {
        /// Another PC stands at a seat.
        case swap(SeatSwap)
        /// Something happened.
        case note(RoomNote)
        /// A duty was done.
        case tick(Duty)
        /// A person looked at a PC that Siaga cannot measure, and found that the exam can be held on it.
        case sawPC(HostName)
        /// The act of this id does not hold.
        case withdrawal(of: String)
    }

    /// Creates an act.
    public init(_ stamp: ActStamp, _ content: Content) {
        self.stamp = stamp
        self.content = content
    }
}

/// When an act was done, by whom, and for which session.
public struct ActStamp: Hashable, Sendable {
    /// A name for the act, unique on this controller, sortable by time; as a run's.
    public let id: String
    /// When, by the controller's clock.
    public let at: Timestamp
    /// Who: the account on the laptop, or the name that was given; safe for a terminal.
    public let by: String
    /// The session it belongs to.
    public let session: SessionKey

    /// Creates the stamp.
    public init(id: String, at: Timestamp, by: String, session: SessionKey) {
        self.id = id
        self.at = at
        self.by = by
        self.session = session
    }
}

/// That another PC stands at a seat.
public struct SeatSwap: Hashable, Sendable {
    /// The seat, as the list of PCs writes it.
    public let seat: String
    /// The PC that stands there.
    public let host: HostName
    /// The PC whose seat it is in the list.
    public let replaced: HostName
    /// Why, safe for a terminal; nil: nobody said.
    public let reason: String?
    /// The PC at whose address this one's key was seen last, where that is not its own.
    public let address: HostName?

    /// Creates the record.
    public init(
        seat: String,
        host: HostName,
        replaced: HostName,
        reason: String? = nil,
        address: HostName? = nil
    ) {
        self.seat = seat
        self.host = host
        self.replaced = replaced
        self.reason = reason
        self.address = address
    }
}

/// Something that happened, in a person's words.
public struct RoomNote: Hashable, Sendable {
    /// The seat it is about; nil: none.
    public let seat: String?
    /// The PC it is about; nil: none.
    ///
    /// With neither it is about the room.
    public let host: HostName?
    /// The words, safe for a terminal.
    public let text: String

    /// The longest note, in characters.
    public static let longest = 500

    /// Creates the note.
    public init(seat: String?, host: HostName?, text: String) {
        self.seat = seat
        self.host = host
        self.text = text
    }
}

extension RunEvent {
    /// What a person did, if it is that.
    public var act: RoomAct? {
        if case .act(let act) = self { act } else { nil }
    }
}
