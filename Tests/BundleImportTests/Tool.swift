import Foundation
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// A program that makes what the tests need; one that is missing or fails is an error, not a skipped test.
enum Tool {
    /// What could not be done.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs a program and waits for it.
    @discardableResult
    static func run(_ program: String, _ words: [String], in folder: String? = nil) async throws -> String {
        let ended = try await Subprocess.run(
            program.hasPrefix("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(words),
            workingDirectory: folder.map { FilePath($0) },
            output: .string(limit: 1 << 22),
            error: .string(limit: 1 << 20)
        )
        guard case .exited(0) = ended.terminationStatus else {
            throw Failure(description: "\(program) \(words.prefix(4)): \(ended.standardError)")
        }
        return ended.standardOutput
    }

    /// Runs Python text.
    @discardableResult
    static func python(_ text: String, _ words: [String] = [], in folder: String) async throws -> String {
        try await run("python3", ["-c", text] + words, in: folder)
    }
}
