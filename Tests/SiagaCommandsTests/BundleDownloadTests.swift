import Foundation
import TestRoom
import Testing

/// The exam app from an https address: somebody compares its SHA-256, or says it beforehand.
@Suite(.timeLimit(.minutes(3))) struct BundleDownloadTests {
    private static let path = "whole/ExamBrowser_26.0222.tar.gz"

    /// Lends a program and a server of an archive, with the archive's SHA-256.
    private func with(
        _ body: @Sendable @escaping (Program, FileServer, _ sha256: String) async throws -> Void
    ) async throws {
        try await Program.with { program in
            try await Subfolder.write("ExamBrowser/version.txt", "26.0222\n", in: program.folder)
            try await Subfolder.write("ExamBrowser/ExamBrowser.exe", "program", in: program.folder)
            let made = try await program.shell("tar -czf app.tar.gz ExamBrowser && sha256sum app.tar.gz")
            #expect(made.exitCode == 0, "\(made.notes)")
            let archive = try Data(contentsOf: URL(filePath: "\(program.folder.path)/app.tar.gz"))
            try await FileServer.with(Array(archive)) { server in
                var program = program
                program.environment["SSL_CERT_FILE"] = server.authority
                try await body(program, server, String(made.output.prefix(64)))
            }
        }
    }

    @Test(
        arguments: [
            (
                "id", "Cocok dengan yang diumumkan sumber resmi? (y/t) ", "t\\n", "ya\\n",
                "saran: unduhan disimpan"
            ),
            (
                "en", "Is it the one the official source gives? (y/n) ", "\\n", "Y\\n",
                "hint: the download is kept"
            ),
        ]
    )
    func `the SHA-256 is shown, and nothing is added until somebody agrees`(
        _ language: String,
        _ question: String,
        _ no: String,
        _ yes: String,
        _ hint: String
    ) async throws {
        try await with { program, server, sha256 in
            let words = ["bundle", "add", server.address(Self.path), "--lang", language]
            let refused = try await ScreenAndKeyboard.run(program, words, dialogue: [(question, no)])
            #expect(refused.exitCode == 1, "\(refused.screen)")
            #expect(refused.screen.contains("SHA-256  \(sha256)"), "\(refused.screen)")
            #expect(refused.screen.contains(hint), "\(refused.screen)")
            #expect(try await program("bundle", "show", "exambrowser").exitCode == 64)

            let added = try await ScreenAndKeyboard.run(program, words, dialogue: [(question, yes)])
            #expect(added.exitCode == 0, "\(added.screen)")
            #expect(added.screen.contains("SHA-256  \(sha256)"), "\(added.screen)")
            let shown = try await program("bundle", "show", "exambrowser-26.0222", "--format", "json")
            #expect(shown.exitCode == 0)
            #expect(shown.output.contains(#""archive":"\#(sha256)""#))
            // What arrived the first time was not fetched again.
            let requests = try server.requests()
            #expect(requests.count == 2 && requests.last?.hasPrefix("whole bytes=") == true, "\(requests)")
        }
    }

    @Test func `a SHA-256 that was said is compared, and nobody is asked`() async throws {
        try await with { program, server, sha256 in
            let words = ["bundle", "add", server.address(Self.path), "--lang", "en", "--sha256"]
            let wrong = try await program(words + [String(repeating: "0", count: 64)])
            #expect(wrong.exitCode == 1)
            #expect(wrong.notes.contains("SHA-256 \(sha256), not 0000"), "\(wrong.notes)")
            #expect(try await program("bundle", "show", "exambrowser").exitCode == 64)
            let right = try await ScreenAndKeyboard.run(program, words + [sha256.uppercased()])
            #expect(right.exitCode == 0, "\(right.screen)")
            #expect(!right.screen.contains("(y/n)"), "\(right.screen)")
            #expect(try await program("bundle", "verify").exitCode == 0)
            // Of the file that was not the promised one nothing is used.
            #expect(try server.requests() == ["whole -", "whole -"])
        }
    }

    @Test func `an authority that nobody named is not believed`() async throws {
        try await with { program, server, sha256 in
            var program = program
            program.environment["SSL_CERT_FILE"] = nil
            let words = ["bundle", "add", server.address(Self.path), "--lang", "en", "--sha256", sha256]
            let outcome = try await program(words)
            #expect(outcome.exitCode == 1)
            #expect(outcome.notes.contains("certificate"), "\(outcome.notes)")
            #expect(try server.requests().isEmpty)
        }
    }
}
