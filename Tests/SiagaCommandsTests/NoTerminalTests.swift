import RoomModel
import TestRoom
import Testing

/// Without a terminal nothing is asked, and the option that is missing is named.
@Suite(.timeLimit(.minutes(2))) struct NoTerminalTests {
    @Test(arguments: Language.allCases)
    func `a locked key ends with the options that open it`(_ language: Language) async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            let made = try await room.program.shell(
                "ssh-keygen -q -p -P '' -N 'a b c' -f '\(room.account.privateKeyPath)'"
            )
            #expect(made.exitCode == 0, "\(made.notes)")
            let scan = try await room.program("scan", "-i", "room", "--lang", language.rawValue)
            #expect(scan.exitCode == 3)
            expectFits(scan.notes + scan.output)
            #expect(scan.notes.contains("--password-file"))
            try scan.expectSnapshot("no-terminal-key-\(language.rawValue)", blotting: room.blots)
        }
    }

    @Test(arguments: Language.allCases)
    func `a question ends with the option that answers it`(_ language: Language) async throws {
        try await ServedRoom.with(1) { room in
            let unasked = try await room.program("enroll", "-i", "room", "--lang", language.rawValue)
            #expect(unasked.exitCode == 64)
            expectFits(unasked.output + unasked.notes)
            #expect(unasked.notes.contains("--yes"))
            for (words, option) in [(["-k"], "--password-file"), (["-b", "-K"], "--become-password-file")] {
                let scan = try await room.program(
                    ["scan", "-i", "room", "--lang", language.rawValue] + words
                )
                #expect(scan.exitCode == 64, "\(scan)")
                #expect(scan.output.isEmpty)
                #expect(scan.notes.contains(option), "\(scan.notes)")
            }
        }
    }
}
