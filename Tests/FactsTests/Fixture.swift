import Facts
import Foundation

/// Recorded output of a fragment, `Fixtures/<fact>/<platform>-<case>.txt`.
enum Fixture {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    /// What was printed, as the frame hands it on.
    static func output<F: Fact>(of fact: F, _ name: String) throws -> PosixOutput {
        let file = folder.appending(path: F.id).appending(path: name + ".txt")
        var lines = try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        if lines.last == "" { lines.removeLast() }
        return PosixOutput(lines: lines)
    }
}
