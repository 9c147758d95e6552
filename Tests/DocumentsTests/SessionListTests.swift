import Documents
import RoomModel
import Testing

@Suite struct SessionListTests {
    private func read(_ yaml: String) throws -> (sessions: [ExamSession], problems: [String]) {
        let document = Document(Array(yaml.utf8), file: "hosts.yaml")
        let value = try #require(document.root?.value)
        let origin = SourceLocation(file: "hosts.yaml", line: 3, column: 5)
        var settings = RoomSettings(["sessions": Variable(value, origin: origin)])
        let sessions = settings.profile(named: "lab").sessions
        return (sessions, settings.problems.map { "\($0.message) | \($0.hint ?? "")" })
    }

    private func text(_ session: ExamSession) -> String {
        (session.date.map { "\($0) " } ?? "") + "\(session.start)-\(session.end)"
    }

    @Test(arguments: [
        ("07.30-09.30", ["07:30-09:30"]),
        ("[10.30 - 12.30, 07:30-09:30]", ["07:30-09:30", "10:30-12:30"]),
        (
            "['2026-12-01 07.30-09.30', '2026-11-30 10.30 - 12.30', 2026-11-30 07.30-09.30]",
            ["2026-11-30 07:30-09:30", "2026-11-30 10:30-12:30", "2026-12-01 07:30-09:30"]
        ),
        (
            "[{ date: 2026-11-30, time: [07.30-09.30, 10.30-12.30] }, { time: 13.30-15.30 }]",
            ["13:30-15:30", "2026-11-30 07:30-09:30", "2026-11-30 10:30-12:30"]
        ),
        (
            "[{ date: 2026-11-30, time: 07.30-09.30 }, { date: 2026-12-01, time: 07.30-09.30 }]",
            ["2026-11-30 07:30-09:30", "2026-12-01 07:30-09:30"]
        ),
    ])
    func `sessions have a time and may have a day`(_ yaml: String, _ expected: [String]) throws {
        let (sessions, problems) = try read(yaml)
        #expect(problems.isEmpty)
        #expect(sessions.map(text) == expected)
    }

    @Test(arguments: [
        ("soon", "`soon` is no session | write `07.30-09.30`, the end after the beginning"),
        ("[09.30-07.30]", "`09.30-07.30` is no session | write `07.30-09.30`, the end after the beginning"),
        (
            "[{ date: 30-11-2026, time: 07.30-09.30 }]",
            "`30-11-2026` is no date of a session | write `date: 2026-11-30`"
        ),
        ("[{ date: 2026-11-30 }]", "a session has no `time` | write `time: 07.30-09.30`"),
        ("[{ dat: 2026-11-30, time: 07.30-09.30 }]", "unknown key `dat` in a session | did you mean `date`?"),
        (
            "[07.30-09.30, 09.00-10.00]",
            "two sessions overlap: one ends after the next begins | the next begins 30 minutes too early"
        ),
        (
            "[{ time: 07.30-09.30 }, { date: 2026-11-30, time: 09.00-10.00 }]",
            "two sessions overlap: one ends after the next begins | the next begins 30 minutes too early"
        ),
    ])
    func `what is no session says how to write one`(_ yaml: String, _ problem: String) throws {
        #expect(try read(yaml).problems == [problem])
    }
}
