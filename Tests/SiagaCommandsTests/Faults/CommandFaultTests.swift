import Glibc
import TestRoom
import Testing

/// Commands that hang, flood, die or leave something behind on one PC; the other PCs of the room come to their own end.
@Suite(.timeLimit(.minutes(4))) struct CommandFaultTests {
    /// Lends an exec on one faulty PC and the two healthy ones.
    private func exec(
        _ onFaulty: String,
        timeout: String = "60s",
        language: String = "en",
        in faulty: FaultyRoom
    ) async throws -> (Program.Outcome, Program.Usage) {
        try await faulty.room.program.measured([
            "exec", "-i", "room", "-F", "none", "--lang", language, "--timeout", timeout, "all", "--",
            "\(faulty.only(0, onFaulty)); echo fine",
        ])
    }

    private func expectOthersUnaffected(_ outcome: Program.Outcome) {
        #expect(outcome.output.contains("pc[02-03] (2)  exit 0"), "\(outcome)")
    }

    @Test func `a command that hangs is too slow at its limit, and nothing of it goes on there`() async throws
    {
        try await FaultyRoom.with { faulty in
            try faulty.admit([FaultyRoom.Patient(name: "hangs")])
            let (outcome, usage) = try await exec(
                "sleep 86399 & sleep 86398; wait",
                timeout: "4s",
                in: faulty
            )
            // It ran and did not come to its end: failed, not unreached.
            #expect(outcome.exitCode == 2)
            expectOthersUnaffected(outcome)
            #expect(
                outcome.output.contains(/hangs  TOO SLOW  more than [34]\.\d seconds, ended on the PC/),
                "\(outcome)"
            )
            #expect(usage.time < .seconds(20), "\(usage)")
            let (indonesian, _) = try await exec(
                "sleep 86399 & sleep 86398; wait",
                timeout: "4s",
                language: "id",
                in: faulty
            )
            #expect(indonesian.exitCode == 2)
            #expect(
                indonesian.output.contains(/hangs  TERLALU LAMA  lebih dari [34],\d detik, dihentikan di PC/),
                "\(indonesian)"
            )
            try await expectNothingRuns(faulty, "sleep\t8639[89]")
        }
    }

    @Test func `a flood on both streams is cut off at the limit and kept small`() async throws {
        try await FaultyRoom.with { faulty in
            try faulty.admit([FaultyRoom.Patient(name: "floods")])
            let (outcome, usage) = try await exec("yes & yes >&2", timeout: "4s", in: faulty)
            #expect(outcome.exitCode == 2)
            expectOthersUnaffected(outcome)
            #expect(outcome.output.contains("floods  TOO SLOW"), "\(outcome.output.suffix(500))")
            #expect(outcome.output.utf8.count < 256 << 10)
            #expect(usage.memory < 200, "\(usage)")
            #expect(usage.time < .seconds(20), "\(usage)")
            try await expectNothingRuns(faulty, "yes")
        }
    }

    @Test(arguments: [
        ("kill -9 $$", "exit 137"), ("exit 255", "exit 255"), ("exec >&-; exit 7", "exit 7"),
    ])
    func `a command that dies is a failure with its own code`(_ end: (text: String, code: String))
        async throws
    {
        try await FaultyRoom.with { faulty in
            try faulty.admit([FaultyRoom.Patient(name: "dies")])
            let (outcome, _) = try await exec(end.text, in: faulty)
            #expect(outcome.exitCode == 2, "\(outcome)")
            expectOthersUnaffected(outcome)
            #expect(outcome.output.contains("dies (1)  \(end.code)"), "\(outcome)")
        }
    }

    @Test func `an end that nobody proved is no success`() async throws {
        try await FaultyRoom.with { faulty in
            // Behind the question about the exam nothing runs; the server says something and that all went well.
            let pretence = "if [ -e asked ]; then echo fine; exit 0; fi; : >asked"
            try faulty.admit([FaultyRoom.Patient(name: "pretends", shell: pretence)])
            let (outcome, _) = try await exec(":", in: faulty)
            #expect(outcome.exitCode != 0, "\(outcome)")
            expectOthersUnaffected(outcome)
            #expect(!outcome.output.contains("pretends (1)  exit 0"), "\(outcome)")
        }
    }

    @Test func `a child left behind holds nothing up`() async throws {
        try await FaultyRoom.with { faulty in
            try faulty.admit([FaultyRoom.Patient(name: "leaves")])
            let (outcome, usage) = try await exec("sleep 20 &", in: faulty)
            #expect(outcome.exitCode == 0, "\(outcome)")
            #expect(outcome.output.contains("exit 0"))
            #expect(usage.time < .seconds(15), "\(usage)")
        }
    }

    @Test func `output in no known writing is shown and harms no screen`() async throws {
        try await FaultyRoom.with { faulty in
            try faulty.admit([FaultyRoom.Patient(name: "garbles")])
            let bytes = #"printf '\377\376P\000A\000\033[2J\033]52;c;aGk=\007\342\200\256\rpc02 READY\n'"#
            let (outcome, _) = try await exec(bytes, in: faulty)
            #expect(outcome.exitCode == 0, "\(outcome)")
            for scalar in outcome.output.unicodeScalars {
                #expect(scalar == "\n" || scalar.value >= 32 && scalar.value != 0x202E, "\(scalar.value)")
            }
            #expect(!outcome.output.split(separator: "\n").contains { $0.hasPrefix("pc02 READY") })
        }
    }

    /// That no process of the room's PCs has these words any more.
    private func expectNothingRuns(_ faulty: FaultyRoom, _ words: String) async throws {
        // Processes know their PC by its variable, whatever else runs on this machine. They get 10 s to end.
        let looked = try await faulty.room.program.shell(
            """
            for try in $(seq 100); do
                found=
                for process in $(grep -lzsxF "HOME=\(faulty.home(0))" /proc/[0-9]*/environ); do
                    line=$(tr '\\0' '\\t' <"${process%environ}cmdline" 2>/dev/null)
                    if printf '%s' "$line" | grep -qE '^\(words)\t?$'; then found="$found $line"; fi
                done
                [ "$found" ] || exit 0
                sleep 0.1
            done
            printf '%s\\n' "$found"
            # What is left over is this test's own and ends with it.
            for process in $(grep -lzsxF "HOME=\(faulty.home(0))" /proc/[0-9]*/environ); do
                process=${process%/environ}
                kill -9 "${process#/proc/}" 2>/dev/null
            done
            exit 1
            """
        )
        #expect(looked.exitCode == 0, "still runs: \(looked.output)")
    }
}
