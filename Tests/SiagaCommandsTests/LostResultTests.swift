import Glibc
import TestRoom
import Testing

/// A result that could not be written is an error, whatever the command found; a reader that went away is none.
@Suite(.timeLimit(.minutes(5))) struct LostResultTests {
    /// The commands that print, over a room of PCs on which nothing answers, and their codes where all is written.
    static let commands: [(words: String, code: Int32)] = [
        ("-i room", 0), ("help", 0), ("--version", 0), ("scan --help", 0),
        ("--generate-completion-script bash", 0),
        ("scan -F none -i room", 3), ("scan -F none -i room --format ndjson", 3),
        ("scan pc01 -F none -i room --format html", 3), ("scan --rerun -F none -i room --format json", 3),
        ("report -i room", 3), ("report -i room --format csv", 3), ("report -i room --format junit", 3),
        ("report -i room --format tap", 3), ("report -i room --format prometheus", 3),
        ("report -i room --format markdown", 3), ("report -i room --format ndjson", 3),
        ("history -i room", 0), ("history pc01 -i room", 0), ("history -i room --format json", 0),
        ("history --verify", 0), ("inventory list -i room", 0), ("inventory graph -i room", 0),
        ("inventory host pc01 -i room", 0), ("inventory list -i room --format json", 0),
        ("playbook check room/playbooks/readiness.yaml", 0), ("playbook schema", 0),
        ("playbook show room/playbooks/readiness.yaml", 0), ("check list", 0),
        ("check list --format markdown", 0), ("check explain disk.free", 0), ("bundle list", 0),
        ("bundle list --format json", 0), ("exec all -F none -i room -- true", 3),
        ("push room/hosts.yaml all --to /tmp/x --yes -F none -i room", 3), ("enroll -F none -i room", 3),
        ("fix --plan -F none -i room", 0),
    ]

    @Test(arguments: [(">/dev/full", "no space left on device"), (">&-", "stdout is closed")])
    func `stdout that takes nothing is said`(_ stdout: String, _ reason: String) async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            let calls = Self.commands.map { command in
                """
                $SIAGA \(command.words) </dev/null >whole 2>/dev/null; whole=$?
                $SIAGA \(command.words) </dev/null \(stdout) 2>notes; lost=$?
                grep -qF '\(reason)' notes; said=$?
                test -s whole; echo "$whole $lost $said $?"
                """
            }
            let outcome = try await program.shell(
                """
                $SIAGA scan -F none -i room >/dev/null 2>&1
                \(calls.joined(separator: "\n"))
                """
            )
            let codes = outcome.output.split(separator: "\n")
            #expect(codes.count == Self.commands.count, "\(outcome)")
            for (command, codes) in zip(Self.commands, codes) {
                // Its usual code, 1 where the result is lost, the sentence, and a result that was worth it.
                #expect(codes == "\(command.code) 1 0 0", "siaga \(command.words)")
            }
            // No report was written into the record in place of stdout.
            let record = try await program("history", "--verify", "--lang", "en")
            #expect(record.exitCode == 0 && record.output.hasPrefix("OK "), "\(record)")
        }
    }

    @Test func `a reader that went away is no error`() async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            let outcome = try await program.shell(
                "mkfifo gone; exec 3<>gone 4>gone; exec 3<&-; $SIAGA playbook schema >&4; echo \"code $?\""
            )
            #expect(outcome.output == "code 0\n" && outcome.notes == "", "\(outcome)")
            let head = try await program.shell(
                "set -o pipefail; $SIAGA playbook schema | head -1 >/dev/null; echo $?"
            )
            #expect(head.output == "0\n" && head.notes == "", "\(head)")
        }
    }

    @Test func `a command without stderr and stdin still does its work`() async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            let outcome = try await program.shell("$SIAGA scan -F none -i room <&- 2>&-")
            #expect(outcome.exitCode == 3 && outcome.output.contains("pc[01-02]"), "\(outcome)")
            #expect(try await program("history", "--verify").exitCode == 0)
        }
    }

    @Test(arguments: ["page.html", "rows.csv"])
    func `a file that is a device, a pipe or a folder is refused before any PC is asked`(
        _ name: String
    ) async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            let outcome = try await program.shell(
                """
                mkfifo pipe.html; mkdir folder.html; ln -s /dev/full page.html; ln -s /dev/null rows.csv
                for place in \(name) pipe.html folder.html
                do
                    timeout 20 $SIAGA scan -F none -i room --lang en --output $place; echo "code $?"
                    timeout 20 $SIAGA inventory import \(name) --output $place --lang en >/dev/null 2>&1
                    test $? -lt 100 && test ! -f $place && echo untouched
                done
                test -c /dev/full && test -L \(name)
                """
            )
            #expect(outcome.exitCode == 0, "\(outcome)")
            #expect(outcome.output == String(repeating: "code 1\nuntouched\n", count: 3), "\(outcome)")
            #expect(outcome.notes.contains("cannot write \(name): it is no ordinary file"), "\(outcome)")
            #expect(outcome.notes.contains("cannot write folder.html: it is a folder"), "\(outcome)")
            #expect(!outcome.notes.contains("Checked"))
        }
    }

    @Test func `a file that is a link to nothing is named, and refused before any PC is asked`() async throws
    {
        try await Program.with { program in
            try program.writeSilentRoom()
            let outcome = try await program.shell(
                "ln -s gone page.html; $SIAGA scan -F none -i room --lang en --output page.html"
            )
            #expect(outcome.exitCode == 1, "\(outcome)")
            #expect(
                outcome.notes.contains("cannot write page.html: this is a link to something"),
                "\(outcome)"
            )
            #expect(!outcome.notes.contains("Checked"))
        }
    }
}
