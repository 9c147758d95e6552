import TestRoom
import Testing

/// An enrolment on a terminal, with somebody who answers.
@Suite(.timeLimit(.minutes(3))) struct EnrolmentDialogueTests {
    private static func lines(of screen: String) -> [String] {
        screen.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    }

    @Test func `a list that is longer than the screen is shown page by page before the answer`() async throws
    {
        try await ServedRoom.with(7) { room in
            let shown = try await ScreenAndKeyboard.run(
                room.program,
                ["enroll", "-i", "room", "--lang", "en", "--output", "seen.txt"],
                lines: 14,
                dialogue: [("(y/n) ", #" \n"#), ("(y/n) ", #"y\n"#)]
            )
            #expect(shown.exitCode == 0, "\(shown.screen)")
            let lines = Self.lines(of: shown.screen)
            let first = try #require(lines.firstIndex { $0.contains("(y/n)") })
            #expect(first < 14, "\(shown.screen)")
            #expect(
                lines[...first].contains { $0.contains("more (Space, Enter: see them; or --output FILE)") }
            )
            #expect(!lines[...first].contains { $0.hasPrefix("  pc07") })
            #expect(lines[first...].contains { $0.hasPrefix("  pc01") })
            #expect(lines[first...].contains { $0.hasPrefix("  pc07") })
            #expect(lines[...first].joined(separator: " ").contains("picked at random: pc0"))

            let known = try room.program.folder.read("room/known_hosts").split(separator: "\n")
            #expect(known.count == 7)
            for line in known {
                #expect(
                    line.contains(#/^pc0\d ssh-ed25519 \S+ siaga \d{4}-\d\d-\d\d OpenSSH_\S+/#),
                    "\(line)"
                )
            }
            let seen = try room.program.folder.read("seen.txt").split(separator: "\n")
            #expect(seen.count == 7)
            let list = try await room.program(
                "enroll",
                "-i",
                "room",
                "--fingerprints",
                "seen.txt",
                "--lang",
                "en"
            )
            #expect(list.exitCode == 0, "\(list)")
        }
    }

    @Test func `a changed key is accepted by the PC's name alone`() async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            let before = try room.program.folder.read("room/known_hosts")
            try await OpenSSHServer.with(.init()) { other in
                try room.write(lines: [ServedRoom.line("pc01", port: other.port)])
                for (answer, isAccepted) in [("", false), ("y", false), ("pc02", false), ("PC01", true)] {
                    let shown = try await ScreenAndKeyboard.run(
                        room.program,
                        ["enroll", "-i", "room", "--rotate", "pc01", "--lang", "en"],
                        dialogue: [("Enter to cancel: ", #"\#(answer)\n"#)]
                    )
                    #expect(shown.exitCode == (isAccepted ? 0 : 3), "\(shown.screen)")
                    #expect(shown.screen.contains("known since "))
                    #expect(Self.lines(of: shown.screen).count <= 24)
                    let after = try room.program.folder.read("room/known_hosts")
                    #expect((after != before) == isAccepted)
                }
            }
        }
    }
}
