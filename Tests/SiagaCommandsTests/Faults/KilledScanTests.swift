import TestRoom
import Testing

/// The program that scans is killed (SIGKILL), whenever chance has it: the record stays whole, and the next run sees it.
@Suite(.timeLimit(.minutes(8))) struct KilledScanTests {
    /// How many moments: a few; in the long run (`SIAGA_KILLS`) a hundred.
    private static let seeds = Trials.count("SIAGA_KILLS", usual: 10)

    @Test func `at random moments`() async throws {
        try await FaultyRoom.with { faulty in
            // One PC takes its time, so that a run has rows before its end.
            try faulty.admit([FaultyRoom.Patient(name: "slow", shell: "sleep 0.4")])
            let room = faulty.room
            let clock = ContinuousClock()
            let began = clock.now
            let whole = try await room.scan("-F", "none")
            let usual = clock.now - began
            #expect(whole.exitCode == 0, "\(whole)")
            var killed = 0
            var longest = max(100, Int(usual / .milliseconds(1)))
            var random = SeededDamage(seed: 30)
            for seed in 1...Self.seeds {
                let milliseconds = Int.random(in: 1...longest, using: &random)
                let limit = "\(milliseconds / 1_000).\(String(1_000 + milliseconds % 1_000).dropFirst())"
                let outcome = try await room.program.shell(
                    "timeout --foreground --signal=KILL \(limit) \"$SIAGA\" scan -i room -F none"
                )
                // 124: the run ended by itself in the moment in which it was to be killed.
                #expect([0, 124, 137].contains(outcome.exitCode), "run \(seed): \(outcome)")
                killed += outcome.exitCode == 137 ? 1 : 0
                // On a machine that is faster now than before it takes no longer than that.
                if outcome.exitCode == 0 { longest = max(100, min(longest, milliseconds)) }
                guard seed.isMultiple(of: 10) else { continue }
                let verified = try await room.program("history", "--verify", "--lang", "en")
                #expect(verified.exitCode == 0 && verified.output.hasPrefix("OK"), "run \(seed): \(verified)")
                let report = try await room.program("report", "-i", "room", "--format", "json")
                #expect([0, 3].contains(report.exitCode), "run \(seed): \(report.notes)")
                // The last whole result, or that of a run that was cut off: that one calls no room ready.
                let isReady = report.output.contains("\"code\" : \"ready\"")
                #expect(isReady == (report.exitCode == 0), "run \(seed): \(report.output.suffix(400))")
            }
            #expect(killed >= Self.seeds / 4, "\(killed)")
            let list = try await room.program("history", "-i", "room", "--lang", "en", "-n", "300")
            for line in list.output.split(separator: "\n") where line.contains("CUT OFF") {
                #expect(!line.contains("READY"), "a run that was killed has no verdict: \(line)")
            }
            let after = try FaultReport(try await room.scan("-F", "none", "--format", "json"))
            try after.expectOthersUnaffected()
            #expect(try after.row("slow").isReady)
            let left = try await room.program.shell("find home -name '*.part*' -o -name '*journal' | head")
            #expect(left.output.isEmpty, "\(left.output)")
        }
    }
}
