import TestRoom
import Testing

/// What `siaga playbook` says of playbooks; nobody is contacted.
@Suite(.timeLimit(.minutes(2))) struct PlaybookCommandTests {
    private static let hosts = """
        lab1:
          vars:
            room_name: Lab 1
            room_mode: semi-online
            seats: 2
            exam_app_path: 'D:\\anbk'
            exam_app_version: "26.0222"
            sessions: [07.30-09.30]
          hosts:
            pc01: { ansible_host: 127.0.0.1 }
            pc02: { ansible_host: 127.0.0.2, exam_app_version: "25.0525" }
            pc03: { ansible_host: 127.0.0.3 }

        """

    private static let playbook = """
        name: Coba
        hosts: all
        vars: { limit: 2 GiB }
        checks:
          - disk.free: { fail_below: "{{ limit }}", warn_below: 20 GiB }
          - app.version
          - app.hash
          - cpu.cores: { on_exam_day: fail, hint: { id: Ganti PC, en: Change the PC } }
          - ram.free: { required: false, on: { os: linux } }

        """

    private func with(_ body: (Program) async throws -> Void) async throws {
        try await Program.with { program in
            try program.folder.write(Self.hosts, to: "hosts.yaml")
            try program.folder.write(Self.playbook, to: "p.yaml")
            try await body(program)
        }
    }

    @Test(arguments: ["id", "en"])
    func `names every mistake of several files at once`(_ language: String) async throws {
        try await with { program in
            try program.folder.write(
                "checks:\n  - disk.fre\n  - disk.free: { fail_below: 1 }\n",
                to: "a.yaml"
            )
            try program.folder.write("chekcs: []\n", to: "b.yaml")
            let outcome = try await program(
                "playbook",
                "check",
                "a.yaml",
                "p.yaml",
                "b.yaml",
                "c.yaml",
                "--lang",
                language
            )
            #expect(outcome.exitCode == 78)
            try outcome.expectSnapshot("playbook-check-\(language)")
        }
    }

    @Test func `shows what holds in a room, each value where it differs`() async throws {
        try await with { program in
            let outcome = try await program("playbook", "show", "p.yaml", "-i", "hosts.yaml")
            #expect(outcome.exitCode == 0)
            try outcome.expectSnapshot("playbook-show-room")
            try program.folder.write(outcome.output, to: "shown.yaml")
            let again = try await program("playbook", "show", "shown.yaml", "-i", "hosts.yaml")
            #expect(again.exitCode == 0)
            #expect(
                again.output.split(separator: "\n").filter { !$0.contains("# ") }
                    == outcome.output.split(separator: "\n").filter { !$0.contains("# ") }
            )
        }
    }

    @Test func `shows the defaults of a playbook, and what is shown loads again`() async throws {
        try await with { program in
            let outcome = try await program("playbook", "show", "p.yaml")
            #expect(outcome.exitCode == 0)
            try outcome.expectSnapshot("playbook-show")
            try program.folder.write(outcome.output, to: "shown.yaml")
            let again = try await program("playbook", "show", "shown.yaml")
            #expect(again.output == outcome.output)
        }
    }

    @Test func `no secret is shown`() async throws {
        try await with { program in
            try program.folder.write(
                "hosts: all\nvars: { db_password: hunter2 }\nchecks:\n"
                    + "  - net.server: { url: 'https://a.example/{{ db_password }}' }\n",
                to: "secret.yaml"
            )
            for words in [[], ["-i", "hosts.yaml"]] {
                let outcome = try await program(["playbook", "show", "secret.yaml"] + words)
                #expect(outcome.exitCode == 0)
                #expect(!outcome.output.contains("hunter2"))
                #expect(outcome.output.contains("{{ db_password }}"))
            }
        }
    }

    @Test func `without a file shows what a scan of the room would use`() async throws {
        try await with { program in
            let outcome = try await program("playbook", "show", "-i", "hosts.yaml")
            #expect(outcome.exitCode == 0)
            #expect(outcome.output.contains("room_mode: semi-online"))
            #expect(outcome.output.contains("https://192.168.0.200/unbk"))
        }
    }
}
