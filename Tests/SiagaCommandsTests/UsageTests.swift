import TestRoom
import Testing

/// What people see who type something wrong, or nothing at all; nobody is contacted.
@Suite(.timeLimit(.minutes(2))) struct UsageTests {
    private static let languages = ["id": "id_ID.UTF-8", "en": "C.UTF-8"]

    @Test(
        arguments: ["id", "en"],
        [
            "", "scan", "install", "rollback", "fix", "swap", "note", "confirm", "report", "history",
            "enroll", "exec", "push", "pull",
            "inventory",
            "inventory list",
            "inventory host",
            "inventory graph", "inventory import", "playbook", "playbook check", "playbook show",
            "playbook schema", "check", "check list", "check explain", "bundle", "bundle add",
            "bundle list", "bundle show", "bundle verify", "bundle export", "bundle import", "bundle remove",
        ]
    )
    func `help is in the language of the locale`(_ language: String, _ command: String) async throws {
        try await Program.with { program in
            var program = program
            program.environment["LANG"] = Self.languages[language]
            let words = command.split(separator: " ").map(String.init)
            let outcome = try await program(words + ["--help"])
            #expect(outcome.exitCode == 0)
            #expect(outcome.notes.isEmpty)
            if language == "id" {
                for word in ["default", "values", "options>", "USAGE", "Show "] {
                    #expect(!outcome.output.contains(word))
                }
            }
            try outcome.expectSnapshot(
                "help-\(words.isEmpty ? "siaga" : words.joined(separator: "-"))-\(language)"
            )
        }
    }

    @Test(arguments: ["id", "en"])
    func `an unknown option is a usage error in the language of the locale`(_ language: String) async throws {
        try await Program.with { program in
            var program = program
            program.environment["LANG"] = Self.languages[language]
            let outcome = try await program("scan", "--widht", "3")
            #expect(outcome.exitCode == 64)
            #expect(outcome.output.isEmpty)
            try outcome.expectSnapshot("unknown-option-\(language)")
        }
    }

    @Test(arguments: ["id", "en"])
    func `without a list of PCs says how to name one`(_ language: String) async throws {
        try await Program.with { program in
            let outcome = try await program("scan", "--lang", language)
            #expect(outcome.exitCode == 78)
            try outcome.expectSnapshot("no-inventory-\(language)")
        }
    }

    @Test(arguments: ["id", "en"])
    func `alone shows what to type`(_ language: String) async throws {
        try await Program.with { program in
            let outcome = try await program("--lang", language)
            #expect(outcome.exitCode == 0)
            try outcome.expectSnapshot("alone-\(language)")
        }
    }

    @Test(arguments: ["id", "en"])
    func `a list with errors names each with its line and contacts nobody`(_ language: String) async throws {
        try await Program.with { program in
            let port = try ListeningPort()
            try program.folder.write(
                """
                lab1:
                  vars:
                    seats: many
                    exam_app_path: "D:\\anbk"
                  hosts:
                    pc01: { ansible_host: 127.0.0.1, ansible_port: \(port.port) }
                    pc01: { ansible_host: 127.0.0.1, ansible_port: 70000 }

                """,
                to: "hosts.yaml"
            )
            let outcome = try await program("scan", "-i", "hosts.yaml", "--lang", language)
            #expect(outcome.exitCode == 78)
            #expect(outcome.output.isEmpty)
            #expect(!port.wasContacted)
            try outcome.expectSnapshot("bad-inventory-\(language)")
        }
    }

    @Test func `a playbook with errors contacts nobody`() async throws {
        try await Program.with { program in
            let port = try ListeningPort()
            try program.folder.write(
                "lab1:\n  hosts:\n    pc01: { ansible_host: 127.0.0.1, ansible_port: \(port.port) }\n",
                to: "hosts.yaml"
            )
            try program.folder.write(
                "name: Test\nhosts: all\nchecks:\n  - disk.fre\n  - disk.free: { fail_below: 1 }\n",
                to: "playbook.yaml"
            )
            let outcome = try await program("scan", "-i", "hosts.yaml", "-p", "playbook.yaml", "--lang", "en")
            #expect(outcome.exitCode == 78)
            #expect(outcome.output.isEmpty)
            #expect(!port.wasContacted)
            try outcome.expectSnapshot("bad-playbook-en")
        }
    }
}
