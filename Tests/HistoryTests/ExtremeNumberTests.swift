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
        // Of a damaged head it says so.
        _ = try? await sample.reopened().verify()
    }

    @Test(arguments: numbers)
    func `an event of an impossible number breaks the chain and nothing else`(_ number: Int64) async throws {
        let sample = try await changed("UPDATE event SET sequence = ? WHERE sequence = 5", number)
        let report = try #require(try await sample.reopened().verify())
        #expect(report.firstBreak != nil)
        try await goOn(sample)
    }

    @Test(arguments: numbers)
    func `a head of an impossible number is a damaged record and nothing else`(_ number: Int64) async throws {
        let sample = try await changed("UPDATE controller SET sequence = ?", number)
        do throws(HistoryError) {
            #expect(try await sample.reopened().verify()?.firstBreak?.kind == .head)
        } catch {
            #expect(error.code == .corrupt)
        }
        try await goOn(sample)
    }

    @Test(arguments: numbers)
    func `a gap of an impossible size counts for nothing`(_ number: Int64) async throws {
        let insert = "INSERT INTO pruned (first, last, hash) VALUES (?, 9223372036854775807, x'00')"
        let sample = try await changed(insert, number)
        let report = try #require(try await sample.reopened().verify())
        #expect(report.firstBreak == nil && report.pruned == 0)
        try await goOn(sample)
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
