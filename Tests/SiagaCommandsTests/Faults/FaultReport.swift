import FoundationEssentials
import Testing

/// What the tests of faults read of a scan's JSON.
struct FaultReport: Decodable, Sendable {
    /// Why a PC was not measured.
    struct Unreached: Decodable, Sendable {
        let cause: String
        let phase: String
        let detail: String?
    }

    /// One check of one PC.
    struct Result: Decodable, Sendable {
        let check: String
        let status: String
    }

    /// One PC.
    struct Row: Decodable, Sendable {
        let host: String
        let state: String
        let took: Int?
        let unreached: Unreached?
        let results: [Result]?

        /// Whether it counts for the exam.
        var isReady: Bool { state == "ready" || state == "ready-with-note" }

        /// What one check came to; nil where it gave no result.
        func status(of check: String) -> String? { results?.first { $0.check == check }?.status }
    }

    let rows: [Row]

    init(_ outcome: Program.Outcome) throws {
        self = try #require(
            try? JSONDecoder().decode(FaultReport.self, from: Data(outcome.output.utf8)),
            "no report: exit \(outcome.exitCode)\n\(outcome.output.prefix(2_000))\n\(outcome.notes)"
        )
    }

    /// The row of one PC.
    func row(_ name: String) throws -> Row {
        try #require(rows.first { $0.host == name }, "\(name) has no row")
    }

    /// That whatever goes wrong elsewhere, the two healthy PCs of the room are as they should be, and soon.
    ///
    /// - Parameter limit: How long each may take, in milliseconds; a machine that plays all PCs at once is busy.
    /// - Throws: That one of them has no row.
    func expectOthersUnaffected(within limit: Int = 15_000) throws {
        for name in FaultyRoom.healthy {
            let row = try row(name)
            #expect(row.state == "ready", "\(name): \(row)")
            #expect(row.took.map { $0 <= limit } == true, "\(name) took \(row.took ?? -1) ms")
            #expect(row.results?.allSatisfy { $0.status == "pass" } == true, "\(name): \(row)")
        }
    }
}
