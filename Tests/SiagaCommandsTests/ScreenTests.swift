import TestRoom
import Testing

/// The program on a real terminal: questions, colours, narrow screens.
@Suite(.timeLimit(.minutes(3))) struct ScreenTests {
    @Test func `Ctrl-C at the passphrase ends with 130, shows letters again and leaves no agent`()
        async throws
    {
        try await ServedRoom.with(1) { room in
            var room = room
            #expect(try await room.enroll().exitCode == 0)
            let made = try await room.program.shell(
                "ssh-keygen -q -t ed25519 -N 'a b c' -f locked && mkdir run"
            )
            #expect(made.exitCode == 0)
            room.program.environment["XDG_RUNTIME_DIR"] = "\(room.program.folder.path)/run"
            let words = ["scan", "-i", room.folder, "--private-key", "locked", "--lang", "en"]
            let stopped = try await ScreenAndKeyboard.run(
                room.program,
                words,
                dialogue: [("Passphrase", #"a b\x03"#)]
            )
            #expect(stopped.exitCode == 130, "\(stopped.screen)")
            #expect(stopped.echoes)
            #expect(!stopped.screen.contains("a b"))
            #expect(!stopped.screen.contains("READY"))
            let left = try await room.program.shell("ls -A run")
            #expect(left.exitCode == 0)
            #expect(left.output.isEmpty, "an agent's folder is left: \(left.output)")

            let answered = try await ScreenAndKeyboard.run(
                room.program,
                words,
                dialogue: [("Passphrase", #"a b c\n"#)]
            )
            #expect(answered.exitCode == 0, "\(answered.screen)")
            #expect(answered.echoes)
            #expect(!answered.screen.contains("a b c"))
        }
    }

    @Test func `colour is on the screen unless NO_COLOR is set, and the words are there either way`()
        async throws
    {
        try await ServedRoom.with(1) { room in
            var room = room
            #expect(try await room.enroll().exitCode == 0)
            let words = ["scan", "-i", room.folder, "--lang", "en"]
            let coloured = try await ScreenAndKeyboard.run(room.program, words)
            #expect(coloured.exitCode == 0)
            #expect(coloured.screen.contains("\u{1B}[3") || coloured.screen.contains("\u{1B}[1"))
            room.program.environment["NO_COLOR"] = "1"
            let plain = try await ScreenAndKeyboard.run(room.program, words)
            #expect(plain.exitCode == 0)
            #expect(plain.screen.contains("READY"))
            #expect(!plain.screen.contains(#/\u{1B}\[[0-9;]*m/#), "a colour: \(plain.screen)")
        }
    }

    @Test func `a screen of 40 columns holds every line`() async throws {
        try await ServedRoom.with(2) { room in
            #expect(try await room.enroll().exitCode == 0)
            try room.install("25.0525", on: 1)
            let narrow = try await ScreenAndKeyboard.run(
                room.program,
                ["scan", "-i", room.folder, "--lang", "id"],
                columns: 40
            )
            #expect(narrow.exitCode == 2)
            let lines = narrow.screen.replacing(#/\u{1B}\[[0-9;?]*[A-Za-z]/#, with: "")
                .split(whereSeparator: \.isNewline)
            #expect(lines.count > 5)
            for line in lines { #expect(line.count <= 40, "\(line)") }
        }
    }

    @Test func `a changed host key is replaced only for the PC that is named`() async throws {
        try await ServedRoom.with(2) { room in
            #expect(try await room.enroll().exitCode == 0)
            let before = try room.program.folder.read("room/known_hosts")
            try await OpenSSHServer.with(.init()) { other in
                try room.write(lines: [
                    ServedRoom.line("pc01", port: other.port),
                    ServedRoom.line("pc02", port: room.servers[1].port),
                ])
                #expect(try await room.enroll("--lang", "en").exitCode == 3)
                #expect(try room.program.folder.read("room/known_hosts") == before)
                let rotated = try await room.enroll("--rotate", "pc01", "--lang", "en")
                #expect(rotated.exitCode == 0, "\(rotated.output)\(rotated.notes)")
                let after = try room.program.folder.read("room/known_hosts")
                #expect(after != before)
                let kept = before.split(separator: "\n").filter { $0.hasPrefix("pc02") }
                #expect(!kept.isEmpty)
                #expect(after.split(separator: "\n").filter { $0.hasPrefix("pc02") } == kept)
                #expect(try await room.enroll("--lang", "en").exitCode == 0)
            }
        }
    }
}
