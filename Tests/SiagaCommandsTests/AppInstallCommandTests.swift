import Glibc
import TestRoom
import Testing

/// The exam app, from a bundle onto real SSH servers and back, as IT staff do it.
@Suite(.timeLimit(.minutes(5))) struct AppInstallCommandTests {
    private func install(_ room: ServedRoom, _ words: String...) async throws -> Program.Outcome {
        try await room.program(["install", "-i", room.folder] + words)
    }

    private func version(of name: String, in room: ServedRoom) throws -> String {
        try room.program.folder.read("room/apps/\(name)/version.txt")
    }

    @Test(arguments: ["id", "en"])
    func `is put there, stays, is brought up to date, repaired and taken back`(
        _ language: String
    ) async throws {
        try await ServedRoom.withSeparatePCs(3) { room in
            let words = ["install", "-i", room.folder, "--lang", language]
            let none = try await room.program(words + ["--plan"])
            #expect(none.exitCode == 78)
            try none.expectSnapshot("install-app-no-bundle-\(language)", blotting: room.blots)

            try await room.bundle("26.0222")
            try room.install("25.0525", on: 0)
            #expect(try await room.program.shell("rm -r '\(room.folder)/apps/pc02'").exitCode == 0)
            try room.install("26.0301", on: 2)
            let plan = try await room.program(words + ["--plan"])
            #expect(plan.exitCode == 2)
            try plan.expectSnapshot("install-app-plan-\(language)", blotting: room.blots)
            #expect(access("\(room.folder)/apps/pc02", F_OK) != 0)

            let first = try await room.program(words + ["--yes"])
            #expect(first.exitCode == 2)
            try first.expectSnapshot("install-app-done-\(language)", blotting: room.blots)
            #expect(try await room.has("26.0222", 0))
            #expect(try await room.has("26.0222", 1))
            #expect(try version(of: "pc03", in: room) == "26.0301\n")

            let again = try await room.program(words + ["pc[01-02]", "--yes"])
            #expect(again.exitCode == 0)
            try again.expectSnapshot("install-app-again-\(language)", blotting: room.blots)

            try room.program.folder.write("damaged", to: "room/apps/pc01/ExamBrowser.exe")
            let repair = try await room.program(words + ["pc01", "--yes"])
            #expect(repair.exitCode == 0)
            #expect(try await room.has("26.0222", 0))

            let older = try await room.program(words + ["pc03", "--yes", "--allow-downgrade"])
            #expect(older.exitCode == 0, "\(older)")
            #expect(try await room.has("26.0222", 2))
            let back = try await room.program(
                "rollback",
                "-i",
                room.folder,
                "pc03",
                "--yes",
                "--lang",
                language
            )
            #expect(back.exitCode == 0)
            try back.expectSnapshot("rollback-done-\(language)", blotting: room.blots)
            #expect(try version(of: "pc03", in: room) == "26.0301\n")
        }
    }

    @Test(arguments: ["id", "en"])
    func `fix brings the app back that the scan found wrong`(_ language: String) async throws {
        try await ServedRoom.withSeparatePCs(2) { room in
            try await room.bundle("26.0222")
            #expect(try await install(room, "--yes").exitCode == 0)
            try room.install("25.0525", on: 1)
            #expect(try await room.scan().exitCode == 2)
            let words = ["fix", "-i", room.folder, "--lang", language]
            let plan = try await room.program(words + ["--plan"])
            #expect(plan.exitCode == 0)
            try plan.expectSnapshot("fix-app-plan-\(language)", blotting: room.blots)
            let fixed = try await room.program(words + ["--yes"])
            #expect(fixed.exitCode == 0)
            try fixed.expectSnapshot("fix-app-done-\(language)", blotting: room.blots)
            #expect(try await room.has("26.0222", 1))
            #expect(try await room.scan().exitCode == 0)
            let nothing = try await room.program(words + ["--yes"])
            #expect(nothing.exitCode == 0)
            #expect(try await room.program("rollback", "-i", room.folder, "pc02", "--yes").exitCode == 0)
            #expect(try version(of: "pc02", in: room) == "25.0525\n")
        }
    }

    @Test(arguments: ["id", "en"])
    func `an exchange that was cut off is said by a scan and finished, other files come along`(
        _ language: String
    ) async throws {
        try await ServedRoom.withSeparatePCs(1) { room in
            try await room.bundle("26.0222")
            try room.install("25.0525", on: 0)
            try room.program.folder.write("mine", to: "room/apps/pc01/notes.txt")
            let plan = try await room.program("install", "-i", room.folder, "--plan", "--lang", language)
            try plan.expectSnapshot("install-app-foreign-\(language)", blotting: room.blots)
            #expect(try await install(room, "--yes").exitCode == 0)
            #expect(try room.program.folder.read("room/apps/pc01/notes.txt") == "mine")
            let again = try await room.program("install", "-i", room.folder, "--plan", "--lang", language)
            try again.expectSnapshot("install-app-foreign-left-\(language)", blotting: room.blots)

            let cut = try await room.program.shell(
                "cd '\(room.folder)/apps' && work=$(echo .pc01.siaga-*) && : >\"$work/swap\" && mv pc01 \"$work/new\""
            )
            #expect(cut.exitCode == 0)
            let scan = try await room.scan("--lang", language)
            #expect(scan.exitCode == 2)
            try scan.expectSnapshot("scan-app-unfinished-\(language)", blotting: room.blots)
            #expect(try await install(room, "--yes").exitCode == 0)
            #expect(try version(of: "pc01", in: room) == "26.0222\n")
            #expect(try await room.scan().exitCode == 0)
        }
    }

    @Test func `a version that no bundle has is told with those there are`() async throws {
        try await ServedRoom.withSeparatePCs(1) { room in
            try await room.bundle("26.0301")
            let outcome = try await install(room, "--plan", "--lang", "en")
            #expect(outcome.exitCode == 78)
            try outcome.expectSnapshot("install-app-no-version-en", blotting: room.blots)
        }
    }
}
