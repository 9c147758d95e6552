/// The sessions of an exam room, by day and time of day.
public struct Timetable: Hashable, Sendable {
    /// The session that runs or comes next.
    public struct Next: Hashable, Sendable {
        /// Its number among the sessions of its day, from 1.
        public let number: Int
        /// The session.
        public let session: ExamSession
        /// Its day, where that is not today; nil: today.
        public let laterDay: CalendarDate?
        /// Minutes until it begins, counted across days; 0 or less: it runs.
        public let minutesLeft: Int

        /// Whether people are coming in: half an hour before it begins until it does.
        ///
        /// House rule for proctors: in the room 30 minutes before, and the room is checked then.
        public var isClose: Bool { (1...30).contains(minutesLeft) }
    }

    private let sessions: [ExamSession]

    /// The timetable of a room.
    public init(_ sessions: [ExamSession]) {
        self.sessions = sessions
    }

    /// Whether there are no sessions at all.
    public var isEmpty: Bool { sessions.isEmpty }

    /// The sessions of a day, in order; one without a date is held every day.
    public func sessions(on day: CalendarDate) -> [ExamSession] {
        sessions.filter { $0.date == nil || $0.date == day }.sorted { $0.start < $1.start }
    }

    /// Whether an exam is held on `day`.
    public func isExamDay(_ day: CalendarDate) -> Bool { !sessions(on: day).isEmpty }

    /// The session that runs or comes next; nil when today's are over and no later day is named.
    ///
    /// - Parameters:
    ///   - day: Today.
    ///   - minute: Minutes after midnight, in the room's zone.
    /// - Returns: The session.
    public func next(on day: CalendarDate, minute: Int) -> Next? {
        for (index, session) in sessions(on: day).enumerated() where minute < session.end.minutes {
            return Next(
                number: index + 1,
                session: session,
                laterDay: nil,
                minutesLeft: session.start.minutes - minute
            )
        }
        return first(of: sessions.compactMap(\.date).filter { $0 > day }.min(), from: day, minute: minute)
    }

    /// The first session of the next day that has one, sessions of every day included; nil when there is none.
    ///
    /// - Parameters:
    ///   - day: Today.
    ///   - minute: Minutes after midnight, in the room's zone.
    /// - Returns: The session.
    func next(after day: CalendarDate, minute: Int) -> Next? {
        let tomorrow = CalendarDate(daysSince1970: day.daysSince1970 + 1)
        let days = sessions.map { $0.date ?? tomorrow }.filter { $0 > day }
        return first(of: days.min(), from: day, minute: minute)
    }

    private func first(of later: CalendarDate?, from day: CalendarDate, minute: Int) -> Next? {
        guard let later, let first = sessions(on: later).first else { return nil }
        let days = later.daysSince1970 - day.daysSince1970
        return Next(
            number: 1,
            session: first,
            laterDay: later,
            minutesLeft: days * 1_440 + first.start.minutes - minute
        )
    }
}
