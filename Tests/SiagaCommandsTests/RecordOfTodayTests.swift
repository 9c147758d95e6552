import Foundation
import TestRoom
import Testing

/// A record and a store of bundles as laptops have them: whatever Siaga becomes, it reads them, and goes on with them.
///
/// `record-2026` holds four runs over a room of two PCs, one of them the laptop itself; `bundles-2026` an app of five files.
@Suite(.timeLimit(.minutes(2))) struct RecordOfTodayTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Rooms")
        .path

    /// The runs, the oldest first, with what a report of each comes to.
    private static let runs: [(name: String, code: Int32, sentence: String)] = [
        ("20261201T171309-202f3", 2, "App files: missing /opt/no-such-app"),
        ("20261201T171309-381bb", 3, "Siaga has no key for this room"),
        ("20261201T171309-547d1", 3, "READY (1)  pc01"), ("20261201T171309-8957e", 3, "READY (1)  pc01"),
    ]

    /// Lends a program in whose home the record and the bundles lie.
    private func with(_ body: (Program) async throws -> Void) async throws {
        try await Program.with { program in
            let share = "\(program.folder.path)/home/.local/share"
            let copied = try await program.shell(
                """
                umask 077 && mkdir -p '\(program.stateFolder)' '\(share)/siaga' &&
                cp -r '\(Self.folder)/record-2026' '\(program.stateFolder)/siaga' &&
                cp -r '\(Self.folder)/bundles-2026' '\(share)/siaga/bundles'
                """
            )
            try #require(copied.exitCode == 0, "\(copied)")
            try await body(program)
        }
    }

    @Test func `a record is read run by run, and its chain holds`() async throws {
        try await with { program in
            let history = try await program("history", "--lang", "en")
            #expect(history.exitCode == 0 && history.notes.isEmpty, "\(history)")
            for run in Self.runs {
                #expect(history.output.contains(run.name), "\(history)")
                let report = try await program("report", run.name, "--lang", "en")
                #expect(report.exitCode == run.code, "\(run.name): \(report)")
                #expect(report.output.contains(run.sentence), "\(run.name): \(report)")
                let lines = try await program("report", run.name, "--format", "ndjson")
                #expect(lines.output.contains(#""event":"ended""#), "\(lines)")
            }
            let chain = try await program("history", "--verify", "--lang", "en")
            #expect(chain.exitCode == 0 && chain.output.hasPrefix("OK   18 events"), "\(chain)")
        }
    }

    @Test func `a new run goes on behind it`() async throws {
        try await with { program in
            try program.writeSilentRoom(hosts: 1)
            #expect(try await program("scan", "-F", "none", "-i", "room", "--lang", "en").exitCode == 3)
            let chain = try await program("history", "--verify", "--lang", "en")
            #expect(chain.exitCode == 0 && chain.output.hasPrefix("OK   "), "\(chain)")
            #expect(!chain.output.contains(" 18 events"), "\(chain)")
            let first = try #require(Self.runs.first)
            #expect(try await program("report", first.name, "--lang", "en").exitCode == first.code)
        }
    }

    @Test func `a store of bundles is listed, shown and found whole`() async throws {
        try await with { program in
            let list = try await program("bundle", "list", "--lang", "en")
            #expect(list.exitCode == 0 && list.notes.isEmpty, "\(list)")
            #expect(list.output.contains(#/exambrowser +26\.0222 +all +5 +27 B +c92e-8d6c-6d00/#), "\(list)")
            let shown = try await program("bundle", "show", "exambrowser", "--lang", "en")
            #expect(shown.exitCode == 0 && shown.output.contains("setting_exambro.json"), "\(shown)")
            let verified = try await program("bundle", "verify", "--lang", "en")
            #expect(verified.exitCode == 0 && verified.output.hasPrefix("WHOLE"), "\(verified)")
        }
    }
}
