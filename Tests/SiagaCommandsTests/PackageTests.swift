import Foundation
import TestRoom
import Testing

/// What a user of the package gets to read.
@Suite struct PackageTests {
    private static let project = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardized.path

    /// Lends the folder of the package's documents to `body`.
    private func withDocuments(_ body: (String) throws -> Void) async throws {
        try await Program.with { program in
            let staged = try await program.shell("'\(Self.project)/packaging/stage-documents' documents")
            try #require(staged.exitCode == 0, "\(staged.notes)")
            try body("\(program.folder.path)/documents")
        }
    }

    @Test func `the package holds every page, and what the pages show`() async throws {
        let pages = try FileManager.default.contentsOfDirectory(atPath: "\(Self.project)/docs")
            .filter { name in ["md", "png", "svg", "json"].contains { name.hasSuffix(".\($0)") } }
        #expect(pages.count > 10)
        try await withDocuments { folder in
            let held = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/docs")
            #expect(held.sorted() == pages.sorted())
        }
    }

    @Test func `what one page says of another is in the package`() async throws {
        try await withDocuments { folder in
            let pages = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/docs")
                .filter { $0.hasSuffix(".md") }.map { "docs/\($0)" }
            var count = 0
            for page in pages + ["README.md"] {
                let text = try String(contentsOfFile: "\(folder)/\(page)", encoding: .utf8)
                for link in text.matches(of: #/\]\((?<target>[a-z0-9.\/-]+\.(md|png|svg|json))[)#]/#) {
                    let target = String(link.output.target)
                    let place = page.hasPrefix("docs/") ? "\(folder)/docs/\(target)" : "\(folder)/\(target)"
                    #expect(FileManager.default.fileExists(atPath: place), "\(page): \(target)")
                    count += 1
                }
            }
            #expect(count > 15)
        }
    }
}
