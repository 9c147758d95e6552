import Glibc
import Subprocess
import TestNeeds
import TestRoom
import Testing

/// Past runs listed, one PC over time, the record followed; and runs that meet a database they cannot use.
@Suite(.timeLimit(.minutes(3))) struct HistoryCommandTests {
    @Test func `lists the runs, tells one PC's states, and finds the record whole`() async throws {
        try await ServedRoom.with(1) { room in
            let none = try await room.program("history", "-i", room.folder, "--lang", "en")
            #expect(none.exitCode == 64)
            #expect(try await room.enroll().exitCode == 0)
            try room.install("25.0525", on: 0)
            #expect(try await room.scan().exitCode == 2)
            try room.install("26.0222", on: 0)
            let second = try await room.scan("--lang", "en")
            #expect(second.exitCode == 0)
            #expect(second.output.contains("pc01 was FIX at "), "\(second.output)")
            #expect(second.output.contains(", now READY"))

            let list = try await room.program("history", "-i", room.folder, "--lang", "en")
            #expect(list.exitCode == 0, "\(list.notes)")
            #expect(list.output.contains("READY      1/1    all"), "\(list.output)")
            #expect(list.output.contains("NOT READY  0/1    all"))
            // The command that it ends with repeats where the list is only where that was said.
            let here = " -i \(room.folder)"
            #expect(list.output.contains(here))
            let everywhere = try await room.program("history", "--lang", "en")
            let unwrapped = list.output.replacing(here, with: "").replacing("full:\n", with: "full: ")
            #expect(everywhere.output == unwrapped)
            let named = try await room.program("history", "Lab 1", "--lang", "en")
            #expect(named.output == everywhere.output)

            let pc = try await room.program("history", "pc01", "-i", room.folder, "--lang", "en")
            #expect(pc.exitCode == 0, "\(pc.notes)")
            #expect(pc.output.contains("App version 25.0525, must be 26.0222"), "\(pc.output)")
            let other = try await room.program("history", "pc02", "-i", room.folder, "--lang", "en")
            #expect(other.exitCode == 64)
            #expect(other.notes.contains("did you mean pc01"), "\(other.notes)")

            let verified = try await room.program("history", "--verify", "--lang", "en")
            #expect(verified.exitCode == 0)
            #expect(verified.output.hasPrefix("OK   "), "\(verified.output)")
            let tampered = try await room.program.shell(
                """
                python3 -c 'import sqlite3, sys
                db = sqlite3.connect(sys.argv[1])
                db.execute("UPDATE event SET bytes = bytes || char(32) WHERE sequence = 2")
                db.commit()' home/.local/state/siaga/siaga.db && $SIAGA history --verify --lang id
                """
            )
            #expect(tampered.exitCode == 1, "\(tampered.notes)")
            #expect(tampered.output.hasPrefix("RUSAK   kejadian nomor 2 (hasil 20"), "\(tampered.output)")
        }
    }

    @Test func `a PC that only the comparison faults is on record as the room judged it`() async throws {
        try await ServedRoom.with(3) { room in
            try room.write(
                lines: room.servers.enumerated().map { index, server in
                    ServedRoom.line(
                        ServedRoom.name(index),
                        port: server.port,
                        ", exam_app_path: '\(room.folder)/apps/\(ServedRoom.name(index))'"
                    )
                }
            )
            try room.program.folder.write(
                ServedRoom.playbook.replacing("{ expected: \"26.0222\" }", with: "{ severity: fail }"),
                to: "room/playbooks/readiness.yaml"
            )
            // Two of three have it: the room's version.
            try room.install("26.0301", on: 1)
            try room.install("26.0301", on: 2)
            #expect(try await room.enroll().exitCode == 0)
            #expect(try await room.scan().exitCode == 2)
            func states() async throws -> [String] {
                let pc = try await room.program("history", "pc01", "-i", room.folder, "--lang", "en")
                #expect(pc.exitCode == 0, "\(pc.notes)")
                // `2026-11-24 06:51     1  FIX  …`: without when.
                return pc.output.matches(of: /(?m)^\d{4}-\S+ \S+ +(\d.*?)(, others.*)?$/).map { String($0.1) }
            }
            #expect(try await states() == ["1  FIX    App version 26.0222"])
            // pc01 is not asked again; what is wrong with it goes with the other's version.
            try room.install("26.0222", on: 1)
            try room.install("26.0222", on: 2)
            #expect(try await room.scan("pc02,pc03").exitCode == 0)
            #expect(try await states() == ["1  READY", "1  FIX    App version 26.0222"])
        }
    }

    @Test(
        arguments: [
            ("--rerun", ["pc02"]), ("--rerun=failed", ["pc02"]), ("--rerun=unreachable,timeout", []),
            ("--rerun=ready", ["pc01"]), ("--rerun=fix,no-ssh", ["pc02"]),
        ] as [(String, [String])]
    )
    func `asks again those that the last result says`(_ word: String, _ asked: [String]) async throws {
        try await ServedRoom.with(2) { room in
            #expect(try await room.enroll().exitCode == 0)
            try room.install("25.0525", on: 1)
            #expect(try await room.scan().exitCode == 2)
            let again = try await room.scan(word, "--format", "ndjson")
            let seen = again.output.split(separator: "\n").filter { $0.contains("\"event\":\"measured\"") }
            #expect(seen.count == asked.count, "\(again.output)\(again.notes)")
            for (line, name) in zip(seen, asked) { #expect(line.contains("\"host\":\"\(name)\"")) }
        }
    }

    @Test(arguments: ["id", "en"])
    func `an unknown word after rerun names those there are`(_ language: String) async throws {
        try await Program.with { program in
            var program = program
            program.environment["LANG"] = language == "id" ? "id_ID.UTF-8" : "C.UTF-8"
            try program.writeSilentRoom()
            let outcome = try await program("scan", "-i", "room", "--rerun=failing")
            #expect(outcome.exitCode == 64)
            try outcome.expectSnapshot("rerun-unknown-\(language)")
        }
    }

    @Test func `a program that is killed in the middle of a run has kept what it saw`() async throws {
        try await Program.with { program in
            let silent = try ListeningPort()
            mkdir("\(program.folder.path)/room", 0o700)
            let key = try await program.shell("ssh-keygen -q -t ed25519 -N '' -f key")
            #expect(key.exitCode == 0, "\(key.notes)")
            try program.folder.write(
                """
                lab1:
                  vars: { ansible_user: siaga, ansible_ssh_private_key_file: '\(program.folder.path)/key' }
                  hosts:
                    pc01: { ansible_host: 127.0.0.2, ansible_port: 1 }
                    pc02: { ansible_host: 127.0.0.1, ansible_port: \(silent.port) }

                """,
                to: "room/hosts.yaml"
            )
            try program.writeShortPlaybook()
            let count =
                "python3 -c 'import sqlite3; print(sqlite3.connect(\"home/.local/state/siaga/siaga.db\")"
                + ".execute(\"SELECT count(*) FROM event WHERE host = \\\"pc01\\\"\").fetchone()[0])'"
            let killed = try await program(
                ["scan", "-i", "room", "-F", "none"],
                signalled: .kill
            ) {
                let deadline = ContinuousClock.now.advanced(by: .seconds(40))
                while ContinuousClock.now < deadline {
                    if let seen = try? await program.shell(count), seen.output == "1\n" { return }
                }
            }
            #expect(killed.exitCode == 128 + 9)
            #expect(silent.wasContacted)
            let pc = try await program("history", "pc01", "--lang", "en")
            #expect(pc.exitCode == 0, "\(pc.notes)")
            #expect(pc.output.contains("NO SSH"), "\(pc.output)")
            let list = try await program("history", "--lang", "en")
            #expect(list.output.contains("CUT OFF"), "\(list.output)")
            let whole = try await program("history", "--verify")
            #expect(whole.exitCode == 0)
            try await expectCutOffSaid(program)
        }
    }

    /// What a killed run found is said by every start until the room was scanned again, and can be seen.
    private func expectCutOffSaid(_ program: Program) async throws {
        let english = try await program("-i", "room", "--lang", "en")
        #expect(english.exitCode == 0)
        #expect(english.notes.contains("was cut off; 1 of 2 PCs had a result"), "\(english)")
        let typed = try #require(english.notes.firstMatch(of: /siaga report (\d{8}T\d{6}-\w+)/), "\(english)")
        let indonesian = try await program("-i", "room", "--lang", "id")
        #expect(indonesian.notes.contains("terputus; 1 dari 2 PC ada hasilnya"), "\(indonesian)")
        let report = try await program("report", String(typed.1), "-i", "room", "--lang", "en")
        #expect(report.exitCode == 3 && report.output.contains("NO SSH"), "\(report)")

        let part = try await program("scan", "pc01", "-i", "room", "-F", "none", "--lang", "en")
        #expect(part.exitCode == 3)
        #expect(part.notes.contains("was cut off"), "\(part)")
        let plan = try await program("fix", "--plan", "-i", "room", "-F", "none", "--lang", "en")
        #expect(plan.exitCode < 128)
        let whole = ["scan", "-i", "room", "-F", "none", "--timeout", "2s", "--lang", "en"]
        #expect(try await program(whole).notes.contains("was cut off"))
        let again = try await program("-i", "room", "--lang", "en")
        #expect(!again.notes.contains("cut off"), "\(again)")
    }

    /// Runs shell text with a small disk of its own under the state folder, which it may make read-only or fill.
    private func onSmallDisk(_ program: Program, _ text: String) async throws -> Program.Outcome {
        var program = program
        program.environment["XDG_RUNTIME_DIR"] = "\(program.folder.path)/memory"
        mkdir("\(program.folder.path)/memory", 0o700)
        let script = """
            set -e
            state=$HOME/.local/state/siaga
            mkdir -p "$state"
            mount -t tmpfs -o size=400k,mode=700 siaga "$state"
            \(text)
            """
        try program.folder.write(script, to: "script")
        let launcher = try #require(await OwnDisk.launcher())
        return try await program.shell("\(launcher) bash script")
    }

    @Test(.needs(.ownDisk))
    func `a disk that must not be written: the run is kept in memory and taken in later`() async throws {
        try await Program.with { program in
            try program.writeSilentRoom()
            let outcome = try await onSmallDisk(
                program,
                """
                $SIAGA scan -F none -i room >/dev/null || [ $? = 3 ]
                mount -o remount,ro "$state"
                $SIAGA scan -F none -i room --lang en >/dev/null || [ $? = 3 ]
                ls memory/siaga
                $SIAGA history --format json | grep -c '"run"'
                mount -o remount,rw "$state"
                $SIAGA history --verify --lang en
                ls memory/siaga "$state"
                """
            )
            #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.notes)")
            #expect(outcome.notes.contains("; this run is kept in "), "\(outcome.notes)")
            #expect(outcome.notes.contains("note: 1 run kept aside (5 events) now in the history"))
            let lines = outcome.output.split(separator: "\n").map(String.init)
            #expect(lines.first?.hasPrefix("siaga.spool-20") == true, "\(lines)")
            #expect(lines.dropFirst().first == "2")
            #expect(lines.contains("OK   10 events, all as they were written"))
            #expect(lines.filter { $0.hasPrefix("siaga.spool") }.count == 1)
        }
    }

    @Test(.needs(.ownDisk))
    func `a full disk: the run is kept in memory and taken in later`() async throws {
        try await Program.with { program in
            try program.writeSilentRoom(hosts: 9)
            let outcome = try await onSmallDisk(
                program,
                """
                $SIAGA scan -F none -i room >/dev/null || [ $? = 3 ]
                cat /dev/zero >"$state/filling" 2>/dev/null || true
                $SIAGA scan -F none -i room --lang id >/dev/null || [ $? = 3 ]
                ls memory/siaga
                rm "$state/filling"
                $SIAGA history --verify --lang en
                """
            )
            #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.notes)")
            #expect(outcome.notes.contains("peringatan: disk penuh"), "\(outcome.notes)")
            #expect(outcome.output.contains("OK   24 events, all as they were written"), "\(outcome.output)")
        }
    }

    @Test func `two rooms scanned at once from one laptop are both on record`() async throws {
        try await Program.with { program in
            try program.writeSilentRoom(hosts: 9)
            let outcome = try await program.shell(
                """
                cp -r room one; cp -r room two
                for round in 1 2 3; do
                    $SIAGA scan -F none -i one >/dev/null & first=$!
                    $SIAGA scan -F none -i two >/dev/null & second=$!
                    wait $first; wait $second
                done
                $SIAGA history --format json | grep -c '"run"'
                $SIAGA history --verify --lang en
                """
            )
            #expect(outcome.notes.isEmpty, "\(outcome.notes)")
            #expect(outcome.output.hasPrefix("6\nOK   72 events"), "\(outcome.output)")
        }
    }

    @Test func `a retention that makes no sense is a mistake with its place`() async throws {
        try await Program.with { program in
            try program.writeSilentRoom(variables: "    history_keep: 4 weeks\n")
            let outcome = try await program("scan", "-i", "room", "--lang", "en")
            #expect(outcome.exitCode == 78)
            #expect(outcome.notes.contains("room/hosts.yaml:5:5"), "\(outcome.notes)")
            #expect(outcome.notes.contains("400 days"))
        }
    }
}
