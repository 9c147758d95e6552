import TestRoom
import Testing

/// Checks that a playbook makes up, in scans of real SSH servers.
@Suite(.timeLimit(.minutes(2))) struct CustomCheckScanTests {
    private static let checks = #"""
          - command:
              name: penanda
              run: "cat '{{ marker }}' && echo \"it's $((6 * 7))\""
              output: it's 42
              label: { id: Penanda ruang, en: Mark of the room }
              hint: { id: Letakkan penanda, en: Put the mark there }
          - command: { name: angka, run: echo 71.5, warn_above: 70, fail_above: 85 }
          - process: { name: game, program: no-such-game, running: false }
          - file: { name: penanda, path: "{{ marker }}", severity: warn }

        """#

    @Test func `are judged, shown with the playbook's words, and told apart by name`() async throws {
        try await ServedRoom.with(1) { room in
            let mark = "\(room.folder)/apps/penanda"
            try room.write(variables: ["marker: '\(mark)'"])
            try room.program.folder.write(
                ServedRoom.playbook + Self.checks,
                to: "room/playbooks/readiness.yaml"
            )
            #expect(try await room.enroll().exitCode == 0)

            let missing = try await room.scan("--lang", "en")
            #expect(missing.exitCode == 2)
            #expect(missing.output.contains("Mark of the room exit 1, must be exit 0"))
            #expect(missing.output.contains("put the mark there"))

            try room.program.folder.write("", to: "room/apps/penanda")
            let there = try await room.scan("--lang", "en")
            #expect(there.exitCode == 0, "\(there.output)")
            #expect(there.output.contains("Command angka 71.5, at most 70 allowed"))

            let json = try await room.scan("--format", "json", "--only", "command.angka,process.game").output
            #expect(
                json.contains(#""check" : "command.angka""#) && json.contains(#""check" : "process.game""#)
            )
            #expect(try await room.scan("--only", "command.nothing").exitCode == 78)
        }
    }

    @Test func `what a PC does not show of network, desktop and safety does not hold it back`() async throws {
        try await ServedRoom.with(1) { room in
            let names = [
                "host.unique", "freeze.state", "machine.chassis", "cpu.virtualization", "disp.res",
                "disp.scale",
                "disp.count", "input.hid", "audio.dev", "power.state", "virt.env", "rt.dotnet", "link.wired",
                "net.multi", "net.cards", "net.proxy", "sec.updates", "sec.firewall",
            ]
            let entries = names.map { "  - \($0): { severity: warn, required: false }\n" }.joined()
            try room.program.folder.write(ServedRoom.playbook + entries, to: "room/playbooks/readiness.yaml")
            #expect(try await room.enroll().exitCode == 0)
            let outcome = try await room.scan("--format", "json")
            #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.notes)")
            for name in names { #expect(outcome.output.contains("\"check\" : \"\(name)\""), "\(name)") }
            #expect(outcome.output.contains(#""code" : "identity""#))
        }
    }
}
