import Foundation
import Remoting
import RoomModel
import Subprocess
import Testing

/// The shells every fragment and the frame must run in.
enum Shell: String, CaseIterable, CustomTestStringConvertible {
    case dash
    case bash
    case busybox

    var testDescription: String { rawValue }

    /// The command that starts this shell.
    var command: String { self == .busybox ? "busybox sh" : rawValue }

    /// Runs this shell with `arguments` and `input`.
    func run(_ arguments: String..., input: String = "") async throws -> Run {
        let words = (self == .busybox ? ["sh"] : []) + arguments
        let result = try await Subprocess.run(
            .name(rawValue),
            arguments: Arguments(words),
            input: .string(input),
            output: .bytes(limit: 2 << 20),
            error: .string(limit: 1 << 20)
        )
        let code: Int32? = if case .exited(let code) = result.terminationStatus { code } else { nil }
        return Run(output: result.standardOutput, errors: result.standardError, code: code)
    }

    /// What a run left.
    struct Run {
        let output: [UInt8]
        let errors: String
        let code: Int32?

        var text: String { String(decoding: output, as: UTF8.self) }
        var lines: [String] { text.split(separator: "\n").map(String.init) }
    }

    /// Lends a change to a script that leaves it no programs but busybox's own.
    static func withNothingButBusybox(
        _ body: (@escaping @Sendable (String) -> String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try await Shell.dash.run("-c", "busybox --install -s \(folder.path)")
        try await body { $0.replacing(#/\nPATH=[^ ]*/#, with: "\nPATH=\(folder.path)") }
    }

    /// A fragment as the frame runs it, with `arguments`.
    func fragment(_ body: String, _ arguments: [String] = []) async throws -> Run {
        let words = arguments.map(\.quotedForPosixShell).joined(separator: " ")
        return try await run("-s", input: "f() {\n\(body)\n}\nf \(words) </dev/null\n")
    }
}
