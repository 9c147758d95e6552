import RoomModel
import Testing

/// The one next step at each moment of an exam's day, by a fixed clock: sessions 07.30-09.30 and 10.30-12.30.
@Suite struct DayStepTests {
    private static let day = CalendarDate(daysSince1970: 20_781)
    private static let east = 7 * 3_600
    private static let sessions = [("07:30", "09:30"), ("10:30", "12:30")].compactMap { start, end in
        TimeOfDay(start).flatMap { start in TimeOfDay(end).map { ExamSession(start: start, end: $0) } }
    }

    private static func moment(_ text: String, daysBefore: Int = 0) throws -> DayMoment {
        let clock = try #require(TimeOfDay(text))
        let seconds = (day.daysSince1970 - daysBefore) * 86_400 - east + clock.minutes * 60
        return Timetable(sessions).moment(
            at: RoomTime(Timestamp(milliseconds: Int64(seconds) * 1_000), secondsEast: east)
        )
    }

    /// A room that was scanned at a time of the day, for the session of that time.
    private static func report(_ pcs: String, at text: String, daysBefore: Int = 0) throws -> RoomReport {
        let moment = try moment(text, daysBefore: daysBefore)
        var events = try RoomReportTests.events(pcs, seats: 2, at: moment.time.moment)
        guard case .started(var start)? = events.first else { throw ActedRoom.InvalidRoom() }
        start.session = moment.session
        for index in start.hosts.indices where !start.hosts[index].isSpare {
            start.hosts[index].seat = "\(index + 1)"
        }
        events[0] = .started(start)
        return try #require(RoomReport(events: events))
    }

    private static func ticks(_ duties: [Duty], _ number: Int) -> [RoomAct] {
        duties.map { duty in
            RoomAct(
                ActStamp(
                    id: duty.rawValue,
                    at: Timestamp(milliseconds: 1),
                    by: "sari",
                    session: SessionKey(day: day, number: number)
                ),
                .tick(duty)
            )
        }
    }

    private static let before = Duty.allCases.filter { !$0.isAfterSession }

    private func step(
        _ text: String,
        daysBefore: Int = 0,
        _ report: RoomReport? = nil,
        _ acts: [RoomAct] = [],
        mode: RoomMode? = nil
    ) throws -> DayStep {
        DayStep(at: try Self.moment(text, daysBefore: daysBefore), report, acts, mode: mode)
    }

    @Test func `the evening before the room is checked once, then it can wait`() throws {
        #expect(try step("19:00", daysBefore: 1) == .scan)
        let ready = try Self.report("R R", at: "18:00", daysBefore: 1)
        #expect(try step("20:00", daysBefore: 1, ready) == .wait(minute: 405))
        #expect(try step("20:00", daysBefore: 1, Self.report("R F", at: "18:00", daysBefore: 1)) == .repair)
    }

    @Test func `45 minutes before: check, mend, tick, open the app, in this order`() throws {
        #expect(try step("06:50") == .scan)
        #expect(try step("06:50", Self.report("R R", at: "18:00", daysBefore: 1)) == .scan, "too old")
        #expect(try step("06:55", Self.report("R F", at: "06:50")) == .repair)
        let short = try Self.report("R O SR", at: "06:50")
        #expect(try step("06:55", short) == .tick(Self.before), "spares fill in by themselves")
        let spare = try Self.report("F O SR", at: "06:50")
        #expect(try step("06:55", spare) == .swap(seat: "2", spare: HostName("pc3")))
        let ready = try Self.report("R R", at: "06:50")
        #expect(try step("06:55", ready) == .tick(Self.before))
        #expect(
            try step("06:55", ready, Self.ticks([.ups, .cards], 1), mode: .online)
                == .tick([.screen, .seating])
        )
        #expect(
            try step("06:55", ready, Self.ticks(Self.before, 2)) == .tick(Self.before),
            "another session's"
        )
        #expect(try step("06:55", ready, Self.ticks(Self.before, 1)) == .openApp)
    }

    @Test func `10 minutes before: one more look, then begin`() throws {
        let ticks = Self.ticks(Self.before, 1)
        let early = try Self.report("R R", at: "06:50")
        #expect(try step("07:20", early, ticks) == .scanAgain)
        #expect(try step("07:22", Self.report("R R", at: "07:20"), ticks) == .begin)
        #expect(try step("07:22", Self.report("R R", at: "07:20")) == .tick(Self.before))
        #expect(try step("07:22", Self.report("R F", at: "07:20"), ticks) == .repair)
        #expect(try step("07:29", nil, ticks) == .scan)
    }

    @Test func `while a session runs nobody touches a PC`() throws {
        for report in [nil, try Self.report("F F", at: "07:20")] {
            #expect(try step("08:00", report) == .note)
        }
    }

    @Test func `between sessions: uploads first, then the room is checked again in time`() throws {
        #expect(try step("09:35") == .tick([.upload, .complete]))
        #expect(try step("09:35", mode: .online) == .tick([.complete]))
        let done = Self.ticks([.upload, .complete], 1)
        #expect(try step("09:40", nil, done) == .wait(minute: 585))
        // A result of the session before counts no longer.
        #expect(try step("09:50", Self.report("R R", at: "09:29"), done) == .scan)
    }

    @Test func `after the last session: uploads, then nothing more`() throws {
        #expect(try step("12:35") == .tick([.upload, .complete]))
        #expect(try step("12:35", nil, Self.ticks([.upload, .complete], 1)) == .tick([.upload, .complete]))
        #expect(try step("12:35", nil, Self.ticks([.upload, .complete], 2)) == .done)
    }
}
