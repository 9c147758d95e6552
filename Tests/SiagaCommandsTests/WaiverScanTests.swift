import Glibc
import TestRoom
import Testing

/// What somebody accepts, in scans of real SSH servers.
@Suite(.timeLimit(.minutes(3))) struct WaiverScanTests {
    private static let waivers = """
        - pc02: app.version
          until: 9999-12-31
          reason: versi lama dipakai sampai sesi terakhir
          by: Bu Sari
        - { pc01: app.version, until: 2020-01-01, reason: a, by: b }
        - { pc09: app.version, until: 9999-12-31, reason: a, by: b }
        - { pc01: app.versoin, until: 9999-12-31, reason: a, by: b }

        """

    @Test func `a waived check lets the PC be ready, named with reason, person and day`() async throws {
        try await ServedRoom.with(2) { room in
            #expect(try await room.enroll().exitCode == 0)
            try room.install("25.0525", on: 1)
            #expect(try await room.scan().exitCode == 2)
            try room.program.folder.write(Self.waivers, to: "room/waivers.yaml")
            for language in ["id", "en"] {
                let outcome = try await room.scan("--lang", language)
                #expect(outcome.exitCode == 0)
                try outcome.expectSnapshot("scan-waived-\(language)", blotting: room.blots)
            }
            let json = try await room.scan("--format", "json").output
            for part in [
                #""status" : "waived""#, #""unwaivedStatus" : "fail""#, #""by" : "Bu Sari""#,
                #""until" : "9999-12-31""#,
            ] {
                #expect(json.contains(part), "\(part)")
            }
            // The file is gone: what a past run says stays, and a new one knows no waiver.
            unlink("\(room.folder)/waivers.yaml")
            #expect(try await room.scan("pc01", "--lang", "en").output.contains("ACCEPTED (1)  pc02"))
            #expect(try await room.scan("pc02", "--lang", "en").exitCode == 2)
        }
    }

    @Test(arguments: ["id", "en"])
    func `a file with mistakes contacts nobody`(_ language: String) async throws {
        try await Program.with { program in
            let port = try ListeningPort()
            mkdir("\(program.folder.path)/room", 0o700)
            try program.folder.write(
                "lab1:\n  vars: { room_mode: online }\n  hosts:\n"
                    + "    pc01: { ansible_host: 127.0.0.1, ansible_port: \(port.port) }\n",
                to: "room/hosts.yaml"
            )
            try program.folder.write(
                "- pc01: host.key\n  until: besok\n- pc01: disk.free\n  until: 2026-11-30\n  by: Bu Sari\n",
                to: "room/waivers.yaml"
            )
            let outcome = try await program("scan", "-i", "room", "--lang", language)
            #expect(outcome.exitCode == 78)
            #expect(outcome.output.isEmpty)
            #expect(!port.wasContacted)
            try outcome.expectSnapshot(
                "bad-waivers-\(language)",
                blotting: [(program.folder.path, "[folder]")]
            )
        }
    }

    @Test func `on a day of the exam a note can be a repair`() async throws {
        try await ServedRoom.with(1) { room in
            let playbook = ServedRoom.playbook + "  - cpu.cores: { warn_below: 4000, on_exam_day: fail }\n"
            try room.write(variables: ["sessions: [00.00-23.59]"])
            try room.program.folder.write(playbook, to: "room/playbooks/readiness.yaml")
            #expect(try await room.enroll().exitCode == 0)
            #expect(try await room.scan().exitCode == 2)
            try room.write(variables: ["sessions: [9999-12-31 07.30-09.30]"])
            try room.program.folder.write(playbook, to: "room/playbooks/readiness.yaml")
            let other = try await room.scan("--lang", "en")
            #expect(other.exitCode == 0)
            #expect(other.output.contains("31 December 9999"))
        }
    }
}
