import FoundationEssentials
import GRDB
import History
import RoomModel
import Testing

/// Records that say nothing, or something impossible: everything else is still read, and what was left out is said.
@Suite(.timeLimit(.minutes(5))) struct DamagedRecordTests {
    private typealias Sample = SampleHistory

    /// A way in which a run can have ended, as SQL on the database.
    static let cuts: [String] =
        // In turn, one of the four events of the middle run is missing.
        (5...8).map { "DELETE FROM event WHERE sequence = \($0)" }
        // The program was killed behind each of them.
        + (5...8).map { "DELETE FROM event WHERE sequence BETWEEN \($0) AND 8; \(unfinished)" }
        + ["DELETE FROM event WHERE run = 2", "DELETE FROM event", unfinished]

    private static let unfinished = """
        UPDATE run SET ended = NULL, reason = NULL, verdict = NULL, ready = NULL, needed = NULL WHERE id = 2;
        DELETE FROM result WHERE run = 2
        """

    /// What a cell may hold that nobody wrote there.
    private static let wrong = [
        "x'ff00fe'", "'text'", "9223372036854775807", "-9223372036854775807 - 1", "1e300", "-1", "''",
    ]

    private static let columns = [
        "run": [
            "room", "name", "title", "kind", "playbook", "criteria", "is_full", "asked", "pcs", "began",
            "ended", "reason", "verdict", "ready", "needed",
        ],
        "event": ["host", "bytes", "hash"],
        "result": ["state", "at"],
        "space": ["at", "bytes"],
        "pruned": ["last", "hash"],
        "controller": ["id", "sequence", "hash"],
    ]

    static let cells: [String] = columns.sorted { $0.key < $1.key }.flatMap { table, columns in
        columns.flatMap { column in wrong.map { "UPDATE \(table) SET \(column) = \($0)" } }
    }

    static let nothing = ["title", "playbook", "criteria", "ended", "reason", "verdict", "ready", "needed"]
        .map {
            "UPDATE run SET \($0) = NULL"
        }

    static let lines: [String] = [
        "{", "{}", "[]", "null", "", #"{"event":"ended","reason":"completed","at":9223372036854775807}"#,
        #"{"event":"ended","reason":"completed","at":-9223372036854775808}"#,
        #"{"event":"measured"}"#, #"{"event":"no such"}"#, "\u{FEFF}{\"event\":\"ended\"}",
        String(repeating: "[", count: 2_000),
    ].flatMap { line in
        (5...8).map { "UPDATE event SET bytes = CAST('\(line)' AS BLOB) WHERE sequence = \($0)" }
    }

    /// Three whole runs of four events, with a gap of retention before them.
    private func sample() async throws -> SampleHistory {
        let sample = SampleHistory()
        let history = sample.reopened()
        for (run, isFull) in [("1", true), ("2", true), ("3", false)] {
            let events = [
                Sample.start(run, isFull: isFull, hosts: ["pc01", "pc02"]), try Sample.measured("pc01"),
                try Sample.off("pc02"), Sample.end(),
            ]
            await Sample.write(run, events, to: history)
        }
        return sample
    }

    /// Everything that reads or writes a record, in one line each; what cannot be read is an error, not the end.
    private func use(_ sample: SampleHistory) async -> [HistoryNotice] {
        let (history, room) = (sample.reopened(), Sample.room)
        _ = try? await history.rooms()
        _ = try? await history.summaries(of: room)
        for run in ["1", "2", "3", "4"] {
            guard let events = try? await history.events(of: run, room: room) else { continue }
            _ = try? await history.report(of: events, run: run, room: room)
            if let host = try? HostName("pc01") {
                _ = try? await history.events(of: run, room: room, about: host)
                _ = try? await history.states(of: host, room: room)
            }
        }
        if let report = try? await history.lastReport(of: room) {
            _ = try? await history.trends(of: report, room: room, secondsEast: 0)
        }
        _ = try? await history.newest(of: room)
        _ = try? await history.verify()
        for retention in [Retention.usual, .runs(1), .days(1), .all] {
            await Sample.write(
                "part \(retention)",
                [Sample.start("part", isFull: false, hosts: ["pc01", "pc02"]), Sample.end()],
                to: history,
                keeping: retention,
                now: Timestamp(milliseconds: 1_800_000_000_000)
            )
        }
        return await history.takeNotices()
    }

    @Test(arguments: cuts + cells + nothing + lines)
    func `a record that is cut or damaged ends no program`(_ statement: String) async throws {
        let sample = try await sample()
        let other = try sample.connection()
        try await other.write { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = 1")
            // Some columns tell rows apart: then one row alone is enough.
            do {
                try database.execute(sql: statement)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                try database.execute(sql: statement + " WHERE rowid = 2")
            }
        }
        try other.close()
        _ = await use(sample)
        // The next program can still write and read.
        let next = sample.reopened()
        await Sample.write("9", [Sample.start("9", hosts: ["pc01"]), Sample.end()], to: next)
        #expect(try await next.events(of: "9", room: Sample.room).count == 2)
    }

    @Test func `a part of a room is scanned after a whole scan that was killed`() async throws {
        let sample = SampleHistory()
        let history = sample.reopened()
        await history.begin("1", room: Sample.room)
        await history.append(Sample.start("1", hosts: ["pc01"]), to: "1", room: Sample.room)
        await Sample.write(
            "2",
            [Sample.start("2", isFull: false, hosts: ["pc01"]), Sample.end()],
            to: sample.reopened(),
            keeping: .runs(1)
        )
        #expect(try await sample.reopened().runs(of: Sample.room) == ["1", "2"])
        #expect(try await sample.reopened().summaries(of: Sample.room).first?.reason == nil)
    }

    @Test func `a run whose row is damaged is told by its events, and the damage is said once`() async throws
    {
        let sample = try await sample()
        let other = try sample.connection()
        try await other.write { try $0.execute(sql: "UPDATE run SET asked = 'many' WHERE name = '2'") }
        let history = sample.reopened()
        let runs = try await history.summaries(of: Sample.room)
        #expect(runs.map(\.name) == ["1", "2", "3"])
        #expect(runs[1].asked == 2 && runs[1].kind == .full && runs[1].reason == .completed)
        #expect(await history.takeNotices() == [.leftOut(records: 1, file: sample.database)])
        _ = try await history.summaries(of: Sample.room)
        #expect(await history.takeNotices() == [])
    }

    @Test func `an event that cannot be read is left out and said`() async throws {
        let sample = try await sample()
        let other = try sample.connection()
        try await other.write { try $0.execute(sql: "UPDATE event SET bytes = x'7b' WHERE sequence = 6") }
        let history = sample.reopened()
        #expect(try await history.events(of: "2", room: Sample.room).count == 3)
        #expect(await history.takeNotices() == [.leftOut(records: 1, file: sample.database)])
    }
}
