import RoomModel
import Testing

/// What time of the exam's day it is, and which session an act belongs to.
@Suite struct DayMomentTests {
    private static let day = CalendarDate(daysSince1970: 20_781)
    private static let east = 7 * 3_600

    private static func session(_ start: String, _ end: String, _ day: Int? = nil) throws -> ExamSession {
        ExamSession(
            start: try #require(TimeOfDay(start)),
            end: try #require(TimeOfDay(end)),
            date: day.map { CalendarDate(daysSince1970: Self.day.daysSince1970 + $0) }
        )
    }

    private static func time(_ text: String) throws -> RoomTime {
        let clock = try #require(TimeOfDay(text))
        let midnight = Timestamp(milliseconds: (Int64(day.daysSince1970) * 86_400 - Int64(east)) * 1_000)
        return RoomTime(midnight.advanced(by: .seconds(clock.minutes * 60 + 59)), secondsEast: east)
    }

    private static func moment(_ text: String, _ sessions: [ExamSession]) throws -> DayMoment {
        Timetable(sessions).moment(at: try time(text))
    }

    static let day2: [(String, DayMoment.Kind, Int?, Int?)] = [
        ("00:00", .early, 1, 1), ("06:44", .early, 1, 1), ("06:45", .preparing, 1, 1),
        ("07:19", .preparing, 1, 1),
        ("07:20", .close, 1, 1), ("07:29", .close, 1, 1), ("07:30", .running, 1, 1),
        ("09:29", .running, 1, 1),
        ("09:30", .between, 2, 1), ("11:59", .between, 2, 1), ("12:00", .preparing, 2, 2),
        ("12:40", .close, 2, 2), ("12:45", .running, 2, 2), ("14:45", .after, 2, 2), ("16:44", .after, 2, 2),
    ]

    @Test(arguments: day2)
    func `each minute of a day with two sessions has its moment`(
        _ text: String,
        _ kind: DayMoment.Kind,
        _ number: Int?,
        _ noted: Int?
    ) throws {
        for date in [0, nil] {
            let moment = try Self.moment(
                text,
                [Self.session("12:45", "14:45", date), Self.session("07:30", "09:30", date)]
            )
            #expect(moment.kind == kind)
            #expect(moment.session == SessionKey(day: Self.day, number: number))
            #expect(moment.notedSession == SessionKey(day: Self.day, number: noted))
        }
    }

    @Test(
        arguments: [
            ("16:45", nil, DayMoment.Kind.eve, 1), ("23:59", nil, .eve, 1), ("16:45", 1, .eve, 1),
            ("23:00", 2, .ahead, 0), ("16:45", 0, .after, 0),
        ] as [(String, Int?, DayMoment.Kind, Int)]
    )
    func `when the day is closed, the next session makes it an eve`(
        _ text: String,
        _ next: Int?,
        _ kind: DayMoment.Kind,
        _ days: Int
    ) throws {
        let today = try Self.session("12:45", "14:45", next == nil ? nil : 0)
        let sessions = try [today] + (next.map { [try Self.session("07:30", "09:30", $0)] } ?? [])
        let moment = try Self.moment(text, next == 0 ? [sessions[0]] : sessions)
        #expect(moment.kind == kind)
        let key = SessionKey(day: CalendarDate(daysSince1970: Self.day.daysSince1970 + days), number: 1)
        #expect(moment.session == key)
        // What belongs to a session that is over still finds it.
        #expect(moment.session(of: .upload) == SessionKey(day: Self.day, number: 1))
        #expect(moment.session(of: .cards) == key)
    }

    @Test func `a day without a timetable counts as one session`() throws {
        for sessions in [[], [try Self.session("07:30", "09:30", -1)]] {
            let moment = try Self.moment("10:00", sessions)
            #expect(moment.kind == .unscheduled)
            #expect(moment.session == SessionKey(day: Self.day, number: nil))
            #expect(moment.opened == (try Self.time("00:00")).today(at: 0))
        }
    }

    @Test func `a session opens when the one before it is over`() throws {
        let sessions = [try Self.session("07:30", "09:30"), try Self.session("10:30", "12:30")]
        for (text, opened) in [("06:50", 0), ("09:29", 0), ("09:30", 570), ("12:29", 570), ("12:30", 750)] {
            let moment = try Self.moment(text, sessions)
            #expect(moment.opened == moment.time.today(at: opened), "\(text)")
        }
    }

    @Test func `uploads are ticked for the session that is over`() throws {
        let sessions = [try Self.session("07:30", "09:30"), try Self.session("10:30", "12:30")]
        for (text, number) in [("08:00", 1), ("09:40", 1), ("10:40", 1), ("12:40", 2)] {
            #expect(try Self.moment(text, sessions).session(of: .upload).number == number, "\(text)")
        }
        #expect(try Self.moment("10:40", sessions).session(of: .ups).number == 2)
    }

    @Test func `the clock is the room's`() {
        // 2026-11-24 17.30 UTC is 00.30 of the next day in Jakarta.
        let moment = Timestamp(milliseconds: 1_795_541_400_000)
        let jakarta = RoomTime(moment, secondsEast: 7 * 3_600)
        #expect((jakarta.day.description, jakarta.minute) == ("2026-11-25", 30))
        #expect(jakarta.today(at: 30) == moment)
        #expect(RoomTime(moment, secondsEast: 0).minute == 17 * 60 + 30)
        #expect(RoomTime(Timestamp(milliseconds: -1), secondsEast: 0).minute == 1_439)
    }
}
