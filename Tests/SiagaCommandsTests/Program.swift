import Glibc
import Subprocess
import TestRoom

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// The built `siaga`, run as people run it, with a home of its own.
struct Program: Sendable {
    /// What a run of it left.
    struct Outcome: Sendable {
        /// Its exit code; 128 and more: the signal it died of.
        let exitCode: Int32
        /// What it printed as its result.
        let output: String
        /// What it said besides.
        let notes: String
    }

    /// Holds the home folder and whatever the test puts there.
    let folder: ScratchFolder
    /// What is set on top of the bare environment; an empty text is a set variable.
    var environment: [String: String] = [:]

    /// Lends a program with an empty home to `body`.
    static func with<Result>(_ body: (Program) async throws -> Result) async throws -> Result {
        try await ScratchFolder.with { folder in try await body(Program(folder: folder)) }
    }

    /// The program beside the running tests: SwiftPM builds both into one folder.
    static var path: String {
        let file = realpath("/proc/self/exe", nil)
        defer { free(file) }
        let tests = file.map { String(cString: $0) } ?? ""
        return tests.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/siaga"
    }

    /// The folder runs are written down in.
    var stateFolder: String { "\(folder.path)/home/.local/state" }

    /// Runs the program with these words.
    func callAsFunction(_ words: String...) async throws -> Outcome {
        try await self(words)
    }

    /// Runs the program with these words.
    func callAsFunction(_ words: [String]) async throws -> Outcome {
        try await run(Self.path, words)
    }

    /// Runs shell text that finds the program as `$SIAGA`.
    func shell(_ text: String) async throws -> Outcome {
        try await run("/bin/bash", ["-c", text])
    }

    /// Runs the program and sends it `signal` once `moment` returned.
    func callAsFunction(
        _ words: [String],
        signalled signal: Signal,
        when moment: @escaping @Sendable () async -> Void
    ) async throws -> Outcome {
        let ended = try await Subprocess.run(
            configuration(Self.path, words),
            input: .none,
            output: .sequence,
            error: .sequence
        ) { execution in
            try await withThrowingTaskGroup(of: (Int, String).self) { group in
                group.addTask { (1, try await Self.text(execution.standardOutput)) }
                group.addTask { (2, try await Self.text(execution.standardError)) }
                await moment()
                try execution.send(signal: signal)
                var texts: [Int: String] = [:]
                for try await (stream, text) in group { texts[stream] = text }
                return texts
            }
        }
        return Outcome(
            exitCode: Self.code(ended.terminationStatus),
            output: ended.closureResult[1] ?? "",
            notes: ended.closureResult[2] ?? ""
        )
    }

    private static func text(_ stream: SubprocessOutputSequence) async throws -> String {
        var bytes: [UInt8] = []
        for try await buffer in stream { bytes += buffer.withUnsafeBytes { Array($0) } }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func run(_ file: String, _ words: [String]) async throws -> Outcome {
        let ended = try await Subprocess.run(
            configuration(file, words),
            output: .string(limit: 1 << 22),
            error: .string(limit: 1 << 22)
        )
        return Outcome(
            exitCode: Self.code(ended.terminationStatus),
            output: ended.standardOutput,
            notes: ended.standardError
        )
    }

    private func configuration(_ file: String, _ words: [String]) -> Configuration {
        let home = "\(folder.path)/home"
        mkdir(home, 0o700)
        let bare = [
            "HOME": home, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "USER": "nobody",
            "TZ": "Asia/Jakarta", "SIAGA": Self.path, "TMPDIR": "/tmp",
        ]
        let variables = bare.merging(environment) { $1 }
        return Configuration(
            executable: .path(FilePath(file)),
            arguments: Arguments(words),
            environment: .custom(
                Dictionary(uniqueKeysWithValues: variables.map { (Environment.Key(stringLiteral: $0), $1) })
            ),
            workingDirectory: FilePath(folder.path)
        )
    }

    private static func code(_ status: TerminationStatus) -> Int32 {
        switch status {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    }
}
