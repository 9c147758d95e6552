import Documents
import RoomModel
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// A program that prints an inventory: run without a shell, under a deadline, its output bounded.
struct InventoryProgram {
    /// What it printed.
    struct Output: Hashable {
        /// For `--list`; nil when it failed.
        var list: [UInt8]?
        /// For `--host NAME`, where `--list` had no `_meta`.
        var hosts: [HostName: [UInt8]] = [:]
        /// What went wrong.
        var problems: [Problem] = []
    }

    /// Why a program gave no output.
    private struct Failure: Error {
        let message: String
        let hint: String
    }

    /// How many `--host` run at once.
    private static let width = 8
    /// The most bytes kept of its stderr.
    private static let mostErrorBytes = 4 << 10

    /// The program's path as the user gave it.
    let path: String
    /// The longest time for `--list`, and for all of `--host` together.
    let deadline: Duration

    /// Runs it with `--list`, then for each PC with `--host` where its list has no `_meta`.
    func output() async -> Output {
        var output = Output()
        do {
            let list = try await run(["--list"])
            output.list = list
            let document = Document(list, file: path, duplicateKeys: .warning)
            guard let root = document.root, let entries = root.entries,
                !entries.contains(where: { $0.key == "_meta" })
            else { return output }
            var scratch = Library()
            var graph = InventoryGraph(file: path, &scratch)
            let names = ListReader.feed(&graph, from: root, &scratch)
            output.hosts = try await hosts(names)
        } catch {
            let failure = error as? Failure
            output.problems.append(
                Problem(
                    at: SourceLocation(file: path),
                    failure?.message ?? "the program was ended with the command",
                    hint: failure?.hint
                )
            )
        }
        return output
    }

    private func hosts(_ names: [HostName]) async throws -> [HostName: [UInt8]] {
        try await withThrowingTaskGroup(of: (HostName, [UInt8]).self) { group in
            var rest = names.makeIterator()
            var found: [HostName: [UInt8]] = [:]
            let end = ContinuousClock.now + deadline
            func begin() {
                guard let name = rest.next() else { return }
                group.addTask { (name, try await run(["--host", name.description], until: end)) }
            }
            for _ in 0..<Self.width { begin() }
            while let (name, bytes) = try await group.next() {
                found[name] = bytes
                begin()
            }
            return found
        }
    }

    private func run(_ words: [String]) async throws -> [UInt8] {
        try await run(words, until: ContinuousClock.now + deadline)
    }

    private func run(_ words: [String], until end: ContinuousClock.Instant) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { try await finished(words) }
            group.addTask {
                try await ContinuousClock().sleep(until: end)
                return nil
            }
            defer { group.cancelAll() }
            guard let bytes = try await group.next() ?? nil else {
                throw Failure(
                    message: "the program did not end within \(deadline.components.seconds) s",
                    hint: "run it by hand: \(path) \(words.joined(separator: " "))"
                )
            }
            return bytes
        }
    }

    private func finished(_ words: [String]) async throws -> [UInt8] {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
        ]
        let executable = path.contains("/") ? path : "./" + path
        let ended: (status: TerminationStatus, output: [UInt8]?, error: [UInt8])
        do {
            let run = try await Subprocess.run(
                .path(FilePath(executable)),
                arguments: Arguments(words),
                platformOptions: options,
                input: .none,
                output: .sequence,
                error: .sequence
            ) { execution in
                async let error = Self.start(of: execution.standardError, most: Self.mostErrorBytes)
                let output = try await Self.bytes(of: execution.standardOutput, most: Document.longest)
                if output == nil { try? execution.send(signal: .kill, toProcessGroup: true) }
                return (output, try await error)
            }
            ended = (run.terminationStatus, run.closureResult.0, run.closureResult.1)
        } catch let error as SubprocessError {
            throw Failure(
                message: "the program could not be started: \(String(describing: error).safe(limit: 120))",
                hint: "run it by hand: \(path) \(words.joined(separator: " "))"
            )
        }
        guard let output = ended.output else {
            throw Failure(
                message: "the program printed more than \(Document.longest >> 20) MiB",
                hint: "let it print fewer PCs"
            )
        }
        guard case .exited(0) = ended.status else {
            let how: String
            switch ended.status {
            case .exited(let code): how = "exit status \(code)"
            case .signaled(let signal): how = "signal \(signal)"
            }
            let said =
                String(decoding: ended.error, as: UTF8.self)
                .split(separator: "\n").last.map { ": \(String($0).safe(limit: 120))" } ?? " and said nothing"
            throw Failure(
                message: "the program ended with \(how)\(said)",
                hint: "run it by hand: \(path) \(words.joined(separator: " "))"
            )
        }
        return output
    }

    /// All bytes of a stream; nil when there are too many.
    private static func bytes(of stream: SubprocessOutputSequence, most: Int) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        for try await chunk in stream {
            bytes += chunk.withUnsafeBytes { Array($0) }
            if bytes.count > most { return nil }
        }
        return bytes
    }

    /// The first bytes of a stream that is read to its end.
    private static func start(of stream: SubprocessOutputSequence, most: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in stream where bytes.count < most {
            bytes += chunk.withUnsafeBytes { Array($0) }
        }
        return bytes
    }
}
