import TestRoom
import Testing

/// A check of the room's playbook that cannot be right ends every command that reads it, with one text, and nobody is
/// contacted.
@Suite(.timeLimit(.minutes(3))) struct WrongParameterCommandTests {
    private static let playbook = """
        name: Test
        hosts: all
        checks:
          - net.server
          - ram.total: { fail_below: 4 GiB, warn_below: 2 GiB }

        """

    static let commands: [[String]] = [
        ["scan"], ["scan", "pc01", "--only", "ram.total"], ["exec", "all", "--", "true"],
        ["push", "room/hosts.yaml", "all", "--to", "/tmp/x", "--yes"],
        ["pull", "all", "/etc/hostname", "--to", "collected"], ["install", "--yes"], ["rollback", "--yes"],
        ["enroll", "--install-key", "--yes"], ["playbook", "show"],
        ["playbook", "check", "room/playbooks/readiness.yaml"],
    ]

    @Test(arguments: ["en", "id"])
    func `every command says the same of it, with 78`(_ language: String) async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            try program.folder.write(Self.playbook, to: "room/playbooks/readiness.yaml")
            let alone = try await program(
                "playbook",
                "check",
                "room/playbooks/readiness.yaml",
                "--lang",
                language
            )
            #expect(alone.exitCode == 78, "\(alone)")
            let parts = alone.notes.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { $0.hasPrefix("room/playbooks/") || $0.hasPrefix("    ") }
            #expect(parts.count == 8, "two mistakes, each with its line, its place and a hint: \(alone)")
            for command in Self.commands {
                let words = command.firstIndex(of: "--") ?? command.endIndex
                let line =
                    command[..<words] + ["-i", "room", "--lang", language] + command[words...]
                let outcome = try await program(Array(line))
                #expect(outcome.exitCode == 78, "\(command): \(outcome)")
                for part in parts {
                    #expect(outcome.notes.contains(part), "\(command): \(part) in \(outcome)")
                }
                #expect(outcome.output.isEmpty, "\(command): \(outcome)")
            }
            let record = try await program("history", "-i", "room", "--format", "json")
            #expect(!record.output.contains("\"run\""), "nothing was begun: \(record)")
        }
    }

    @Test func `what a room makes of a value is told by playbook check in that room as by a scan`()
        async throws
    {
        try await Program.with { program in
            try program.writeSilentRoom(variables: "    least: 4 GiB\n")
            let text = Self.playbook.replacing("  - net.server\n", with: "")
                .replacing("fail_below: 4 GiB", with: "fail_below: '{{ least }}'")
            try program.folder.write(text, to: "room/playbooks/readiness.yaml")
            let file = "room/playbooks/readiness.yaml"
            #expect(try await program("playbook", "check", file, "--lang", "en").exitCode == 0)
            let check = try await program("playbook", "check", file, "-i", "room", "--lang", "en")
            let scan = try await program("scan", "-i", "room", "--lang", "en")
            for outcome in [check, scan] {
                #expect(outcome.exitCode == 78, "\(outcome)")
                #expect(outcome.notes.contains("`warn_below` is below `fail_below`"), "\(outcome)")
            }
        }
    }

    @Test func `a playbook of which no check is for a PC is an error, not a PC to scan again`() async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            try program.folder.write(
                "name: Test\nhosts: all\nchecks:\n  - app.hash\n",
                to: "room/playbooks/readiness.yaml"
            )
            let scan = try await program("scan", "-i", "room", "--lang", "en")
            #expect(scan.exitCode == 78, "\(scan)")
            #expect(scan.notes.contains("no check in it is for pc01, pc02"), "\(scan)")
            #expect(
                scan.notes.contains("siaga playbook show -i room room/playbooks/readiness.yaml"),
                "\(scan)"
            )
            let shown = try await program("playbook", "show", "-i", "room", "room/playbooks/readiness.yaml")
            #expect(shown.exitCode == 0 && shown.output.contains("app.hash: not selected"), "\(shown)")
        }
    }
}
