import Foundation
import RoomModel
import Testing

@Suite struct TimetableTests {
    private static func session(_ start: String, _ end: String, _ date: String? = nil) throws -> ExamSession {
        ExamSession(
            start: try #require(TimeOfDay(start)),
            end: try #require(TimeOfDay(end)),
            date: date.flatMap { CalendarDate($0) }
        )
    }

    @Test(arguments: [
        "1970-01-01", "2026-11-25", "2024-02-29", "2000-02-29", "1999-12-31", "0001-01-01", "9999-12-31",
    ])
    func `a day is read, counted and written back`(_ text: String) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.description == text)
        #expect(CalendarDate(daysSince1970: date.daysSince1970) == date)
        let json = try JSONEncoder().encode([date])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(text)\"]")
        #expect(try JSONDecoder().decode([CalendarDate].self, from: json) == [date])
    }

    @Test(arguments: [
        "", "2026-11-31", "2025-02-29", "1900-02-29", "2026-13-01", "2026-1-1", "26-11-25", "25-11-2026",
        "2026-11-00", "0000-01-01", "2026-11-2x",
    ])
    func `what is no day is not read`(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func `the day is that of the room's zone`() {
        // 2026-11-24 17.30 UTC is 00.30 of the next day in Jakarta.
        let moment = Timestamp(milliseconds: 1_795_541_400_000)
        #expect(CalendarDate(moment, secondsEast: 0).description == "2026-11-24")
        #expect(CalendarDate(moment, secondsEast: 7 * 3_600).description == "2026-11-25")
        #expect(CalendarDate(moment, secondsEast: 0).weekday == 2)
        #expect(CalendarDate(Timestamp(milliseconds: -1), secondsEast: 0).description == "1969-12-31")
    }

    @Test func `without dates every day is a day of the exam`() throws {
        let timetable = Timetable([try Self.session("10:30", "12:30"), try Self.session("07:30", "09:30")])
        let day = try #require(CalendarDate("2026-11-25"))
        #expect(timetable.isExamDay(day))
        #expect(timetable.next(on: day, minute: 400)?.minutesLeft == 50)
        #expect(timetable.next(on: day, minute: 420)?.isClose == true)
        #expect(timetable.next(on: day, minute: 419)?.isClose == false)
        #expect(timetable.next(on: day, minute: 500)?.minutesLeft == -50)
        #expect(timetable.next(on: day, minute: 570)?.number == 2)
        #expect(timetable.next(on: day, minute: 800) == nil)
        #expect(!Timetable([]).isExamDay(day))
    }

    @Test func `with dates only their days are, and the next one is found`() throws {
        let timetable = Timetable([
            try Self.session("07:30", "09:30", "2026-11-30"),
            try Self.session("07:30", "09:30", "2026-12-01"),
            try Self.session("10:30", "12:30", "2026-11-30"),
        ])
        let before = try #require(CalendarDate("2026-11-28"))
        let day = try #require(CalendarDate("2026-11-30"))
        #expect(!timetable.isExamDay(before))
        #expect(timetable.isExamDay(day))
        let next = try #require(timetable.next(on: before, minute: 450))
        #expect(next.laterDay == day && next.number == 1 && next.minutesLeft == 2 * 1_440)
        #expect(timetable.next(on: day, minute: 600)?.number == 2)
        #expect(timetable.next(on: day, minute: 900)?.laterDay?.description == "2026-12-01")
        #expect(timetable.next(on: try #require(CalendarDate("2026-12-02")), minute: 0) == nil)
    }
}
