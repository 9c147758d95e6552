import Facts
import Foundation

/// What PCs printed for each fact: the files of `Tests/FactsTests/Fixtures`.
enum RecordedAnswers {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "FactsTests/Fixtures")

    /// Every recorded output of a fact's POSIX fragment, in the order of the files' names.
    static func outputs(of fact: String) throws -> [PosixOutput] {
        try files(in: fact).map(output)
    }

    /// One recorded output of a fact's POSIX fragment, by its file's name without `.txt`.
    static func output(of fact: String, named name: String) throws -> PosixOutput {
        let file = folder.appending(path: fact).appending(path: name + ".txt")
        return output(String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }

    private static func output(_ text: String) -> PosixOutput {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return PosixOutput(lines: lines)
    }

    /// Every recorded value of a fact's Windows fragment.
    static func values(of fact: String) throws -> [JSONValue] {
        try files(in: "windows").flatMap { text -> [JSONValue] in
            // Where no script may run, the recording is of what the PC's registry says.
            guard let line = text.split(whereSeparator: \.isNewline).first(where: { $0.hasPrefix("{") }),
                case .array(let results) = try JSONDecoder().decode(JSONValue.self, from: Data(line.utf8))[
                    "facts"
                ]
            else { return [] }
            return results.filter { $0["id"]?.text == fact }.compactMap { $0["value"] }
        }
    }

    private static func files(in name: String) throws -> [String] {
        let place = folder.appending(path: name)
        guard FileManager.default.fileExists(atPath: place.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
            .filter { $0.hasSuffix(".txt") }
            .map { String(decoding: try Data(contentsOf: place.appending(path: $0)), as: UTF8.self) }
    }
}
