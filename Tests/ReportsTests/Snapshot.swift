import Foundation
import Testing

/// Compares a whole screen with the one on file.
///
/// With `SIAGA_RECORD_SNAPSHOTS=1` it writes the file and fails, so that recording never passes for testing.
func expectSnapshot(
    _ text: String,
    _ name: String,
    source: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let file = URL(filePath: source).deletingLastPathComponent().appending(path: "Snapshots/\(name).txt")
    if ProcessInfo.processInfo.environment["SIAGA_RECORD_SNAPSHOTS"] == "1" {
        try Data(text.utf8).write(to: file)
        Issue.record(
            "recorded \(name).txt: read it, then run again without recording",
            sourceLocation: sourceLocation
        )
        return
    }
    let recorded = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(text == recorded, sourceLocation: sourceLocation)
}

/// A screen must fit the smallest terminal people use: 80 columns, 24 lines, plain ASCII.
func expectFitsTerminal(
    _ text: String,
    width: Int = 80,
    height: Int = 24,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= height, sourceLocation: sourceLocation)
    for line in lines { #expect(line.count <= width, "\(line)", sourceLocation: sourceLocation) }
    #expect(text.utf8.allSatisfy { $0 == 10 || (32..<127).contains($0) }, sourceLocation: sourceLocation)
}

/// The screens on file.
enum SnapshotFolder {
    /// The texts whose names end in `-suffix`, by name.
    static func texts(suffix: String, source: String = #filePath) throws -> [String: String] {
        let folder = URL(filePath: source).deletingLastPathComponent().appending(path: "Snapshots")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        var texts: [String: String] = [:]
        for name in names where name.hasSuffix("-\(suffix).txt") {
            texts[name] = try String(decoding: Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
        }
        return texts
    }
}
