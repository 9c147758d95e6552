import Foundation
import TestRoom
import Testing

/// From a folder to a bundle, to a file for a USB stick, to another home: as people do it.
@Suite(.timeLimit(.minutes(3))) struct BundleCommandTests {
    private func writeApp(in program: Program, version: String = "26.0222") async throws {
        for (name, text) in [
            ("version.txt", "\(version)\r\n"), ("ExamBrowser.exe", "program"),
            ("setting_exambro.json", "secret"),
            ("Application/LibraryExam.dll", "library"), ("Application/service/LibraryExam.dll", "library"),
            ("log.txt", "log"), ("Application/logs/today.txt", "log"),
        ] {
            try await Subfolder.write("ExamBrowser/\(name)", text, in: program.folder)
        }
    }

    /// The same program with a home of its own, as on another laptop.
    private func other(_ program: Program) -> Program {
        var other = program
        other.environment["XDG_DATA_HOME"] = "\(program.folder.path)/other"
        return other
    }

    @Test(arguments: ["id", "en"])
    func `a folder becomes a bundle that is listed, shown and whole`(_ language: String) async throws {
        try await Program.with { program in
            try await writeApp(in: program)
            let words = ["--lang", language]
            try await program(["bundle", "list"] + words).expectSnapshot("bundle-list-empty-\(language)")
            let added = try await program(
                ["bundle", "add", "ExamBrowser", "--os", "windows", "--arch", "x86_64"] + words
            )
            #expect(added.exitCode == 0)
            try added.expectSnapshot("bundle-add-\(language)")
            try await program(
                ["bundle", "add", "ExamBrowser", "--os", "windows", "--arch", "x86_64"] + words
            )
            .expectSnapshot("bundle-add-again-\(language)")
            try await program(["bundle", "list"] + words).expectSnapshot("bundle-list-\(language)")
            try await program(["bundle", "show"] + words).expectSnapshot("bundle-show-\(language)")
            if language == "en" {
                try await program("bundle", "show", "--format", "variables")
                    .expectSnapshot("bundle-show-variables")
            }
            let verified = try await program(["bundle", "verify"] + words)
            #expect(verified.exitCode == 0)
            try verified.expectSnapshot("bundle-verify-\(language)")
        }
    }

    @Test(arguments: ["id", "en"])
    func `damage is named by file, and the bundle once more repairs it`(_ language: String) async throws {
        try await Program.with { program in
            try await writeApp(in: program)
            let words = ["--lang", language]
            #expect(try await program(["bundle", "add", "ExamBrowser"] + words).exitCode == 0)
            let contents = "\(program.folder.path)/home/.local/share/siaga/bundles/contents"
            let names = try FileManager.default.subpathsOfDirectory(atPath: contents)
            for name in names where name.contains("/") {
                let path = "\(contents)/\(name)"
                guard FileManager.default.contents(atPath: path) == Data("library".utf8) else { continue }
                try Data("LIBRARY".utf8).write(to: URL(filePath: path))
            }
            let damaged = try await program(["bundle", "verify"] + words)
            #expect(damaged.exitCode == 1)
            try damaged.expectSnapshot("bundle-verify-damaged-\(language)")
            let document = try await program(["bundle", "verify", "--format", "json"])
            #expect(document.exitCode == 1)
            #expect(document.output.contains(#""damage" : "changed""#))
            #expect(try await program(["bundle", "add", "ExamBrowser"] + words).exitCode == 0)
            #expect(try await program(["bundle", "verify"] + words).exitCode == 0)
        }
    }

    @Test func `JSON is for programs: the manifest and the list`() async throws {
        try await Program.with { program in
            try await writeApp(in: program)
            #expect(
                try await program("bundle", "add", "ExamBrowser", "--version", "27.1", "--name", "exam")
                    .exitCode == 0
            )
            let list = try await program("bundle", "list", "--format", "json")
            try list.expectSnapshot("bundle-list-json")
            let shown = try await program("bundle", "show", "exam-27.1", "--format", "json")
            try shown.expectSnapshot("bundle-show-json")
        }
    }

    @Test func `other files under the same name are refused until somebody says so`() async throws {
        try await Program.with { program in
            try await writeApp(in: program)
            #expect(try await program("bundle", "add", "ExamBrowser").exitCode == 0)
            try await Subfolder.write("ExamBrowser/ExamBrowser.exe", "changed", in: program.folder)
            let refused = try await program("bundle", "add", "ExamBrowser", "--lang", "en")
            #expect(refused.exitCode == 1)
            #expect(refused.output.isEmpty)
            try refused.expectSnapshot("bundle-add-conflict-en")
            #expect(try await program("bundle", "add", "ExamBrowser", "--replace").exitCode == 0)
        }
    }

    @Test(arguments: ["id", "en"])
    func `an unsigned bundle is refused where nobody can be asked`(_ language: String) async throws {
        try await Program.with { program in
            try await writeApp(in: program)
            let words = ["--lang", language]
            #expect(try await program("bundle", "add", "ExamBrowser").exitCode == 0)
            let exported = try await program(["bundle", "export", "app.siaga", "--unsigned"] + words)
            #expect(exported.exitCode == 0)
            try exported.expectSnapshot("bundle-export-unsigned-\(language)")
            let other = other(program)
            let refused = try await other(["bundle", "import", "app.siaga"] + words)
            #expect(refused.exitCode == 1)
            try refused.expectSnapshot("bundle-import-unsigned-\(language)")
            let accepted = try await other(["bundle", "import", "app.siaga", "--untrusted"] + words)
            #expect(accepted.exitCode == 0)
            try accepted.expectSnapshot("bundle-import-untrusted-\(language)")
            #expect(try await other("bundle", "verify").exitCode == 0)
        }
    }

    @Test func `a signature by a key of the room's allowed_signers is believed`() async throws {
        try await Program.with { program in
            try await writeApp(in: program)
            #expect(try await program("bundle", "add", "ExamBrowser").exitCode == 0)
            let made = try await program.shell(
                "umask 077 && ssh-keygen -q -t ed25519 -N '' -f office && mkdir lab1 && echo \"dinas $(cat office.pub)\" > lab1/allowed_signers"
            )
            #expect(made.exitCode == 0, "\(made.notes)")
            let exported = try await program(
                "bundle",
                "export",
                "app.siaga",
                "exambrowser",
                "--key",
                "office"
            )
            #expect(exported.exitCode == 0, "\(exported.notes)")
            let other = other(program)
            let unknown = try await other("bundle", "import", "app.siaga", "--lang", "en")
            #expect(unknown.exitCode == 1)
            try unknown.expectSnapshot("bundle-import-unknown-key-en")
            let believed = try await other("bundle", "import", "app.siaga", "-i", "lab1", "--lang", "en")
            #expect(believed.exitCode == 0)
            try believed.expectSnapshot("bundle-import-signed-en")
        }
    }

    @Test(
        arguments: [
            "https://127.0.0.1:1/app-1.0.zip", "http://127.0.0.1/app-1.0.zip", "pc01:/opt/app", "nothing.rar",
            "C:\\app",
        ]
    )
    func `a source that cannot be had is a usage error with what to do`(_ source: String) async throws {
        try await Program.with { program in
            let outcome = try await program("bundle", "add", source, "--lang", "en")
            // For a PC there is no list to look it up in.
            #expect(outcome.exitCode == (source.hasPrefix("pc01") ? 78 : 64))
            #expect(outcome.output.isEmpty)
            #expect(outcome.notes.contains("hint:"))
            if source.hasPrefix("https") { #expect(outcome.notes.contains("--sha256")) }
        }
    }

    @Test func `an archive with another SHA-256 is refused before it is read`() async throws {
        try await Program.with { program in
            try program.folder.write("no archive", to: "app-1.0.zip")
            let wrong = String(repeating: "0", count: 64)
            let outcome = try await program("bundle", "add", "app-1.0.zip", "--sha256", wrong, "--lang", "en")
            #expect(outcome.exitCode == 1)
            try outcome.expectSnapshot("bundle-add-wrong-hash-en")
        }
    }

    @Test(arguments: ["id", "en"])
    func `a bundle is removed once somebody agrees, with what no other bundle uses`(
        _ language: String
    ) async throws {
        try await Program.with { program in
            try await writeApp(in: program)
            let add = ["bundle", "add", "ExamBrowser", "--version"]
            #expect(try await program(add + ["1"]).exitCode == 0)
            try await Subfolder.write("ExamBrowser/ExamBrowser.exe", "another program", in: program.folder)
            #expect(try await program(add + ["2"]).exitCode == 0)
            let words = ["bundle", "remove", "exambrowser-1", "--lang", language]
            let unasked = try await program(words)
            #expect(unasked.exitCode == 64)
            try unasked.expectSnapshot("bundle-remove-unasked-\(language)")
            let question = language == "id" ? "Hapus? (y/t) " : "Remove? (y/n) "
            let kept = try await ScreenAndKeyboard.run(program, words, dialogue: [(question, "n\\n")])
            #expect(kept.exitCode == 1, "\(kept.screen)")
            #expect(try await program("bundle", "show", "exambrowser-1").exitCode == 0)
            let removed = try await program(words + ["--yes"])
            #expect(removed.exitCode == 0, "\(removed.notes)")
            try removed.expectSnapshot("bundle-remove-\(language)")
            #expect(try await program("bundle", "show", "exambrowser-1").exitCode == 64)
            #expect(try await program("bundle", "verify").exitCode == 0)
            try await program("bundle", "remove", "--lang", language).expectSnapshot(
                "bundle-remove-nothing-\(language)"
            )
        }
    }

    @Test func `nothing is collected while a manifest cannot be read`() async throws {
        try await Program.with { program in
            try await writeApp(in: program)
            #expect(try await program("bundle", "add", "ExamBrowser", "--version", "1").exitCode == 0)
            #expect(try await program("bundle", "add", "ExamBrowser", "--version", "2").exitCode == 0)
            let manifests = "home/.local/share/siaga/bundles/manifests/exambrowser"
            try program.folder.write("{", to: "\(manifests)/1.json")
            let refused = try await program("bundle", "remove", "exambrowser-2", "--yes", "--lang", "en")
            #expect(refused.exitCode == 1)
            #expect(refused.notes.contains("hint:"))
            #expect(try await program("bundle", "show", "exambrowser-2").exitCode == 0)
        }
    }
}
