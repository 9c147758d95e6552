import TestRoom
import Testing

/// Several rooms and none named: each is listed with what to type, and what is typed then works.
@Suite(.timeLimit(.minutes(2))) struct SeveralRoomsTests {
    private static let rooms = "home/.config/siaga/rooms"

    private func with(_ body: (Program) async throws -> Void) async throws {
        try await Program.with { program in
            for name in ["lab-1", "lab 2"] {
                try await Subfolder.write(
                    "\(Self.rooms)/\(name)/hosts.yaml",
                    "all: { vars: { room_mode: online }, hosts: { pc01: } }\n",
                    in: program.folder
                )
            }
            // Windows leaves it in every folder.
            try await Subfolder.write("\(Self.rooms)/desktop.ini", "[.ShellClassInfo]\n", in: program.folder)
            try await body(program)
        }
    }

    /// The lines of a choice, each a whole command.
    private func choices(_ outcome: Program.Outcome) -> [String] {
        outcome.notes.split(separator: "\n").filter { $0.hasPrefix("    siaga") }.map {
            String($0.dropFirst(4))
        }
    }

    @Test(arguments: ["inventory list", "inventory host pc01", "playbook show", "inventory graph --vars", ""])
    func `each room is a line, and the line works`(_ words: String) async throws {
        try await with { program in
            let typed = words.split(separator: " ").map(String.init) + ["--lang", "en"]
            let outcome = try await program(typed)
            #expect(outcome.exitCode == 78, "\(outcome)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.notes.contains("there are 2 rooms, and none is named"), "\(outcome)")
            let lines = choices(outcome)
            #expect(lines.count == 2, "\(outcome)")
            for line in lines {
                let chosen = try await program.shell("siaga() { \"$SIAGA\" \"$@\"; }; \(line)")
                #expect(chosen.exitCode == 0, "\(line): \(chosen)")
            }
        }
    }

    @Test func `one of two lists is chosen by the line that is shown`() async throws {
        try await with { program in
            let rooms = "-i \(Self.rooms)/lab-1 -i '\(Self.rooms)/lab 2' --lang en"
            for words in ["inventory list --format json", "inventory host pc01", "playbook show"] {
                let outcome = try await program.shell("$SIAGA \(words) \(rooms)")
                #expect(outcome.exitCode == 64, "\(outcome)")
                let lines = choices(outcome)
                #expect(lines.count == 2, "\(words): \(outcome)")
                for line in lines {
                    let chosen = try await program.shell("siaga() { \"$SIAGA\" \"$@\"; }; \(line)")
                    #expect(chosen.exitCode == 0, "\(line): \(chosen)")
                }
            }
        }
    }
}
