import Foundation
import Testing

/// What `siaga check` shows, and the page made of it.
@Suite(.timeLimit(.minutes(2))) struct CheckCommandTests {
    @Test(arguments: ["id", "en"])
    func `lists every check with what it weighs`(_ language: String) async throws {
        try await Program.with { program in
            let outcome = try await program("check", "list", "--lang", language)
            #expect(outcome.exitCode == 0)
            #expect(outcome.notes.isEmpty)
            let rows = outcome.output.split(separator: "\n")
            #expect(rows.allSatisfy { $0.count <= 80 })
            #expect(
                rows.contains {
                    $0.hasPrefix("disk.free ") && $0.hasSuffix(language == "id" ? "PERBAIKI" : "FIX")
                }
            )
            #expect(
                rows.contains {
                    $0.hasPrefix("cpu.cores ") && $0.hasSuffix(language == "id" ? "CATATAN" : "NOTE")
                }
            )
        }
    }

    @Test(arguments: ["id", "en"])
    func `explains one check in full`(_ language: String) async throws {
        try await Program.with { program in
            let outcome = try await program("check", "explain", "net.server", "ram.free", "--lang", language)
            #expect(outcome.exitCode == 0)
            try outcome.expectSnapshot("check-explain-\(language)")
        }
    }

    @Test(arguments: ["id", "en"])
    func `a name that is nearly one is suggested`(_ language: String) async throws {
        try await Program.with { program in
            let outcome = try await program("check", "explain", "disk.fre", "--lang", language)
            #expect(outcome.exitCode == 64)
            #expect(outcome.output.isEmpty)
            #expect(outcome.notes.contains("`disk.free`?"))
        }
    }

    @Test func `the committed page is what the catalogue says`() async throws {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let committed = try String(contentsOf: top.appending(path: "docs/checks.md"), encoding: .utf8)
        try await Program.with { program in
            let outcome = try await program("check", "list", "--format", "markdown")
            #expect(outcome.exitCode == 0)
            #expect(outcome.output == committed, "docs/checks.md is old: make checks-page")
        }
    }
}
