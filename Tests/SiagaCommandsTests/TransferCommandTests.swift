import Foundation
import TestRoom
import Testing

/// Files to and from rooms of real SSH servers, as people move them.
@Suite(.timeLimit(.minutes(3))) struct TransferCommandTests {
    /// Where the tests run, `/` may be an overlay.
    private static let thawed = "siaga_frozen: false"

    private func there(_ room: ServedRoom, _ name: String) -> String? {
        FileManager.default.contents(atPath: "\(room.program.folder.path)/\(name)")
            .map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: ["id", "en"])
    func `files arrive on every PC, and a second push says that they are the same`(
        _ language: String
    ) async throws {
        try await ServedRoom.with(2) { room in
            try room.write(variables: [Self.thawed])
            #expect(try await room.enroll().exitCode == 0)
            try await Subfolder.write("exam/a paper.txt", "paper", in: room.program.folder)
            try await Subfolder.write("exam/data/list.csv", "1,2,3\n", in: room.program.folder)
            let target = "\(room.program.folder.path)/there"
            let words = [
                // One after the other: both PCs are this machine, and write to the same folder.
                "push", "exam", "all", "--to", target, "-i", room.folder, "--transfers", "1", "--yes",
                "--lang",
                language,
            ]
            for name in ["push-\(language)", "push-again-\(language)"] {
                let outcome = try await room.program(words)
                #expect(outcome.exitCode == 0, "\(outcome.notes)")
                try outcome.expectSnapshot(name, blotting: room.blots)
            }
            #expect(there(room, "there/exam/a paper.txt") == "paper")
            #expect(there(room, "there/exam/data/list.csv") == "1,2,3\n")
        }
    }

    @Test(arguments: ["id", "en"])
    func `nothing is sent where nobody can be asked, or where the answer is no`(
        _ language: String
    ) async throws {
        try await ServedRoom.with(1) { room in
            try room.write(variables: [Self.thawed])
            #expect(try await room.enroll().exitCode == 0)
            try room.program.folder.write("paper", to: "paper.txt")
            let target = "\(room.program.folder.path)/there"
            let words = ["push", "paper.txt", "all", "--to", target, "-i", room.folder, "--lang", language]
            // A folder of this run's own would break the lines elsewhere each time.
            let unasked = try await room.program(words.map { $0 == target ? "exam" : $0 })
            #expect(unasked.exitCode == 64)
            try unasked.expectSnapshot("push-unasked-\(language)", blotting: room.blots)
            let question = language == "id" ? "Kirim? (y/t) " : "Send them? (y/n) "
            let refused = try await ScreenAndKeyboard.run(
                room.program,
                words,
                dialogue: [(question, "t\\n")]
            )
            #expect(refused.exitCode == 1, "\(refused.screen)")
            #expect(there(room, "there/paper.txt") == nil)
            let agreed = try await ScreenAndKeyboard.run(room.program, words, dialogue: [(question, "y\\n")])
            #expect(agreed.exitCode == 0, "\(agreed.screen)")
            #expect(there(room, "there/paper.txt") == "paper")
        }
    }

    @Test(arguments: ["id", "en"])
    func `each PC's files come into a folder of its own`(_ language: String) async throws {
        try await ServedRoom.with(2) { room in
            #expect(try await room.enroll().exitCode == 0)
            let source = "\(room.folder)/apps"
            let words = ["pull", "all", source, "--to", "collected", "-i", room.folder, "--lang", language]
            let outcome = try await room.program(words)
            #expect(outcome.exitCode == 0, "\(outcome.notes)")
            try outcome.expectSnapshot("pull-\(language)", blotting: room.blots)
            for name in ["pc01", "pc02"] {
                #expect(there(room, "collected/\(name)/apps/pc01/version.txt") == "26.0222\n")
            }
            let missing = try await room.program(
                [
                    "pull", "pc01", "/nonexistent/log.txt", "--to", "collected", "-i", room.folder, "--lang",
                    language,
                ]
            )
            #expect(missing.exitCode == 2)
            try missing.expectSnapshot("pull-missing-\(language)", blotting: room.blots)
        }
    }

    @Test(arguments: ["id", "en"])
    func `a PC whose exam is open is left alone`(_ language: String) async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            try room.program.folder.write("paper", to: "paper.txt")
            let target = "\(room.program.folder.path)/there"
            let outcome = try await room.program.shell(
                """
                cp /bin/sleep "\(room.program.folder.path)/\(room.program.examProgram)"
                "\(room.program.folder.path)/\(room.program.examProgram)" 60 & exam=$!
                $SIAGA push paper.txt all --to '\(target)' -i '\(room.folder)' --yes --lang \(language); code=$?
                kill $exam
                exit $code
                """
            )
            #expect(outcome.exitCode == 3)
            try outcome.expectSnapshot("push-exam-open-\(language)", blotting: room.blots)
            #expect(there(room, "there/paper.txt") == nil)
        }
    }

    @Test(arguments: ["id", "en"])
    func `nothing is sent during a session, unless somebody insists`(_ language: String) async throws {
        try await ServedRoom.with(1) { room in
            try room.write(variables: [Self.thawed, "sessions: [00.00-23.59]"])
            #expect(try await room.enroll().exitCode == 0)
            try room.program.folder.write("paper", to: "paper.txt")
            let target = "\(room.program.folder.path)/there"
            let words = [
                "push", "paper.txt", "all", "--to", target, "-i", room.folder, "--yes", "--lang", language,
            ]
            let refused = try await room.program(words)
            #expect(refused.exitCode == 3)
            try refused.expectSnapshot("push-in-session-\(language)", blotting: room.blots)
            #expect(there(room, "there/paper.txt") == nil)
            let pulled = try await room.program(
                ["pull", "all", "\(room.folder)/apps", "--to", "collected", "-i", room.folder]
            )
            #expect(pulled.exitCode == 0, "\(pulled.notes)")
            let insisted = try await room.program(words + ["--during-session"])
            #expect(insisted.exitCode == 0, "\(insisted.notes)")
            #expect(there(room, "there/paper.txt") == "paper")
        }
    }

    @Test func `a folder of a reference PC becomes a bundle`() async throws {
        try await ServedRoom.with(1) { room in
            #expect(try await room.enroll().exitCode == 0)
            let app = "\(room.folder)/apps/pc01"
            try await Subfolder.write("room/apps/pc01/Exam.exe", "program", in: room.program.folder)
            let words = [
                "bundle", "add", "pc01:\(app)", "--name", "exam", "-i", room.folder, "--lang", "en",
            ]
            let outcome = try await room.program(words)
            #expect(outcome.exitCode == 0, "\(outcome.notes)")
            try outcome.expectSnapshot("bundle-add-pc-en", blotting: room.blots)
            #expect(try await room.program("bundle", "verify").exitCode == 0)
            let incoming = "\(room.program.folder.path)/home/.local/share/siaga/bundles/incoming"
            #expect(try FileManager.default.contentsOfDirectory(atPath: incoming).isEmpty)

            let missing = try await room.program(
                "bundle",
                "add",
                "pc01:/nonexistent",
                "-i",
                room.folder,
                "--lang",
                "en"
            )
            #expect(missing.exitCode == 2)
            try missing.expectSnapshot("bundle-add-pc-missing-en", blotting: room.blots)
        }
    }
}
