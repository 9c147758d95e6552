import TestRoom
import Testing

/// Lists of PCs with more in and beside them than a room's PCs: they load, and what is not asked is named.
@Suite(.timeLimit(.minutes(2))) struct ForeignListTests {
    @Test func `what Siaga writes into a room's folder leaves the room as it is`() async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            let outcome = try await program.shell(
                """
                $SIAGA playbook schema >room/playbook.schema.json
                $SIAGA scan -F none -i room -o room/hasil.json >/dev/null 2>&1
                $SIAGA history -i room --format json >room/riwayat.json
                printf '[.ShellClassInfo]\\r\\nIconResource=x.ico,0\\r\\n' >room/desktop.ini
                test -s room/hasil.json && test -s room/riwayat.json && test -s room/playbook.schema.json
                """
            )
            #expect(outcome.exitCode == 0, "\(outcome)")
            let list = try await program("inventory", "list", "-i", "room", "--lang", "en")
            #expect(list.exitCode == 0, "\(list)")
            #expect(list.output.hasPrefix("1 room, 2 hosts, 1 group;"), "\(list)")
            for name in ["playbook.schema.json", "hasil.json", "riwayat.json", "desktop.ini"] {
                #expect(
                    list.notes.contains("room/\(name): warning: this file is no inventory and is not read"),
                    "\(list)"
                )
            }
        }
    }

    @Test func `a switch among the PCs is listed, and no run asks it`() async throws {
        try await Program.with { program in
            try program.folder.write(
                """
                [lab]
                pc01 ansible_host=127.0.0.1 ansible_port=1
                [switches]
                sw01 ansible_connection=ansible.netcommon.network_cli

                """,
                to: "hosts.ini"
            )
            let list = try await program("inventory", "list", "-i", "hosts.ini", "--lang", "en")
            #expect(list.exitCode == 0)
            #expect(list.output.hasPrefix("1 room, 2 hosts, 2 groups;"), "\(list)")
            #expect(list.output.hasSuffix("\nnot by SSH, left out: sw01\n"), "\(list)")
            let notes = list.notes.replacing("\n  ", with: " ")
            #expect(notes.contains("`ansible.netcommon.network_cli` is not SSH"), "\(list)")
            let json = try await program(
                "inventory",
                "list",
                "-i",
                "hosts.ini",
                "--format",
                "json",
                "-l",
                "sw01"
            )
            #expect(json.output.contains("\"sw01\": {") && !json.output.contains("pc01"), "\(json)")
            let scan = try await program("scan", "sw01", "-F", "none", "-i", "hosts.ini", "--lang", "en")
            #expect(scan.exitCode == 64)
            #expect(scan.notes.contains("`sw01` is not reached by SSH, so left out"), "\(scan)")
            let exec = try await program(
                ["exec", "all", "-F", "none", "-i", "hosts.ini", "--lang", "en", "--", "true"]
            )
            #expect(exec.output.contains("pc01") && !exec.output.contains("sw01"), "\(exec)")
        }
    }

    @Test func `one machine under two names can be asked under one of them`() async throws {
        try await Program.with { program in
            try program.folder.write(
                """
                [all:vars]
                room_mode=semi-online
                [web]
                portal ansible_host=127.0.0.1 ansible_port=1
                [judges]
                judge1 ansible_host=127.0.0.1 ansible_port=1

                """,
                to: "hosts.ini"
            )
            let words = ["-F", "none", "-i", "hosts.ini", "--lang", "en"]
            let both = try await program(["scan"] + words)
            #expect(both.exitCode == 78)
            #expect(both.notes.contains("hosts.ini:6:1: error: `portal` and `judge1` have one address"))
            #expect(!both.notes.contains("warning:"), "\(both)")
            // What the hint says to type.
            #expect(both.notes.contains("--limit 'all:!judge1'"), "\(both)")
            let one = try await program(["scan", "--limit", "all:!judge1"] + words)
            #expect(one.exitCode == 3, "\(one)")
            #expect(one.notes.contains("hosts.ini:6:1: warning: `portal` and `judge1` have one address"))
            let list = try await program("inventory", "list", "-i", "hosts.ini", "--lang", "en")
            #expect(list.exitCode == 0)
            #expect(list.notes.contains("warning: `portal` and `judge1` have one address"), "\(list)")
        }
    }
}
