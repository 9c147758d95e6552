import TestRoom
import Testing

/// A laptop that lets a program open few files (`ulimit -n`).
@Suite(.timeLimit(.minutes(3))) struct ShortDescriptorsTests {
    @Test func `with few descriptors a run is narrower, and nobody is left out`() async throws {
        try await FaultyRoom.with { faulty in
            // Fifteen PCs that take their time, so that a wide run would hold all of them at once.
            try faulty.admit((1...15).map { FaultyRoom.Patient(name: "slow\($0)", shell: "sleep 0.3") })
            let outcome = try await faulty.room.program.shell(
                "ulimit -n 64; exec \"$SIAGA\" scan -i room -F none --width 64 --format json"
            )
            #expect(outcome.exitCode == 0, "\(outcome)")
            let report = try FaultReport(outcome)
            #expect(report.rows.count == 17)
            for row in report.rows { #expect(row.isReady, "\(row)") }
        }
    }
}
