import FoundationEssentials
import GRDB
import Glibc
import History
import RoomModel
import Testing

/// What is kept comes back as it was.
@Suite(.timeLimit(.minutes(2))) struct RunHistoryTests {
    private typealias Sample = SampleHistory

    @Test func `gives back the newest completed full run and what came after it`() async throws {
        let sample = SampleHistory()
        await sample.write("1", [Sample.start("1"), try Sample.measured("pc01"), Sample.end()])
        await sample.write("2", [Sample.start("2", hosts: ["pc01"]), try Sample.off("pc01"), Sample.end()])
        await sample.write(
            "3",
            [Sample.start("3", isFull: false, hosts: ["pc01"]), try Sample.measured("pc01"), Sample.end()]
        )
        let report = try #require(await sample.reopened().lastReport(of: Sample.room))
        #expect(report.start.run == "3")
        #expect(report.coversRoom)
        #expect(report.rows.map(\.state) == [.ready])
        let before = try #require(await sample.reopened().lastReport(of: Sample.room, before: "3"))
        #expect(before.start.run == "2")
        #expect(before.rows.map(\.state) == [.offOrCable])
    }

    @Test func `gives back any run by its name, event by event`() async throws {
        let sample = SampleHistory()
        let events = [Sample.start("1"), try Sample.measured("pc01"), Sample.end()]
        await sample.write("1", events)
        await sample.write("2", [Sample.start("2"), Sample.end()])
        let history = sample.reopened()
        #expect(try await history.runs(of: Sample.room) == ["1", "2"])
        #expect(try await history.events(of: "1", room: Sample.room) == events)
        #expect(try await history.events(of: "3", room: Sample.room).isEmpty)
        #expect(try await history.events(of: "1", room: "other").isEmpty)
        #expect(try await history.rooms() == [Sample.room])
        #expect(try await history.newest(of: Sample.room) == Timestamp(milliseconds: 2))
    }

    @Test func `a run that only changes PCs leaves the room's picture as it is, and is on record`()
        async throws
    {
        let sample = SampleHistory()
        await sample.write(
            "1",
            [Sample.start("1", hosts: ["pc01"]), try Sample.measured("pc01"), Sample.end()]
        )
        guard case .started(var start) = Sample.start("2", isFull: false, hosts: ["pc01"]) else { return }
        start.checks = []
        start.playbook = "steps"
        start.installation = InstallationStart(playbook: "steps", steps: [])
        let begun = InstallationEvent(
            host: try HostName("pc01"),
            at: Timestamp(milliseconds: 3),
            .settled(Settlement(.changed))
        )
        await sample.write("2", [.started(start), .installation(begun), Sample.end()])
        let report = try #require(await sample.reopened().lastReport(of: Sample.room))
        #expect(report.start.run == "1" && report.rows.map(\.state) == [.ready])
        let summaries = try await sample.reopened().summaries(of: Sample.room)
        #expect(summaries.map(\.kind) == [.full, .installation])
        let events = try await sample.reopened().events(of: "2", room: Sample.room)
        #expect(InstallationReport(events: events)?.rows.first?.settlement?.outcome == .changed)
    }

    @Test func `says of a run what it came to`() async throws {
        let sample = SampleHistory()
        await sample.write(
            "1",
            [
                Sample.start("1", hosts: ["pc01", "pc02"]), try Sample.measured("pc01"),
                try Sample.off("pc02"),
                Sample.end(at: 4_001),
            ]
        )
        await sample.write("2", [Sample.start("2", hosts: ["pc01"])])
        let summaries = try await sample.reopened().summaries(of: Sample.room)
        let first = try #require(summaries.first)
        #expect(first.kind == .full && first.title == "Lab 1" && first.asked == 2 && first.pcs == 2)
        #expect(first.took == .seconds(4))
        #expect(first.outcome == RunSummary.Outcome(verdict: .ready, ready: 1, needed: 1))
        #expect(summaries.last?.ended == nil)
    }

    @Test func `remembers the last whole result of a PC across full runs`() async throws {
        let sample = SampleHistory()
        await sample.write(
            "1",
            [
                Sample.start("1", hosts: ["pc01"]), try Sample.measured("pc01", at: 5), Sample.end(),
            ]
        )
        for run in ["2", "3"] {
            await sample.write(
                run,
                [Sample.start(run, hosts: ["pc01"]), try Sample.off("pc01"), Sample.end()]
            )
        }
        let events = [Sample.start("4", hosts: ["pc01"]), try Sample.off("pc01"), Sample.end()]
        let report = try #require(await sample.history.report(of: events, run: "4", room: Sample.room))
        #expect(report.rows[0].earlier == RoomRow.Earlier(state: .ready, at: Timestamp(milliseconds: 5)))
        let other = [Sample.start("5", hosts: ["pc01"], criteria: "b"), try Sample.off("pc01"), Sample.end()]
        let unlike = try #require(await sample.history.report(of: other, run: "5", room: Sample.room))
        #expect(unlike.rows[0].earlier == nil)
    }

    @Test func `keeps its files to itself`() async throws {
        let sample = SampleHistory()
        await sample.history.begin("1", room: Sample.room)
        await sample.history.append(Sample.start("1"), to: "1", room: Sample.room)
        var status = stat()
        #expect(stat(sample.folder, &status) == 0 && status.st_mode & 0o777 == 0o700)
        for file in ["siaga.db", "siaga.db-wal", "siaga.db-shm", "siaga.lock"] {
            #expect(stat("\(sample.folder)/\(file)", &status) == 0, "\(file)")
            #expect(status.st_mode & 0o777 == 0o600, "\(file)")
        }
        let mode = try await sample.connection().read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
        #expect(mode == "wal")
    }

    @Test func `asking makes nothing`() async throws {
        let sample = SampleHistory()
        #expect(try await sample.history.lastReport(of: Sample.room) == nil)
        #expect(try await sample.history.newest(of: Sample.room) == nil)
        #expect(try await sample.history.verify() == nil)
        #expect(!FileManager.default.fileExists(atPath: sample.folder))
    }

    @Test func `writing forty PCs costs a scan next to nothing`() async throws {
        let sample = SampleHistory()
        let hosts = (0..<40).map { "pc\($0)" }
        await sample.history.begin("1", room: Sample.room)
        await sample.history.append(Sample.start("1", hosts: hosts), to: "1", room: Sample.room)
        let events = try hosts.map { try Sample.measured($0, checks: 40) }
        let took = await ContinuousClock().measure {
            for event in events { await sample.history.append(event, to: "1", room: Sample.room) }
        }
        await sample.history.append(Sample.end(), to: "1", room: Sample.room)
        let ended = await ContinuousClock().measure {
            await sample.history.finish("1", room: Sample.room, now: Timestamp(milliseconds: 3))
        }
        print("40 events: \(took), the end: \(ended)")
        // In a debug build, on processors that other tests keep busy; alone it is a hundredth of this.
        #expect(took + ended < .seconds(10))
        #expect(try await sample.reopened().verify()?.events == 42)
    }

    @Test func `a run that was cut off is told until the room was scanned again`() async throws {
        let sample = SampleHistory()
        func cutOff() async throws -> [String] {
            try await sample.reopened().cutOff(of: SampleHistory.room).map(\.summary.name)
        }
        await sample.reopened().begin("0", room: SampleHistory.room)
        #expect(try await cutOff() == [])
        let killed = sample.reopened()
        await killed.begin("1", room: SampleHistory.room)
        let start = SampleHistory.start("1", hosts: ["pc01", "pc02"])
        for event in [start, try SampleHistory.measured("pc01"), try SampleHistory.measured("pc01")] {
            await killed.append(event, to: "1", room: SampleHistory.room)
        }
        // It goes on: neither its own program nor another says that it was cut off.
        #expect(try await killed.cutOff(of: SampleHistory.room) == [])
        #expect(try await cutOff() == [])
        await killed.finish("0", room: SampleHistory.room, now: Timestamp(milliseconds: 3))
    }

    @Test(arguments: [
        (true, 2, RunEnd.Reason.completed, 0), (true, 2, .interrupted, 1), (false, 1, .completed, 1),
    ])
    func `only a whole run puts an end to what a cut one left`(
        _ isFull: Bool,
        _ hosts: Int,
        _ reason: RunEnd.Reason,
        _ left: Int
    ) async throws {
        let sample = SampleHistory()
        let names = (1...hosts).map { "pc0\($0)" }
        await Self.kill(sample)
        let before = try await sample.reopened().cutOff(of: SampleHistory.room)
        #expect(before.map(\.summary.name) == ["1"] && before.map(\.answered) == [1])
        await SampleHistory.write(
            "2",
            [SampleHistory.start("2", isFull: isFull, hosts: names), SampleHistory.end(reason)],
            to: sample.reopened()
        )
        #expect(try await sample.reopened().cutOff(of: SampleHistory.room).count == left)
    }

    /// A run of two PCs whose program ends behind the first.
    private static func kill(_ sample: SampleHistory) async {
        let history = sample.reopened()
        await history.begin("1", room: SampleHistory.room)
        await history.append(
            SampleHistory.start("1", hosts: ["pc01", "pc02"]),
            to: "1",
            room: SampleHistory.room
        )
        if let measured = try? SampleHistory.measured("pc01") {
            await history.append(measured, to: "1", room: SampleHistory.room)
        }
    }
}
