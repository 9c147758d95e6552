import Glibc
import Subprocess
import TestRoom
import Testing

/// The program against rooms of real SSH servers.
@Suite(.timeLimit(.minutes(3))) struct RoomTests {
    @Test func `a room of ready PCs ends with 0, in both languages and as JSON`() async throws {
        try await ServedRoom.with(2) { room in
            #expect(try await room.enroll().exitCode == 0)
            for language in ["id", "en"] {
                let outcome = try await room.scan("--lang", language)
                #expect(outcome.exitCode == 0)
                try outcome.expectSnapshot("scan-ready-\(language)", blotting: room.blots)
            }
            let json = try await room.scan("--format", "json")
            #expect(json.exitCode == 0)
            #expect(json.output.contains("\"schema\""))
            #expect(json.notes.isEmpty)
        }
    }

    @Test func `a PC to put right ends with 2, and a partial scan updates its row only`() async throws {
        try await ServedRoom.with(2) { room in
            #expect(try await room.enroll().exitCode == 0)
            try room.install("25.0525", on: 1)
            let first = try await room.scan("--lang", "id")
            #expect(first.exitCode == 2)
            try first.expectSnapshot("scan-fix-id", blotting: room.blots)
            try room.install("26.0222", on: 1)
            let other = try await room.scan("pc01", "--lang", "en")
            #expect(other.exitCode == 2)
            let again = try await room.scan("--rerun", "--lang", "en")
            #expect(again.exitCode == 0)
            #expect(again.output.contains("READY (2)  pc[01-02]"))
        }
    }

    @Test func `some checks alone never make a PC ready`() async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            let outcome = try await room.scan("--only", "app.version", "--lang", "en")
            #expect(outcome.exitCode == 3)
            try outcome.expectSnapshot("scan-only-en", blotting: room.blots)
        }
    }

    @Test func `PCs that are not enrolled are new, and the scan ends with 3`() async throws {
        try await ServedRoom.with(1) { room in
            let outcome = try await room.scan("--lang", "en")
            #expect(outcome.exitCode == 3)
            try outcome.expectSnapshot("scan-new-en", blotting: room.blots)
        }
    }

    @Test func `enroll asks for consent, knows PCs again, and refuses a changed key`() async throws {
        try await ServedRoom.with(2) { room in
            let unasked = try await room.program("enroll", "-i", room.folder, "--lang", "en")
            #expect(unasked.exitCode == 64)
            #expect(unasked.notes.contains("--yes"))
            let file = "\(room.folder)/known_hosts"
            #expect(access(file, F_OK) != 0)

            #expect(try await room.enroll().exitCode == 0)
            var status = stat()
            #expect(stat(file, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
            let before = try room.program.folder.read("room/known_hosts")
            #expect(try await room.enroll("--lang", "en").exitCode == 0)
            #expect(try room.program.folder.read("room/known_hosts") == before)

            // The cables of two PCs are swapped: each shows the key of the other.
            try room.write(lines: [
                ServedRoom.line("pc01", port: room.servers[1].port),
                ServedRoom.line("pc02", port: room.servers[0].port),
            ])
            let swapped = try await room.enroll("--lang", "en")
            #expect(swapped.exitCode == 3)
            try swapped.expectSnapshot("enroll-swapped-en", blotting: room.blots)
            let rotated = try await room.enroll("--rotate", "pc01", "--rotate", "pc02", "--lang", "en")
            #expect(rotated.exitCode == 3, "\(rotated)")
            #expect(try room.program.folder.read("room/known_hosts") == before)
        }
    }

    @Test func `a key on file for a PC of these rooms is kept for no other, and one of another room is told`()
        async throws
    {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            let line = ServedRoom.line("pc09", port: room.servers[0].port)
            let text =
                "lab2:\n  vars: { room_name: Lab 2 }\n  hosts:\n\(line.replacing("        pc", with: "    pc"))"
            mkdir("\(room.program.folder.path)/lab 2", 0o700)
            try room.program.folder.write(text, to: "lab 2/hosts.yaml")
            let file = "\(room.program.folder.path)/lab 2/known_hosts"
            for words in [[], ["--rotate", "pc09"]] {
                let both = try await room.program(
                    ["enroll", "-i", "room", "-i", "lab 2", "--yes", "--lang", "en"] + words
                )
                #expect(both.exitCode == 3, "\(both)")
                #expect(both.output.contains("pc01 (Lab 1)"), "\(both)")
                #expect(both.output.contains("ssh-keygen -R pc01 -f room/known_hosts"), "\(both)")
                #expect(access(file, F_OK) != 0)
            }
            let alone = try await room.program("enroll", "-i", "lab 2", "--yes", "--lang", "en")
            #expect(alone.exitCode == 0, "\(alone)")
            #expect(alone.output.contains("Mind: the key of pc09 is on file for pc01, too, in"), "\(alone)")
            #expect(access(file, F_OK) == 0)
        }
    }

    @Test func `a PC that is listed under a new name is made known again`() async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            try room.write(lines: [ServedRoom.line("pc11", port: room.servers[0].port)])
            let outcome = try await room.enroll("--lang", "en")
            #expect(outcome.exitCode == 0, "\(outcome)")
            #expect(
                outcome.output.contains("Mind: the key of pc11 is on file for pc01, too, in"),
                "\(outcome)"
            )
        }
    }

    @Test func `PCs with one key are named as clones and not saved`() async throws {
        try await ServedRoom.with(1) { room in
            try room.write(lines: [
                ServedRoom.line("pc01", port: room.servers[0].port),
                ServedRoom.line("pc02", at: "127.0.0.2", port: room.servers[0].port),
            ])
            let outcome = try await room.enroll("--lang", "en")
            #expect(outcome.exitCode == 3)
            #expect(access("\(room.folder)/known_hosts", F_OK) != 0)
            try outcome.expectSnapshot("enroll-clones-en", blotting: room.blots)
        }
    }

    @Test func `a key that is not the listed one is not saved`() async throws {
        try await ServedRoom.with(1) { room in
            let wrong = "SHA256:" + String(repeating: "A", count: 43)
            try room.program.folder.write("pc01 \(wrong)\n", to: "list")
            let outcome = try await room.enroll("--fingerprints", "list", "--lang", "en")
            #expect(outcome.exitCode == 3)
            #expect(access("\(room.folder)/known_hosts", F_OK) != 0)
        }
    }

    @Test func `exec folds identical outputs and gives each exit code`() async throws {
        try await ServedRoom.with(2) { room in
            #expect(try await room.enroll().exitCode == 0)
            let same = try await room.program(
                "exec",
                "all",
                "-i",
                room.folder,
                "--lang",
                "en",
                "--",
                "echo",
                "hi"
            )
            #expect(same.exitCode == 0)
            try same.expectSnapshot("exec-same-en", blotting: room.blots)
            let failing = try await room.program(
                "exec",
                "all",
                "-i",
                room.folder,
                "--lang",
                "en",
                "--",
                "exit 3"
            )
            #expect(failing.exitCode == 2)
            try failing.expectSnapshot("exec-failing-en", blotting: room.blots)
        }
    }

    @Test func `exec leaves a PC alone while its exam app runs`() async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            let outcome = try await room.program.shell(
                """
                cp /bin/sleep "\(room.program.folder.path)/\(room.program.examProgram)"
                "\(room.program.folder.path)/\(room.program.examProgram)" 60 & exam=$!
                "$SIAGA" exec all -i "\(room.folder)" --lang en -- touch "\(room.folder)/touched"
                code=$?
                kill $exam
                exit $code
                """
            )
            #expect(outcome.exitCode != 0)
            #expect(access("\(room.folder)/touched", F_OK) != 0)
            try outcome.expectSnapshot("exec-exam-open-en", blotting: room.blots)
        }
    }

    @Test func `a reader that goes away is no error`() async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            let outcome = try await room.program.shell(
                "\"$SIAGA\" exec all -i '\(room.folder)' -- seq 20000 | head -1 >/dev/null; exit ${PIPESTATUS[0]}"
            )
            #expect(outcome.exitCode == 0)
        }
    }

    @Test(arguments: [(true, Int32(130)), (false, Int32(143))])
    func `a scan that is stopped shows the known rows`(_ isInterrupt: Bool, _ code: Int32) async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            let silent = try ListeningPort()
            try room.write(lines: [
                ServedRoom.line(
                    "pc01",
                    port: room.servers[0].port,
                    ", exam_app_path: '\(room.folder)/apps/pc01'"
                ),
                ServedRoom.line("pc02", port: silent.port),
            ])
            let outcome = try await room.program(
                ["scan", "-i", room.folder, "--width", "1", "--lang", "en"],
                signalled: isInterrupt ? .interrupt : .terminate,
                when: { await silent.contact() }
            )
            #expect(outcome.exitCode == code)
            if isInterrupt { try outcome.expectSnapshot("scan-interrupted-en", blotting: room.blots) }
            #expect(outcome.output.contains("pc01"))
        }
    }

    @Test func `a password file that others can read is refused, and no secret is shown or kept`()
        async throws
    {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            let secret = "kanari-7c1f9"
            let file = try room.program.folder.write("\(secret)\n", to: "password")
            chmod(file, 0o644)
            let loose = try await room.scan("-k", "--password-file", "password", "--lang", "en")
            #expect(loose.exitCode == 64)
            try loose.expectSnapshot("loose-password-en", blotting: room.blots)
            chmod(file, 0o600)
            let outcome = try await room.scan("-k", "--password-file", "password", "--format", "json")
            #expect(outcome.exitCode == 0)
            let kept = try await room.program.shell("grep -rlF '\(secret)' home room; true")
            #expect(kept.output.isEmpty)
            #expect(!(outcome.output + outcome.notes + loose.notes).contains(secret))
        }
    }

    @Test func `an encrypted key is opened by the passphrase of a file`() async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            let secret = "kanari-5d20a"
            try room.program.folder.write("\(secret)\n", to: "passphrase")
            let made = try await room.program.shell(
                "cp '\(room.account.privateKeyPath)' locked && ssh-keygen -q -p -P '' -N '\(secret)' -f locked"
            )
            #expect(made.exitCode == 0)
            let outcome = try await room.scan("--private-key", "locked", "--password-file", "passphrase")
            #expect(outcome.exitCode == 0)
            #expect(!(outcome.output + outcome.notes).contains(secret))
        }
    }
}
