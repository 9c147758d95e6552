import Reports
import RoomModel
import Testing

/// The screens of `siaga history`, and what a scan says of changes and trends.
@Suite struct HistoryScreenTests {
    private static let day: Int64 = 86_400_000

    private func summary(
        _ name: String,
        _ kind: RunSummary.Kind = .full,
        asked: Int = 30,
        hoursAgo: Int64,
        took: Int64? = 6_400,
        _ outcome: RunSummary.Outcome?,
        reason: RunEnd.Reason? = .completed,
        room: String = "lab1"
    ) -> RunSummary {
        let began = Timestamp(milliseconds: SampleRoom.scanned.milliseconds - hoursAgo * 3_600_000)
        return RunSummary(
            name: name,
            room: room,
            title: room == "lab1" ? "Lab 1" : "Laboratorium Bahasa",
            kind: kind,
            asked: asked,
            pcs: 30,
            began: began,
            ended: took.map { began.advanced(by: .milliseconds($0)) },
            reason: reason,
            outcome: outcome
        )
    }

    private var runs: [RunSummary] {
        typealias Outcome = RunSummary.Outcome
        return [
            summary(
                "20261124T000107-3f9a",
                .part,
                asked: 4,
                hoursAgo: 0,
                took: 2_100,
                Outcome(verdict: .ready, ready: 27, needed: 27)
            ),
            summary("20261123T235108-1a2b", hoursAgo: 1, Outcome(verdict: .notReady, ready: 24, needed: 27)),
            summary(
                "20261123T225108-0c0c",
                .checks,
                hoursAgo: 2,
                took: 125_000,
                Outcome(verdict: .notReady, ready: 9, needed: 27)
            ),
            summary(
                "20261123T215108-aaaa",
                hoursAgo: 3,
                Outcome(verdict: nil, ready: 3, needed: 27),
                reason: .interrupted
            ),
            summary("20261123T205108-bbbb", hoursAgo: 30, took: nil, nil, reason: nil),
        ]
    }

    @Test func `two runs of one second are named in full, so that each can be asked for`() {
        let screen = RunsScreen(wording: SampleRoom.wording(.english))
        let text = screen.render([
            summary("20261124T000107-283a7", hoursAgo: 0, nil),
            summary("20261124T000107-0110b", hoursAgo: 0, nil),
            summary("20261123T235108-0001a", hoursAgo: 1, nil),
        ])
        #expect(text.contains("siaga report 20261124T000107-283a7\n"))
        #expect(text.contains("20261124T000107-0110b\n"))
        #expect(text.contains("20261123T235108\n"))
    }

    @Test(arguments: Language.allCases)
    func `the runs, the newest first`(_ language: Language) throws {
        let screen = RunsScreen(wording: SampleRoom.wording(language))
        let text = screen.render(runs, more: 31)
        expectFitsTerminal(text)
        try expectSnapshot(text, "history-\(language.rawValue)")
        var several = runs
        let spares = RunSummary.Outcome(verdict: .readyWithSpares, ready: 36, needed: 36)
        several.insert(summary("20261124T000500-cccc", hoursAgo: 0, spares, room: "bahasa"), at: 0)
        let rooms = screen.render(several)
        expectFitsTerminal(rooms)
        try expectSnapshot(rooms, "history-rooms-\(language.rawValue)")
    }

    @Test(arguments: Language.allCases)
    func `a run that was cut off is said with what it found and how to see it`(_ language: Language) throws {
        let events = try SampleRoom().events
        let cut = CutOffRun(
            summary("20261123T205108-bbbb", asked: 40, hoursAgo: 30, took: nil, nil, reason: nil),
            events: events.filter { if case .ended = $0 { false } else { true } }
        )
        #expect(cut.answered > 0)
        let screen = CutOffScreen(wording: SampleRoom.wording(language))
        #expect(screen.render([]) == "")
        let text = screen.render([cut, cut, cut])
        expectFitsTerminal(text)
        #expect(text.contains("siaga report 20261123T205108-bbbb\n"))
        #expect(text.contains(language == .english ? "of 40 PCs had a result" : "dari 40 PC ada hasilnya"))
        #expect(text.contains(language == .english ? "Cut off before it: 2" : "Terputus sebelum itu: 2"))
        #expect(screen.render([cut]).split(separator: "\n").count <= 3)
    }

    @Test func `the runs in JSON`() throws {
        try expectSnapshot(HistoryJSON().render(runs), "history-json")
    }

    private func timeline() throws -> HostTimeline {
        var runs: [[RunEvent]] = []
        for (index, hours) in [30, 29, 4, 2, 1, 0].enumerated() {
            var room = try SampleRoom()
            room.at = SampleRoom.scanned.advanced(by: .seconds(-hours * 3_600))
            switch index {
            case 2: try room.measure("pc07", as: SampleRoom.oldVersion, SampleRoom.fullDisk)
            case 3, 4: try room.lose("pc07", as: SampleRoom.off)
            default: break
            }
            runs.append(room.events)
        }
        return try #require(HostTimeline(try HostName("pc07"), in: runs))
    }

    @Test func `a PC's states over time are told by when they changed`() throws {
        let timeline = try timeline()
        #expect(timeline.spans.map(\.row.state) == [.ready, .offOrCable, .fix, .ready])
        #expect(timeline.spans.map(\.runs) == [1, 2, 1, 2])
        #expect(timeline.spans[1].to.since(timeline.spans[1].from) == .seconds(3_600))
        #expect(HostTimeline(try HostName("pc99"), in: [try SampleRoom().events]) == nil)
    }

    @Test func `a PC counts as the room judged it, and the room's report says why`() throws {
        let host = try HostName("pc07")
        var first = try SampleRoom()
        first.at = SampleRoom.scanned.advanced(by: .seconds(-600))
        var second = try SampleRoom()
        (second.isFull, second.selected) = (false, ["pc08"])
        let runs = [first.events, second.events]
        guard case .started(let one) = runs[0][0], case .started(var two) = runs[1][0] else {
            Issue.record("a run begins")
            return
        }
        two.run = "2026-11-24T06-51-30"
        let seen = first.at.advanced(by: .seconds(4))
        let states = [
            one.run: RoomRow.Earlier(state: .fix, at: seen),
            two.run: RoomRow.Earlier(state: .ready, at: seen),
        ]
        let later = [.started(two)] + runs[1].dropFirst()
        var timeline = try #require(HostTimeline(host, in: [runs[0], later], states: states))
        #expect(timeline.spans.map(\.row.state) == [.ready, .fix])
        #expect(timeline.spans.map(\.from) == [second.at, seen])
        #expect(timeline.spans.map(\.isCompared) == [false, true])

        try first.measure("pc07", as: SampleRoom.oldVersion)
        timeline.explain(by: try first.report())
        #expect(timeline.spans.map(\.isCompared) == [false, false])
        #expect(timeline.spans[1].row.results == [SampleRoom.oldVersion])

        // What another measurement counted as says nothing of this one.
        let other = [one.run: RoomRow.Earlier(state: .fix, at: first.at)]
        #expect(HostTimeline(host, in: [runs[0]], states: other)?.spans.map(\.row.state) == [.ready])
    }

    @Test(arguments: Language.allCases)
    func `what one PC was over time`(_ language: Language) throws {
        let screen = TimelineScreen(wording: SampleRoom.wording(language))
        let text = screen.render(try timeline(), room: "Lab 1", most: 20)
        expectFitsTerminal(text)
        try expectSnapshot(text, "history-pc-\(language.rawValue)")
        let narrow = TimelineScreen(wording: SampleRoom.wording(language), page: Page(width: 40))
        expectFitsTerminal(narrow.render(try timeline(), room: "Lab 1", most: 2), width: 40)
    }

    @Test func `what one PC was over time in JSON`() throws {
        try expectSnapshot(HistoryJSON().render([("Lab 1", try timeline())]), "history-pc-json")
    }

    @Test(arguments: Language.allCases)
    func `whether the record is whole`(_ language: Language) throws {
        func chain(_ broken: ChainReport.Break?, pruned: Int64 = 0) -> ChainReport {
            ChainReport(
                controller: "00112233445566778899aabbccddeeff",
                events: 1_234,
                pruned: pruned,
                sequence: 1_234 + pruned,
                head: String(repeating: "0123456789abcdef", count: 4),
                firstBreak: broken
            )
        }
        let screen = ChainScreen(wording: SampleRoom.wording(language))
        let text = [
            screen.render(chain(nil)), screen.render(chain(nil, pruned: 400)),
            screen.render(
                chain(.init(kind: .altered, sequence: 17, run: "20261124T000107-3f9a", room: "lab1"))
            ),
            screen.render(chain(.init(kind: .missing, sequence: 18, run: nil, room: nil))),
            screen.render(chain(.init(kind: .head, sequence: 1_235, run: nil, room: nil))),
        ].joined(separator: "\n")
        expectFitsTerminal(text, height: 40)
        try expectSnapshot(text, "history-verify-\(language.rawValue)")
    }

    @Test(arguments: Language.allCases)
    func `a scan says what changed and what will be too full`(_ language: Language) throws {
        var before = try SampleRoom()
        before.at = SampleRoom.scanned.advanced(by: .seconds(-660))
        try before.measure("pc04", "pc05", as: SampleRoom.oldVersion)
        var now = try SampleRoom()
        try now.measure("pc07", "pc08", as: SampleRoom.fullDisk)
        try now.lose("pc11", as: SampleRoom.off)
        var report = try now.report(after: try before.report())
        report.trends = try ["pc01", "pc02", "pc09"].enumerated().map { index, name in
            SpaceTrend(
                series: .init(host: try HostName(name), subject: nil),
                limit: .gibibytes(10),
                free: .gibibytes(14),
                lossPerDay: .gibibytes(1),
                days: 4 + index
            )
        }
        let screen = TableRenderer(wording: SampleRoom.wording(language), now: SampleRoom.scanned)
        let text = screen.render(report)
        expectFitsTerminal(text)
        try expectSnapshot(text, "changes-\(language.rawValue)")
        #expect(report.verdict == (try now.report()).verdict)
        let json = try JSONReport().render(report)
        #expect(json.contains("\"lossPerDay\" : 1073741824"))
    }

    @Test func `what changed since another day is told with the day`() throws {
        var before = try SampleRoom()
        before.at = SampleRoom.scanned.advanced(by: .seconds(-86_400))
        var now = try SampleRoom()
        try now.measure("pc07", as: SampleRoom.fullDisk)
        try now.lose("pc11", as: SampleRoom.off)
        let screen = TableRenderer(wording: SampleRoom.wording(.indonesian), now: SampleRoom.scanned)
        let text = screen.render(try now.report(after: try before.report()))
        #expect(text.contains("pc07 SIAP 23-11-2026 06.51, kini PERBAIKI"), "\(text)")
        #expect(text.contains("MATI/KABEL  Tidak ada tanda di jaringan\n"), "\(text)")
    }
}
