import Foundation
import TestRoom
import Testing

/// The schema and the reader of playbooks agree: what an editor accepts loads, what it marks does not.
@Suite(.timeLimit(.minutes(5))) struct PlaybookSchemaTests {
    private static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Entries of `checks:` and whole documents, each with one mistake.
    private static let wrong = [
        "checks:\n  - disk.fre\n",
        "checks:\n  - disk.free: { fail_belo: 1 GiB }\n",
        "checks:\n  - disk.free: { fail_below: 1 }\n",
        "checks:\n  - disk.free: { fail_below: 1 parsec }\n",
        "checks:\n  - disk.free: { fail_below: [1 GiB] }\n",
        "checks:\n  - net.server: { url: https://a.example, within: 500 }\n",
        "checks:\n  - net.server: { url: https://a.example, tls: maybe }\n",
        "checks:\n  - net.server: { url: https://a.example, status: [ok] }\n",
        "checks:\n  - net.server: { url: [[a]] }\n",
        "checks:\n  - net.quality: { target: a.example, loss_above: 5 }\n",
        "checks:\n  - net.quality: { target: a.example, loss_above: 101 % }\n",
        "checks:\n  - net.quality: { target: a.example, probes: 2.5 }\n",
        "checks:\n  - os.arch: { expected: 128 }\n",
        "checks:\n  - cpu.cores: { warn_below: two }\n",
        "checks:\n  - cpu.cores: { severity: fatal }\n",
        "checks:\n  - cpu.cores: { on_exam_day: strict }\n",
        "checks:\n  - cpu.cores: { required: maybe }\n",
        "checks:\n  - cpu.cores: { hint: Buy a bigger one }\n",
        "checks:\n  - cpu.cores: { hint: { en: Buy a bigger one } }\n",
        "checks:\n  - cpu.cores: { on: { os: beos } }\n",
        "checks:\n  - cpu.cores: { on: { arch: 16 } }\n",
        "checks:\n  - cpu.cores: { on: { system: linux } }\n",
        "checks:\n  - { cpu.cores: {}, ram.free: {} }\n",
        "checks:\n  - [cpu.cores]\n",
        "checks:\n  - command\n",
        "checks:\n  - net.server\n",
        "checks:\n  - net.server: { within: 1 s }\n",
        "checks:\n  - os.version: ~\n",
        "checks:\n  - command: { name: printer }\n",
        "checks:\n  - command: { name: Printer 1, run: lpstat }\n",
        "checks:\n  - cpu.cores: { label: { id: a, en: b } }\n",
        "checks: cpu.cores\n",
        "checks: []\n",
        "name: Nothing to do\n",
        "chekcs:\n  - cpu.cores\n",
        "checks:\n  - cpu.cores\nsteps:\n  - app: { folder: /opt/x }\n",
        "checks:\n  - cpu.cores\nroom: { seat: 20 }\n",
        "steps:\n  - fille: { path: /opt/x }\n",
        "steps:\n  - folder\n",
        "steps:\n  - folder: { path: /opt/x, mod: '0755' }\n",
        "steps:\n  - service: { unit: cups, running: perhaps }\n",
        "steps:\n  - clock: { id: Big }\n",
        "steps:\n  - clock: { tolerance: 5 }\n",
        "steps:\n  - reboot: { when: sometimes }\n",
        "steps:\n  - clock\nserial: 0\n",
        "steps:\n  - clock\nserial: many\n",
        "steps:\n  - clock\nmax_failures: few\n",
        "steps: []\n",
    ]

    private static let right = [
        "steps:\n  - clock\n  - reboot: { when: always, within: 10 min, id: again }\nserial: 25 %\nmax_failures: 3\n",
        "steps:\n  - clock:\n  - folder: { path: '{{ place }}', become: root, on: { os: linux }, hosts: all }\n"
            + "  - file: { path: /opt/x, content: \"a\\nb\", mode: '0644' }\n  - wait_for: { port: 'a.example:80' }\n"
            + "verify: readiness.yaml\nserial: 5\n",
        "checks:\n  - disk.free: { path: ~, fail_below: 1.5 gib, on: { os: [linux, windows], arch: 64 } }\n",
        "checks:\n  - disk.free: { warn_below: '{{ limit }}' }\nvars: { limit: 5 GiB }\n",
        "checks:\n  - cpu.cores: { warn_below: '4', on_exam_day: fail, required: false, hosts: all }\n",
        "checks:\n  - net.server: { url: http://a.example, status: 200 }\nroom: { seats: 20 }\n",
        "checks:\n  - os.arch: { expected: 64 }\n  - ram.free:\n",
        "checks:\n  - command: { name: a, run: x, warn_above: 70, label: { id: a, en: b } }\n"
            + "  - process: { name: b, program: clamd, running: false }\n  - service: { name: c, unit: cups }\n"
            + "  - port: { name: d, port: 631 }\n  - file: { name: e, path: /a, mode: '0644' }\n"
            + "  - http: { name: f, url: http://a.example/, fail_above: 2 s }\n",
        "name: 2026\nchecks:\n  - os.version: { pass: linux, hint: { id: a, en: b } }\n",
    ]

    private func with(_ body: (Program, SchemaOracle) async throws -> Void) async throws {
        let oracle = try SchemaOracle()
        try await Program.with { program in
            let schema = try await program("playbook", "schema")
            #expect(schema.exitCode == 0)
            try program.folder.write(schema.output, to: "schema.json")
            try await body(program, oracle)
        }
    }

    private func path(_ name: String, _ program: Program) -> String { "\(program.folder.path)/\(name)" }

    @Test func `accepts the playbooks that Siaga brings, as they are and as they take effect`() async throws {
        try await with { program, oracle in
            var files: [String] = []
            for name in ["readiness-online", "readiness-semi-online"] {
                let shipped = Self.top.appending(path: "playbooks/\(name).yaml").path
                let shown = try await program("playbook", "show", shipped)
                #expect(shown.exitCode == 0)
                try program.folder.write(shown.output, to: "\(name)-shown.yaml")
                files += [shipped, path("\(name)-shown.yaml", program)]
            }
            let problems = try await oracle.problems(with: files, by: path("schema.json", program))
            #expect(problems == ["", "", "", ""])
            let loaded = try await program(["playbook", "check"] + files)
            #expect(loaded.exitCode == 0, "\(loaded.notes)")
        }
    }

    @Test func `marks what the reader refuses, and nothing else`() async throws {
        try await with { program, oracle in
            var files: [String] = []
            for (index, text) in (Self.wrong + Self.right).enumerated() {
                try program.folder.write(text, to: "\(index).yaml")
                files.append(path("\(index).yaml", program))
            }
            let problems = try await oracle.problems(with: files, by: path("schema.json", program))
            #expect(problems.count == Self.wrong.count + Self.right.count)
            for (index, text) in (Self.wrong + Self.right).enumerated() {
                let isWrong = index < Self.wrong.count
                #expect(problems[index].isEmpty != isWrong, "\(text)\(problems[index])")
                let outcome = try await program("playbook", "check", files[index])
                #expect(outcome.exitCode == (isWrong ? 78 : 0), "\(text)\(outcome.notes)")
            }
        }
    }
}
