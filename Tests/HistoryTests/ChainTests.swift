import Crypto
import FoundationEssentials
import GRDB
import History
import RoomModel
import Subprocess
import Testing

/// The chain of events can be followed by anybody, and shows what was changed.
@Suite(.timeLimit(.minutes(2))) struct ChainTests {
    private typealias Sample = SampleHistory

    private func threeRuns() async throws -> SampleHistory {
        let sample = SampleHistory()
        for run in ["1", "2", "3"] {
            await sample.write(
                run,
                [Sample.start(run, hosts: ["pc01"]), try Sample.measured("pc01"), Sample.end()]
            )
        }
        return sample
    }

    @Test func `numbers are without gaps, and the head is what the formula says`() async throws {
        let sample = try await threeRuns()
        let report = try #require(await sample.reopened().verify())
        #expect(report.firstBreak == nil)
        #expect(report.events == 9 && report.sequence == 9 && report.pruned == 0)
        let lines = try sample.connection().read {
            try Row.fetchAll($0, sql: "SELECT sequence, bytes FROM event ORDER BY sequence")
        }
        // The formula of docs/history.md, spelt out again.
        var hash = Data(SHA256.hash(data: Data(report.controller.utf8)))
        for (index, line) in lines.enumerated() {
            let number: Int64 = line["sequence"]
            #expect(number == Int64(index) + 1)
            var text = hash
            for shift in stride(from: 56, through: 0, by: -8) {
                text.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
            }
            text.append(line["bytes"] as Data)
            hash = Data(SHA256.hash(data: text))
        }
        #expect(report.head == hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }

    @Test func `another program follows it with nothing but the formula`() async throws {
        let sample = try await threeRuns()
        let report = try #require(await sample.history.verify())
        let script = """
            import hashlib, sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            controller, sequence, head = db.execute("SELECT id, sequence, hash FROM controller").fetchone()
            last = hashlib.sha256(controller.encode()).digest()
            for number, line, kept in db.execute("SELECT sequence, bytes, hash FROM event ORDER BY sequence"):
                last = hashlib.sha256(last + number.to_bytes(8, "big") + line).digest()
                assert last == kept, number
            assert (number, last) == (sequence, head)
            print(last.hex())
            """
        let result = try await run(
            .name("python3"),
            arguments: ["-c", script, sample.database],
            output: .string(limit: 1_000),
            error: .string(limit: 4_000)
        )
        #expect(result.standardOutput == report.head + "\n", "\(result.standardError)")
    }

    @Test(
        arguments: [
            ("UPDATE event SET bytes = replace(bytes, 'pc01', 'pc02') WHERE sequence = 5", "altered", 5, "2"),
            ("UPDATE event SET hash = zeroblob(32) WHERE sequence = 4", "altered", 4, "2"),
            ("DELETE FROM event WHERE sequence = 6", "missing", 6, nil),
            ("DELETE FROM event WHERE sequence = 9", "head", 9, nil),
            ("UPDATE controller SET sequence = 12", "head", 10, nil),
            ("UPDATE controller SET id = 'somebody'", "altered", 1, "1"),
        ] as [(String, String, Int64, String?)]
    )
    func `names the first event that is not what was written`(
        _ change: String,
        _ kind: String,
        _ sequence: Int64,
        _ run: String?
    ) async throws {
        let sample = try await threeRuns()
        try await sample.connection().write { try $0.execute(sql: change) }
        let broken = try #require(await sample.reopened().verify()?.firstBreak)
        #expect(broken.kind.rawValue == kind)
        #expect(broken.sequence == sequence)
        #expect(broken.run == run)
    }

    @Test func `two programs that write at once make one chain without gaps`() async throws {
        let sample = SampleHistory(timeout: .seconds(20))
        let histories =
            [sample.history]
            + (0..<3).map { _ in
                RunHistory(folder: sample.folder, timeout: .seconds(20))
            }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, history) in histories.enumerated() {
                group.addTask {
                    let run = "run-\(index)"
                    await history.begin(run, room: "lab-\(index)")
                    await history.append(Sample.start(run), to: run, room: "lab-\(index)")
                    for number in 0..<40 {
                        let event = try Sample.measured("pc\(number)")
                        await history.append(event, to: run, room: "lab-\(index)")
                    }
                    await history.append(Sample.end(), to: run, room: "lab-\(index)")
                    await history.finish(run, room: "lab-\(index)", now: Timestamp(milliseconds: 3))
                }
            }
            try await group.waitForAll()
        }
        for history in histories {
            let notices = await history.takeNotices()
            #expect(notices == [])
        }
        let report = try #require(await sample.reopened().verify())
        #expect(report.firstBreak == nil)
        #expect(report.events == 4 * 42)
        #expect(try await sample.history.rooms().count == 4)
    }
}
