import Foundation
import Testing

extension Program.Outcome {
    /// Compares exit code, stdout and stderr with the ones on file; what differs from run to run is blotted out.
    ///
    /// With `SIAGA_RECORD_SNAPSHOTS=1` it writes the file and fails, so that recording never passes for testing.
    ///
    /// - Parameters:
    ///   - name: The file's name in `Snapshots`.
    ///   - blots: Texts of this run alone (ports, folders) and what stands for them.
    ///   - sourceLocation: The test's place.
    /// - Throws: Why the file could not be read or written.
    func expectSnapshot(
        _ name: String,
        blotting blots: [(text: String, sign: String)] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let text = blots.reduce(transcript) { $0.replacing($1.text, with: $1.sign) }.blotted
        try Snapshot.expect(text, name, sourceLocation: sourceLocation)
    }

    /// Everything a person sees of the run.
    var transcript: String {
        "exit code: \(exitCode)\n----- stdout\n\(output)----- stderr\n\(notes)"
    }
}

/// The screens on file.
enum Snapshot {
    /// Compares a text with the one on file; where snapshots are recorded, writes it there and fails.
    static func expect(
        _ text: String,
        _ name: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Snapshots/\(name).txt")
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
}

extension String {
    /// The text without what no two runs share: times, durations, fingerprints; the layout stays as it is.
    ///
    /// Whether the account that runs the tests may see other accounts' programs is this machine's affair.
    fileprivate var blotted: String {
        replacing(#/SHA256:[A-Za-z0-9+\/]{43}/#) { _ in "SHA256:" + String(repeating: "x", count: 43) }
            .replacing(#/\b\d\d[.:]\d\d(?:[.:]\d\d)?\b/#) {
                $0.output.map { $0.isNumber ? "0" : String($0) }.joined()
            }
            .replacing(#/\b\d+(?:[.,]\d+)? (s|ms)\b/#) { "[time] \($0.output.1)" }
            .replacing(
                #/\n\n(?:Note: on|Catatan: di) \d+ PCs? [^>]*?siaga scan -b -K[^\n]*\n\n/#,
                with: "\n\n"
            )
            .replacing(#/(?:Note: on|Catatan: di) \d+ PCs? [^>]*?siaga scan -b -K[^\n]*\n/#, with: "")
    }
}
