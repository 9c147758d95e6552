import Facts
import FoundationEssentials
import LocalRemoting
import Provisioning
import Remoting
import RoomModel
import TestRoom
import Testing

/// The shells a PC may have.
enum PCShell: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case dash
    case bash
    case busybox

    var testDescription: String { rawValue }

    /// How it is started.
    var command: String { self == .busybox ? "busybox sh" : rawValue }
}

/// A PC that is this machine: one shell, one scratch folder, and tools of the test's own before the machine's.
struct StepBench: Sendable {
    let folder: ScratchFolder
    private let base: any Connection
    private let shell: PCShell

    /// Lends a PC to `body`.
    static func with(
        _ shell: PCShell = .dash,
        _ body: (StepBench) async throws -> Void
    ) async throws {
        try await ScratchFolder.with { folder in
            let host = Host(
                name: try HostName("pc01"),
                address: try NetworkAddress("127.0.0.1"),
                access: .local
            )
            let base = try await LocalConnector().connect(to: host) { _ in }
            try await body(StepBench(folder: folder, base: base, shell: shell))
            await base.close()
        }
    }

    /// The connection to it, with another shell where `sh` would be started, and the tools before the machine's.
    var connection: any Connection {
        ChangedConnection(base: base) { [shell, tools = "\(folder.path)/tools"] request in
            var request = request
            for start in ["exec sh -s", "sh -c "] where request.line.hasPrefix(start) {
                let rest = request.line.dropFirst(start.count)
                let put = start.replacing("sh ", with: "\(shell.command) ", maxReplacements: 1)
                request.line = "PATH=\(tools):$PATH; export PATH; " + put + rest
            }
            return request
        }
    }

    /// Puts a tool of the test's own there, which steps find before the machine's.
    func tool(_ name: String, _ body: String) async throws {
        try await run(
            "mkdir -p tools; cat >tools/\(name); chmod 755 tools/\(name)",
            input: "#!/bin/sh\n\(body)\n"
        )
    }

    /// Runs a line in the folder and returns what it printed.
    @discardableResult
    func run(_ line: String, input: String = "") async throws -> String {
        let request = CommandRequest(
            line: ShellCommand(["sh", "-euc", "cd \"$1\"; \(line)", "sh", folder.path]).posixLine,
            standardInput: Array(input.utf8)
        )
        let result = try await base.run(request)
        try #require(result.exit == .code(0), "\(line): \(result.standardError.text)")
        return result.standardOutput.text
    }

    /// A path in the folder.
    func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    /// Measures what `step` asks.
    func readings(_ step: any Step) async throws -> FactReadings {
        let probe = Probe(facts: step.facts, examProcesses: [])
        guard case .measured(let readings) = try await probe.measure(over: connection, now: { .now }) else {
            throw BenchError(message: "nothing was measured")
        }
        return readings
    }

    /// What `step` would do.
    func plan(_ step: any Step) async throws -> StepPlan {
        let readings = try await readings(step)
        do throws(Unmeasured) {
            return try step.plan(readings)
        } catch {
            return .unknown(error.reason)
        }
    }

    /// Plans, applies, plans again: what was planned before, and what is left behind.
    func settle(_ step: any Step) async throws -> (before: StepPlan, after: StepPlan) {
        let before = try await plan(step)
        guard case .change = before else { return (before, before) }
        try await step.apply(try await readings(step), in: StepContext(connection: connection, now: { .now }))
        return (before, try await plan(step))
    }
}

/// Why a bench could not do its part.
struct BenchError: Error {
    let message: String
}

/// Makes a step as a playbook would.
func step(_ kind: String, _ values: [String: ParameterValue] = [:]) throws -> any Step {
    let row = try #require(StepCatalogue.steps.first { $0.kind == kind })
    return try row.make(ParameterValues(values))
}

extension ParameterValue {
    /// A file of the controller.
    static func file(_ text: String) -> ParameterValue {
        .file(ControllerFile(path: "files/it", bytes: Array(text.utf8)))
    }
}

extension Timestamp {
    /// This machine's clock.
    static var now: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
}

/// A connection whose commands are others than asked for.
struct ChangedConnection: ForwardingConnection {
    let base: any Connection
    let change: @Sendable (CommandRequest) -> CommandRequest

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        try await base.run(change(request))
    }

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        try await base.stream(change(request), input: input, output: output, silence: silence)
    }
}
