/// Which session of the exam: its day, and its number among that day's.
public struct SessionKey: Hashable, Sendable, Codable {
    /// The day, where the room is.
    public let day: CalendarDate
    /// From 1; nil on a day without a timetable, which counts as one session.
    public let number: Int?

    /// Names a session.
    public init(day: CalendarDate, number: Int?) {
        self.day = day
        self.number = number
    }
}

/// A moment as the room's calendar and clock show it.
public struct RoomTime: Hashable, Sendable {
    /// The moment.
    public let moment: Timestamp
    /// How far the room's clocks are ahead of UTC, in seconds.
    public let secondsEast: Int

    /// Takes a moment where clocks are ahead of UTC by this many seconds.
    public init(_ moment: Timestamp, secondsEast: Int) {
        self.moment = moment
        self.secondsEast = secondsEast
    }

    /// The day.
    public var day: CalendarDate { CalendarDate(moment, secondsEast: secondsEast) }

    /// Whole minutes since midnight, 0 to 1439.
    public var minute: Int { Int(moment.since(midnight).components.seconds / 60) }

    /// When a minute of this day begins.
    ///
    /// - Parameter minute: Minutes after midnight.
    /// - Returns: The moment.
    public func today(at minute: Int) -> Timestamp { midnight.advanced(by: .seconds(minute * 60)) }

    private var midnight: Timestamp {
        Timestamp(milliseconds: (Int64(day.daysSince1970) * 86_400 - Int64(secondsEast)) * 1_000)
    }
}
