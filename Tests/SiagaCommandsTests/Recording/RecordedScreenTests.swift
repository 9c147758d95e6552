import Reports
import RoomModel
import Testing

@testable import SiagaCommands

/// What people see on an exam morning, shown from recorded runs; each screen fits 80 columns and 24 lines.
@Suite(.timeLimit(.minutes(3))) struct RecordedScreenTests {
    private static let morning = ["day-before", "first-scan", "changed-pc", "rerun", "ten-minutes"]

    /// Each screen after a scan: the run shown, and those on record before it.
    static let scans: [(name: String, record: ArraySlice<String>)] = [
        ("day-before", morning[..<1]), ("first-scan", morning[..<2]), ("changed-pc", ["changed-pc"]),
        ("rerun", morning[..<4]), ("ten-minutes", morning[...]), ("one-cause", ["one-cause"]),
        ("laptop-clock", ["laptop-clock"]), ("blocked", ["blocked"]), ("interrupted", ["interrupted"]),
        ("district", ["district"]),
    ]

    @Test(arguments: scans, Language.allCases)
    func `the screen after a scan`(
        _ scan: (name: String, record: ArraySlice<String>),
        _ language: Language
    ) async throws {
        try await RunsOnRecord.with(Array(scan.record)) { program in
            // A proctor's laptop knows its room; whoever has several names their folder.
            var program = program
            program.environment["SIAGA_INVENTORY"] = "room"
            let place = scan.name == "district" ? ["-i", "district"] : []
            let outcome = try await program(["report"] + place + ["--lang", language.rawValue])
            expectFits(outcome.output)
            try Snapshot.expect(outcome.transcript, "recorded-\(scan.name)-\(language.rawValue)")
        }
    }

    @Test(arguments: Language.allCases)
    func `the runs of the morning, and what one PC was`(_ language: Language) async throws {
        try await RunsOnRecord.with(Self.morning) { program in
            for words in [[], ["pc04"], ["pc07"], ["pc15"]] {
                let outcome = try await program(["history"] + words + ["--lang", language.rawValue])
                #expect(outcome.exitCode == 0)
                expectFits(outcome.output)
                let name = (["recorded-history"] + words).joined(separator: "-")
                try Snapshot.expect(outcome.transcript, "\(name)-\(language.rawValue)")
            }
        }
    }

    @Test(arguments: Language.allCases)
    func `the start screen the morning after`(_ language: Language) throws {
        let events = try #require(try RunFixture("day-before").runs.first)
        let report = try #require(RoomReport(events: events))
        let hosts = try report.start.hosts.map {
            try Host(
                name: $0.name,
                address: $0.address,
                seat: $0.seat,
                groups: $0.isSpare ? [GroupName("spares")] : []
            )
        }
        let screen = StartScreen(
            wording: wording(report, language),
            now: .examMorning(6, 50)
        )
        let text = screen.render(
            Room(profile: report.start.room, hosts: hosts),
            last: .known(report),
            laptop: report.controller,
            isOnMains: true
        )
        expectFits(text)
        try Snapshot.expect(text, "recorded-start-\(language.rawValue)")
    }

    @Test(arguments: Language.allCases)
    func `the display while a scan runs`(_ language: Language) throws {
        let events = try #require(try RunFixture("interrupted").runs.first)
        guard case .started(let start)? = events.first, let last = events.last else {
            Issue.record("a run begins")
            return
        }
        var progress = RunProgress(start)
        for event in events {
            // What was stopped is still pending at this moment: a PC whose script ran is being measured.
            if case .notReached(let host, let unreached, let at) = event, unreached.cause == "cancelled" {
                let phase: HostPhase = unreached.phase == .running ? .measuring : unreached.phase
                progress.apply(.phase(host, phase, at: at))
            } else {
                progress.apply(event)
            }
        }
        let report = try #require(RoomReport(events: events))
        let lines = ProgressRenderer(wording: wording(report, language)).lines(progress, now: last.at)
        #expect(lines.count <= 7)
        let text = lines.map { $0 + "\n" }.joined()
        expectFits(text)
        try Snapshot.expect(text, "recorded-progress-\(language.rawValue)")
    }

    private func wording(_ report: RoomReport, _ language: Language) -> Wording {
        Speech(report.start.room, language: language, terminal: Terminal()).wording
    }
}
