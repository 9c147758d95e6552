import Foundation
import Subprocess
import TestRoom

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// Programs that read what Siaga writes: Python's libraries, and Debian's programs.
enum Oracle {
    /// What could not be done.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs Python with the file of that text as its first word.
    ///
    /// - Returns: What it printed.
    static func python(
        _ program: String,
        _ text: String,
        _ ending: String,
        _ words: [String] = []
    ) async throws -> String {
        let python = try PythonPackages().interpreter
        return try await run(python, ["-c", program], text, ending, words)
    }

    /// Runs a program with the file of that text behind its first words.
    ///
    /// - Returns: What it printed.
    static func run(
        _ program: String,
        _ first: [String],
        _ text: String,
        _ ending: String,
        _ words: [String] = []
    ) async throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "siaga-\(UUID().uuidString).\(ending)"
        )
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await output(of: program, first + [file.path] + words)
    }

    /// A file beside the tests.
    static func fixture(_ name: String, source: String = #filePath) -> String {
        URL(filePath: source).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path
    }

    /// A file of the project.
    static func document(_ path: String, source: String = #filePath) -> String {
        URL(filePath: source).deletingLastPathComponent().appending(path: "../../\(path)").path
    }

    /// What a program printed.
    ///
    /// - Throws: ``Failure`` with everything it said when it did not end well.
    static func output(of program: String, _ words: [String]) async throws -> String {
        let executable: Executable = program.hasPrefix("/") ? .path(FilePath(program)) : .name(program)
        let ended = try await Subprocess.run(
            executable,
            arguments: Arguments(words),
            output: .string(limit: 1 << 24),
            error: .string(limit: 1 << 20)
        )
        guard case .exited(0) = ended.terminationStatus else {
            throw Failure(description: "\(program): \(ended.standardOutput)\(ended.standardError)")
        }
        return ended.standardOutput
    }
}
