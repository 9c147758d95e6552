import Glibc
import Remoting
import RoomModel
import Subprocess
import Synchronization

/// One command as a process group of its own on this machine.
struct LocalProcess: Sendable {
    let request: CommandRequest
    let host: HostName
    /// Makes input while the command runs.
    var input: (any ByteSource)?
    /// Takes stdout while the command runs.
    var output: (any ByteSink)?
    /// Told of every byte that moves.
    var silence: SilenceWatch?

    /// Makes writing to a command that has closed its stdin an error, not the end of Siaga; children get the
    /// default back.
    private static let takeBrokenPipesForErrors: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    /// Runs the command to its end; cancellation kills the whole process group.
    func run(on clock: any Clock<Duration>) async throws(TransportError) -> CommandResult {
        Self.takeBrokenPipesForErrors
        let reading = SharedReading(request, passesOutputOn: output != nil)
        let line = reading.state.withLock(\.line)
        do {
            var status = TerminationStatus.exited(0)
            let took = try await clock.measure {
                let ended = try await Subprocess.run(
                    .name("sh"),
                    arguments: ["-c", #"cd 2>/dev/null; exec sh -c "$1""#, "sh", line],
                    environment: .custom(Self.loginEnvironment),
                    platformOptions: Self.ownProcessGroup,
                    input: .inputWriter,
                    output: .sequence,
                    error: .sequence
                ) { try await exchange(with: $0, reading) }
                status = ended.terminationStatus
            }
            try Task.checkCancellation()
            let (code, signal) = end(status)
            try await passOn(reading.rest())
            if reading.state.withLock({ $0.timesAsked != nil }) { throw refused(reading, code) }
            if let overrun = reading.state.withLock(\.overrun) { throw late(overrun) }
            return reading.state.withLock { $0.result(status: code, signal: signal, took: took) }
        } catch let error as TransportError {
            throw error
        } catch let error as SubprocessError {
            throw Task.isCancelled ? stopped : couldNotStart(String(describing: error))
        } catch {
            throw stopped
        }
    }

    /// What one of the three streams has come to.
    private enum Stream: Sendable {
        case input(TransportError?)
        case output
    }

    /// Feeds stdin and reads both streams until they end, the process ends, or the proof was seen.
    private func exchange(
        with execution: Execution<CustomWriteInput, SequenceOutput, SequenceOutput>,
        _ reading: SharedReading
    ) async throws {
        try await withThrowingTaskGroup(of: Stream.self) { group in
            group.addTask {
                let error = await feed(execution.standardInputWriter, reading)
                try? await execution.standardInputWriter.finish()
                return .input(error)
            }
            group.addTask {
                for try await chunk in execution.standardOutput {
                    let isComplete = reading.append(chunk, to: .output)
                    silence?.noteMove()
                    try await passOn(reading.takeOutput())
                    guard isComplete, request.proof != .sentinel else { continue }
                    // Nothing behind the line is awaited, and nothing may go on behind it.
                    try? execution.send(signal: .kill, toProcessGroup: true)
                    break
                }
                return .output
            }
            group.addTask {
                for try await chunk in execution.standardError {
                    _ = reading.append(chunk, to: .error)
                    silence?.noteMove()
                }
                reading.end()
                return .output
            }
            var openOutputs = 2
            for try await stream in group {
                switch stream {
                case .input(let error):
                    // Once the command has ended nobody misses the rest.
                    if let error, openOutputs > 0 { throw error }
                case .output:
                    openOutputs -= 1
                    if openOutputs == 0, input != nil { group.cancelAll() }
                }
            }
        }
    }

    /// Answers sudo, then writes the command's input; what a command leaves unread is no error.
    ///
    /// - Returns: Why the source made no more, if it was not its end.
    private func feed(_ writer: StandardInputWriter, _ reading: SharedReading) async -> TransportError? {
        var answers = 0
        let opening = reading.state.withLock(\.opening)
        if !opening.isEmpty { _ = try? await writer.write(opening) }
        for await times in reading.timesAsked {
            guard let times else {
                let first = reading.state.withLock(\.preamble) + request.standardInput
                guard (try? await writer.write(first)) != nil, let input else { return nil }
                return await feed(writer, from: input)
            }
            guard times > answers else { continue }
            // Asked again, or without an answer, sudo is left at the end of its input.
            guard answers == 0, let password = request.privilege?.password else { return nil }
            answers = 1
            let line = password.reveal { Array($0.utf8) + [UInt8(ascii: "\n")] }
            _ = try? await writer.write(line)
        }
        return nil
    }

    private func feed(_ writer: StandardInputWriter, from source: any ByteSource) async -> TransportError? {
        do throws(TransportError) {
            while let piece = try await excused({ () async throws(TransportError) in try await source.next() }
            ) {
                // Once nobody reads any more a write may also end well, with nothing written.
                guard (try? await writer.write(piece)) != nil, !Task.isCancelled else { return nil }
                silence?.noteMove()
            }
            return nil
        } catch {
            return error
        }
    }

    /// Hands output to the sink.
    private func passOn(_ bytes: [UInt8]) async throws(TransportError) {
        guard let output, !bytes.isEmpty else { return }
        try await excused { () async throws(TransportError) in try await output.take(bytes) }
    }

    private func excused<Value>(
        _ body: () async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        guard let silence else { return try await body() }
        return try await silence.excusing(body)
    }

    private func end(_ status: TerminationStatus) -> (code: Int?, signal: String?) {
        switch status {
        case .exited(let code): (Int(code), nil)
        case .signaled(let number): (nil, signalName(number))
        }
    }

    /// Why sudo started nothing.
    private func refused(_ reading: SharedReading, _ status: Int?) -> TransportError {
        let refusal: SudoRefusal = reading.state.withLock { reading in
            switch reading.timesAsked ?? 0 {
            case 0: reading.refusal(status: status)
            case 1 where request.privilege?.password == nil: .needsPassword
            case 1: reading.refusal(status: status)
            default: .wrongPassword
            }
        }
        return TransportError(
            refusal.code,
            in: .login,
            "\(host) (this machine): \(refusal.sentence)",
            hint: refusal.hint
        )
    }

    private func late(_ state: WorkState) -> TransportError {
        TransportError(
            .timedOut,
            in: .running,
            "\(host) (this machine): the command took longer than \(request.deadline)",
            elapsed: request.deadline,
            work: state
        )
    }

    private var stopped: TransportError {
        TransportError(.cancelled, in: .running, "\(host) (this machine): the command was ended with the run")
    }

    private func couldNotStart(_ reason: String) -> TransportError {
        TransportError(
            .controllerExhausted,
            in: .running,
            "\(host) (this machine): the command could not be started: \(reason.safe())",
            hint: "close other programs on this machine, then try again"
        )
    }

    private static let ownProcessGroup: PlatformOptions = {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
        ]
        return options
    }()

    /// What `sshd` would set, so that a command finds the same world here as on a client.
    private static let loginEnvironment: [Environment.Key: String] = {
        var environment: [Environment.Key: String] = [
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        ]
        for key: Environment.Key in ["HOME", "USER", "LOGNAME", "SHELL", "LANG", "TZ"] {
            environment[key] = getenv(key.rawValue).map { String(cString: $0) }
        }
        return environment
    }()
}

/// What both streams of one command have brought so far.
private final class SharedReading: Sendable {
    let state: Mutex<CommandReading>
    /// How many times sudo has asked so far; nil once the command's shell runs.
    let timesAsked: AsyncStream<Int?>
    private let told: AsyncStream<Int?>.Continuation

    init(_ request: CommandRequest, passesOutputOn: Bool) {
        let reading = CommandReading(request, passesOutputOn: passesOutputOn)
        (timesAsked, told) = AsyncStream.makeStream()
        told.yield(reading.timesAsked)
        state = Mutex(reading)
    }

    /// sudo, or the command, says nothing more.
    func end() {
        told.finish()
    }

    /// The command's own output since the last time, where it is passed on.
    func takeOutput() -> [UInt8] { state.withLock { $0.takeOutput() } }

    /// What was held back until both streams had ended.
    func rest() -> [UInt8] {
        state.withLock { reading in
            reading.end()
            return reading.takeOutput()
        }
    }

    /// Takes the next bytes; whether the proof is complete.
    func append(_ chunk: SubprocessOutputSequence.Buffer, to stream: OutputStream) -> Bool {
        state.withLock { reading in
            chunk.withUnsafeBytes { reading.append($0, to: stream) }
            told.yield(reading.timesAsked)
            return reading.isComplete
        }
    }
}

/// A signal's name without `SIG` (RFC 4254 §6.10), else its number.
private func signalName(_ number: Int32) -> String {
    let names = [
        SIGABRT: "ABRT", SIGALRM: "ALRM", SIGFPE: "FPE", SIGHUP: "HUP", SIGILL: "ILL", SIGINT: "INT",
        SIGKILL: "KILL", SIGPIPE: "PIPE", SIGQUIT: "QUIT", SIGSEGV: "SEGV", SIGTERM: "TERM",
        SIGUSR1: "USR1", SIGUSR2: "USR2",
    ]
    return names[number] ?? String(number)
}
