import Reports
import RoomModel
import Testing

/// What a screen says of sessions, of results that are old by then, of attempts and of what is accepted.
@Suite struct TimetableScreenTests {
    private func room(_ sessions: ExamSession...) throws -> SampleRoom {
        var room = try SampleRoom()
        room.profile.sessions = sessions
        return room
    }

    private func session(_ start: String, _ end: String, _ date: String? = nil) throws -> ExamSession {
        ExamSession(
            start: try #require(TimeOfDay(start)),
            end: try #require(TimeOfDay(end)),
            date: date.flatMap { CalendarDate($0) }
        )
    }

    @Test func `a session of another day is named with its day`() throws {
        let report = try room(session("07:30", "09:30", "2026-11-30")).report()
        #expect(
            SampleRoom.table(report, .indonesian)
                .contains("Sesi 1: Senin, 30 November 2026, pukul 07.30, 6 hari lagi.")
        )
        #expect(
            SampleRoom.table(report, .english).contains(
                "Session 1: Monday, 30 November 2026, at 07:30, in 6 days."
            )
        )
        let over = try room(session("07:30", "09:30", "2026-11-20")).report()
        #expect(SampleRoom.table(over, .english).contains("Today's sessions are over."))
    }

    @Test func `half an hour before a session ready results over an hour old are marked`() throws {
        // Scanned at 06.51; the session begins at 08.20, so 07.50 is half an hour before it.
        let report = try room(session("08:20", "10:00")).report()
        func screen(_ minutes: Int, _ language: Language) -> String {
            SampleRoom.table(report, language, now: SampleRoom.scanned.advanced(by: .seconds(60 * minutes)))
        }
        #expect(!screen(58, .english).contains("OLD RESULT"))
        #expect(screen(62, .english).contains("OLD RESULT: 30 PCs checked over 60 minutes ago"))
        #expect(screen(62, .indonesian).contains("HASIL LAMA: 30 PC diperiksa lebih dari 60 menit lalu"))
        let later = try room(session("12:30", "14:00")).report()
        let screen = SampleRoom.table(
            later,
            .english,
            now: SampleRoom.scanned.advanced(by: .seconds(62 * 60))
        )
        #expect(!screen.contains("OLD RESULT"))
    }

    @Test func `the start screen marks an old result before a session`() throws {
        let sample = try room(session("08:20", "10:00"))
        let room = Room(profile: sample.profile, hosts: sample.hosts)
        func screen(_ minutes: Int, _ language: Language) throws -> String {
            StartScreen(
                wording: SampleRoom.wording(language),
                now: SampleRoom.scanned.advanced(by: .seconds(60 * minutes))
            ).render(room, last: .known(try sample.report()))
        }
        #expect(try screen(62, .indonesian).contains("HASIL LAMA, hari ini 06.51"))
        #expect(try screen(62, .english).contains("OLD RESULT, today 06:51"))
        #expect(try !screen(50, .english).contains("OLD RESULT"))
    }

    @Test func `the number of attempts is said where there was more than one`() throws {
        var sample = try SampleRoom()
        let silent = SampleRoom.silentServer
        let tried = CheckResult(
            check: silent.check,
            status: silent.status,
            severity: silent.severity,
            finding: silent.finding,
            attempts: 2
        )
        try sample.measure("pc05", as: tried)
        #expect(SampleRoom.table(try sample.report(), .english).contains("(2 attempts)"))
        #expect(SampleRoom.table(try sample.report(), .indonesian).contains("(2 percobaan)"))
    }

    @Test(arguments: Language.allCases)
    func `what is accepted is counted and named`(_ language: Language) throws {
        var sample = try SampleRoom()
        let waiver = Waiver(
            until: try #require(CalendarDate("2026-11-30")),
            reason: "headset dipesan",
            by: "Bu Sari"
        )
        let waived = CheckResult(
            check: "disk.free",
            status: .waived,
            severity: .fail,
            finding: .tooLow(.bytes(.gibibytes(6)), minimum: .bytes(.gibibytes(10))),
            waiver: waiver,
            unwaivedStatus: .warn
        )
        try sample.measure("pc17", "pc18", as: SampleRoom.pass, waived)
        try sample.measure("pc04", as: SampleRoom.oldVersion, waived)
        let text = SampleRoom.table(try sample.report(), language)
        expectFitsTerminal(text)
        try expectSnapshot(text, "waived-\(language.rawValue)")
    }
}
