import FoundationEssentials
import GRDB
import History
import RoomModel
import Testing

/// What people did, in the chain of the runs: kept like them, and never taken for one of them.
@Suite(.timeLimit(.minutes(2))) struct ActsOnRecordTests {
    private typealias Sample = SampleHistory

    private static let session = SessionKey(day: CalendarDate(daysSince1970: 0), number: 1)

    private static func act(_ id: String, at: Int64 = 3, _ content: RoomAct.Content = .tick(.ups)) -> RoomAct
    {
        RoomAct(
            ActStamp(id: id, at: Timestamp(milliseconds: at), by: "sari", session: session),
            content
        )
    }

    /// A whole run for the session; pc01 is ready, pc02 is off.
    private static func run(_ name: String) throws -> [RunEvent] {
        guard case .started(var start) = Sample.start(name, hosts: ["pc01", "pc02"]) else { return [] }
        start.session = session
        for (index, seat) in ["1", "2"].enumerated() { start.hosts[index].seat = seat }
        return [.started(start), try Sample.measured("pc01"), try Sample.off("pc02"), Sample.end()]
    }

    @Test func `acts stand in the chain, in order, and are no runs`() async throws {
        let sample = SampleHistory()
        await sample.write("1", try Self.run("1"))
        #expect(await sample.history.keep(Self.act("2"), room: Sample.room))
        await sample.write("3", try Self.run("3"))
        #expect(await sample.history.keep(Self.act("4", .withdrawal(of: "2")), room: Sample.room))
        #expect(await sample.history.keep(Self.act("5"), room: "other"))
        let history = sample.reopened()
        #expect(try await history.acts(of: Sample.room).map(\.stamp.id) == ["2", "4"])
        #expect(try await history.acts(of: "other").map(\.content) == [.tick(.ups)])
        #expect(try await history.runs(of: Sample.room) == ["1", "3"])
        #expect(try await history.cutOff(of: Sample.room).isEmpty)
        #expect(try await history.lastReport(of: Sample.room)?.start.run == "3")
        #expect(try await history.lastReport(of: Sample.room)?.acts == nil, "it is what Siaga measured")
        #expect(try await history.newest(of: Sample.room) == Timestamp(milliseconds: 3))
        let chain = try #require(await history.verify())
        #expect(chain.firstBreak == nil)
        #expect(chain.events == 11)
        #expect(await history.takeNotices().isEmpty)
    }

    @Test func `an act cannot be changed without a trace`() async throws {
        let sample = SampleHistory()
        await sample.write("1", try Self.run("1"))
        #expect(await sample.history.keep(Self.act("2"), room: Sample.room))
        let other = try sample.connection()
        try await other.write {
            try $0.execute(sql: "UPDATE event SET bytes = replace(bytes, 'ups', 'sync') WHERE sequence = 5")
        }
        #expect(try await sample.reopened().verify()?.firstBreak?.sequence == 5)
    }

    @Test func `an act that a locked database cannot take is kept in a file, counts, and is taken in`()
        async throws
    {
        let sample = SampleHistory()
        await sample.write("1", try Self.run("1"))
        let other = try sample.connection()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let history = sample.reopened()
        #expect(await history.keep(Self.act("2"), room: Sample.room))
        #expect(sample.spools.count == 1)
        // The next program cannot take it in either, and knows it all the same.
        let waiting = sample.reopened()
        #expect(try await waiting.acts(of: Sample.room).map(\.stamp.id) == ["2"])
        #expect(try await waiting.runs(of: Sample.room) == ["1"])
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        let next = sample.reopened()
        #expect(try await next.acts(of: Sample.room).map(\.stamp.id) == ["2"])
        #expect(try await next.runs(of: Sample.room) == ["1"])
        #expect(sample.spools.isEmpty)
        #expect(try await next.verify()?.firstBreak == nil)
    }

    @Test func `an act that can be kept nowhere is none`() async throws {
        let sample = SampleHistory()
        // Something else stands where the folder would be.
        try Data().write(to: URL(filePath: sample.folder))
        let history = sample.reopened()
        #expect(!(await history.keep(Self.act("1"), room: Sample.room)))
        #expect(await history.hasNotices)
    }

    @Test func `the verdict that is kept with a run knows what people did before it`() async throws {
        let sample = SampleHistory()
        await sample.write("1", try Self.run("1"))
        #expect(try await sample.reopened().summaries(of: Sample.room).last?.outcome?.verdict == .ready)
        let swap = SeatSwap(seat: "1", host: try HostName("pc02"), replaced: try HostName("pc01"))
        #expect(await sample.history.keep(Self.act("2", .swap(swap)), room: Sample.room))
        await sample.write("3", try Self.run("3"))
        let history = sample.reopened()
        let last = try #require(await history.summaries(of: Sample.room).last?.outcome)
        #expect(last.verdict == .notReady && last.ready == 0)
        let states = try await history.states(of: HostName("pc01"), room: Sample.room)
        #expect(states["3"]?.state == .ready, "the PC's own state is what was measured")
    }

    @Test func `retention counts runs, and acts go with the runs of their time`() async throws {
        let sample = SampleHistory()
        for number in 1...3 {
            await sample.write("\(number)0", try Self.run("\(number)0"))
            for tail in 1...3 {
                #expect(
                    await sample.history.keep(Self.act("\(number)\(tail)"), room: Sample.room, keeping: .all)
                )
            }
        }
        await Sample.write("40", try Self.run("40"), to: sample.history, keeping: .runs(2))
        let history = sample.reopened()
        #expect(try await history.runs(of: Sample.room) == ["30", "40"])
        #expect(
            try await history.acts(of: Sample.room).map(\.stamp.id) == ["21", "22", "23", "31", "32", "33"]
        )
        #expect(try await history.verify()?.firstBreak == nil)
    }
}
