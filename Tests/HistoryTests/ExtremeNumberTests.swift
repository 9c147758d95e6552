import FoundationEssentials
import GRDB
import History
import RoomModel
import Testing

/// Numbers in the database that no history writes: they end nothing, and the chain says where it is broken.
@Suite(.timeLimit(.minutes(2))) struct ExtremeNumberTests {
    private static let numbers: [Int64] = [.min, .min + 1, -1, 1 << 60, .max - 1, .max]

    private func changed(_ statement: String, _ number: Int64) async throws -> SampleHistory {
        let sample = SampleHistory()
        for run in ["1", "2", "3"] {
            await sample.write(
                run,
                [
                    SampleHistory.start(run, hosts: ["pc01"]), try SampleHistory.measured("pc01"),
                    SampleHistory.end(),
                ]
            )
        }
        try await sample.connection().write { try $0.execute(sql: statement, arguments: [number]) }
        return sample
    }

    /// Writes one more run, and has old ones removed.
    private func goOn(_ sample: SampleHistory) async throws {
        await SampleHistory.write(
            "4",
            [
                SampleHistory.start("4", hosts: ["pc01"]), try SampleHistory.measured("pc01"),
                SampleHistory.end(),
            ],
            to: sample.reopened(),
            keeping: .runs(1)
        )
        _ = try? await sample.reopened().verify()
    }

    @Test(arguments: numbers)
    func `an event of an impossible number breaks the chain and nothing else`(_ number: Int64) async throws {
        let sample = try await changed("UPDATE event SET sequence = ? WHERE sequence = 5", number)
        #expect(try #require(await sample.reopened().verify()).firstBreak != nil)
        try await goOn(sample)
    }

    @Test(arguments: numbers)
    func `a head of an impossible number breaks the chain and nothing else`(_ number: Int64) async throws {
        let sample = try await changed("UPDATE controller SET sequence = ?", number)
        #expect(try #require(await sample.reopened().verify()).firstBreak?.kind == .head)
        try await goOn(sample)
    }

    @Test(arguments: ["1e308", "-1e308", "0.5", "'many'", "x'00'"])
    func `a number that is none breaks the chain and nothing else`(_ value: String) async throws {
        let head = try await changed("UPDATE controller SET sequence = \(value) WHERE ? = 1", 1)
        #expect(try #require(await head.reopened().verify()).firstBreak?.kind == .head)
        try await goOn(head)
        let gap = try await changed("INSERT INTO pruned (first, last, hash) VALUES (?, \(value), x'00')", 1)
        #expect(try #require(await gap.reopened().verify()).firstBreak == nil)
        try await goOn(gap)
    }

    @Test(arguments: numbers)
    func `a gap of an impossible size counts for nothing`(_ number: Int64) async throws {
        let insert = "INSERT INTO pruned (first, last, hash) VALUES (?, 9223372036854775807, x'00')"
        let sample = try await changed(insert, number)
        let report = try #require(await sample.reopened().verify())
        #expect(report.firstBreak == nil && report.pruned == 0)
        try await goOn(sample)
    }

    @Test(arguments: ["-9223372036854775808", "9223372036854775807", "-1", "1e308"])
    func `events in waiting behind an impossible number of others are left where they are`(
        _ first: String
    ) async throws {
        let sample = try await changed("UPDATE run SET pcs = ?", 1)
        let spool = sample.folder + "/siaga.spool-9-0.ndjson"
        let head = #"{"first":\#(first),"room":"\#(SampleHistory.room)","run":"9","spool":1}"#
        try Data((head + "\n{}\n").utf8).write(to: URL(filePath: spool))
        try await goOn(sample)
        #expect(FileManager.default.fileExists(atPath: spool))
        #expect(try await sample.reopened().summaries(of: SampleHistory.room).map(\.name).contains("4"))
    }

    @Test(arguments: numbers)
    func `a run that began outside of time is kept or removed, and is listed`(_ number: Int64) async throws {
        let sample = try await changed("UPDATE run SET began = ?, ended = 9223372036854775807", number)
        #expect(try await sample.reopened().summaries(of: SampleHistory.room).count == 3)
        await SampleHistory.write(
            "4",
            [
                SampleHistory.start("4", hosts: ["pc01"]), try SampleHistory.measured("pc01"),
                SampleHistory.end(),
            ],
            to: sample.reopened(),
            keeping: .days(36_500)
        )
    }
}
