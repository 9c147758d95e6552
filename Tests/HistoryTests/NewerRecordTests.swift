import FoundationEssentials
import GRDB
import History
import RoomModel
import Testing

/// A record that a newer Siaga wrote is no damage: what is understood counts, and the rest is said to be newer.
@Suite(.timeLimit(.minutes(2))) struct NewerRecordTests {
    private typealias Sample = SampleHistory

    /// What a version to come may write: another event, and an event of today that holds another code.
    static let lines = [
        #"{"event":"no-such-event","at":1,"value":{"a":[1,2]}}"#,
        #"{"event":"measured","host":"pc01","at":1,"took":1,"isExamOpen":false,"results":[{"check":"x","status":"pass","severity":"fail","isRequired":true,"finding":{"code":"no-such-code"}}]}"#,
        #"{"event":"not-reached","host":"pc01","at":1,"state":"no-such-state","phase":"login","cause":"x","elapsed":0}"#,
    ]

    /// A history into which a run with such a line was taken, chained as every event is.
    private func sample(_ line: String) async throws -> SampleHistory {
        let sample = SampleHistory()
        await sample.write(
            "1",
            [Sample.start("1", hosts: ["pc01"]), try Sample.measured("pc01"), Sample.end()]
        )
        let encoder = JSONEncoder()
        func text(_ event: RunEvent) throws -> String {
            String(decoding: try encoder.encode(event), as: UTF8.self)
        }
        let spool = [
            #"{"first":0,"room":"\#(Sample.room)","run":"2","spool":1}"#,
            try text(Sample.start("2", isFull: false, hosts: ["pc01"])), line, try text(Sample.end()),
        ]
        try (spool.joined(separator: "\n") + "\n").write(
            toFile: sample.folder + "/siaga.spool-2-0.ndjson",
            atomically: false,
            encoding: .utf8
        )
        let history = sample.reopened()
        #expect(try await history.runs(of: Sample.room) == ["1", "2"])
        #expect(await history.takeNotices().contains(.takenIn(runs: 1, events: 3)))
        #expect(try await history.verify()?.firstBreak == nil)
        return sample
    }

    @Test(arguments: lines)
    func `an event that is whole and not understood is a newer version's`(_ line: String) async throws {
        let sample = try await sample(line)
        let history = sample.reopened()
        #expect(try await history.events(of: "2", room: Sample.room).count == 2)
        #expect(await history.takeNotices() == [.newer(records: 1, file: sample.database)])
        _ = try await history.events(of: "2", room: Sample.room)
        #expect(await history.takeNotices() == [], "it is said once")
        let report = try #require(try await sample.reopened().lastReport(of: Sample.room))
        #expect(report.rows.map(\.state) != [.ready], "what is not understood proves nothing")
    }

    @Test(arguments: lines)
    func `the same line changed by a letter is damage`(_ line: String) async throws {
        let sample = try await sample(line)
        try await sample.connection().write {
            try $0.execute(
                sql:
                    "UPDATE event SET bytes = CAST(replace(CAST(bytes AS TEXT), 'no-such', 'no-such2') AS BLOB)"
            )
        }
        let history = sample.reopened()
        #expect(try await history.events(of: "2", room: Sample.room).count == 2)
        #expect(await history.takeNotices() == [.leftOut(records: 1, file: sample.database)])
    }

    @Test func `a run of a kind that is not known is told by its events, or is a newer version's`()
        async throws
    {
        let sample = try await sample(Self.lines[0])
        let other = try sample.connection()
        try await other.write { try $0.execute(sql: "UPDATE run SET kind = 'no-such-kind'") }
        let history = sample.reopened()
        #expect(try await history.summaries(of: Sample.room).map(\.kind) == [.full, .part])
        #expect(await history.takeNotices() == [.newer(records: 1, file: sample.database)])
        try await other.write {
            try $0.execute(sql: "DELETE FROM event WHERE sequence = 4; DELETE FROM event WHERE sequence = 6")
        }
        #expect(try await sample.reopened().summaries(of: Sample.room).map(\.name) == ["1"])
    }

    @Test func `both are said in each language`() {
        for notice in [HistoryNotice.newer(records: 1, file: "a"), .newer(records: 2, file: "a")] {
            #expect(notice.isWarning && notice.message.id != notice.message.en)
        }
    }
}
