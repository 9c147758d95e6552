import Facts
import Subprocess
import Testing

/// The shells a PC may have, each running one fragment by itself, without the probe around it.
enum BareShell: String, CaseIterable, Sendable {
    case dash
    case bash
    case busybox

    private var words: [String] { self == .busybox ? ["busybox", "sh"] : [rawValue] }

    /// Runs a fact's fragment as the probe would: arguments as data, nothing on stdin, C locale, umask 077.
    ///
    /// `tools` is a folder to look for commands in, instead of the machine's.
    func measure(_ fact: some Fact, tools: String? = nil) async throws -> PosixOutput {
        let setup = "LC_ALL=C; export LC_ALL; umask 077; unset TZ\n" + (tools.map { "PATH=\($0)\n" } ?? "")
        let script = setup + "f() {\n\(type(of: fact).fragments.posix)\n}\nf \"$@\""
        return try await start(["-c", script, "siaga"] + fact.arguments)
    }

    /// Whether the shell can read the fragment, without running it.
    func parses(_ fragment: String) async throws -> Bool {
        try await start(["-n", "-c", "f() {\n\(fragment)\n}"]).exitCode == 0
    }

    private func start(_ arguments: [String]) async throws -> PosixOutput {
        let result = try await run(
            .name(words[0]),
            arguments: Arguments(words.dropFirst() + arguments),
            output: .string(limit: 1 << 20),
            error: .discarded
        )
        guard case .exited(let code) = result.terminationStatus else {
            return PosixOutput(lines: [], exitCode: 128)
        }
        let lines = result.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
        return PosixOutput(lines: lines.map(String.init).dropLast(), exitCode: Int(code))
    }
}

/// Runs a few lines of shell to set a scene.
@discardableResult
func scene(_ script: String, _ arguments: String...) async throws -> String {
    let result = try await run(
        .name("sh"),
        arguments: Arguments(["-euc", script, "scene"] + arguments),
        output: .string(limit: 1 << 16),
        error: .string(limit: 1 << 16)
    )
    let said = result.standardError
    try #require(result.terminationStatus == .exited(0), "setting the scene: \(said)")
    return String(result.standardOutput.drop { $0.isWhitespace }.prefix { !$0.isNewline })
}

/// A folder that is gone afterwards.
@discardableResult
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = try await scene("mktemp -d")
    do {
        let value = try await body(folder)
        try await scene("chmod -R u+rwx \"$1\"; rm -rf \"$1\"", folder)
        return value
    } catch {
        try await scene("chmod -R u+rwx \"$1\"; rm -rf \"$1\"", folder)
        throw error
    }
}

/// A folder with nothing but the tools named, as a bare PC has.
@discardableResult
func withTools<Value>(_ names: [String], _ body: (String) async throws -> Value) async throws -> Value {
    try await withFolder { folder in
        for name in names {
            try await scene("ln -s \"$(which \"$2\")\" \"$1/$2\"", folder, name)
        }
        return try await body(folder)
    }
}

/// A folder in which `tool` prints a recorded output and ends with `code`, beside the real tools named.
///
/// Asked about 127.0.0.1, the tool prints nothing and ends well.
@discardableResult
func withRecording<Value>(
    of tool: String,
    _ recording: String,
    code: Int,
    beside names: [String],
    _ body: (String) async throws -> Value
) async throws -> Value {
    let fixtures = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Fixtures/"
    return try await withTools(names) { folder in
        let script = """
            printf '#!/bin/sh\\ncase "$*" in *127.0.0.1) exit 0 ;; esac\\n%s "%s"\\nexit %s\\n' "$(which cat)" "$3" "$4" \\
                >"$1/$2"
            chmod +x "$1/$2"
            """
        try await scene(script, folder, tool, fixtures + recording, String(code))
        return try await body(folder)
    }
}
