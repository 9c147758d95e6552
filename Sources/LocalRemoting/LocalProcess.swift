import Glibc
import Remoting
import RoomModel
import Subprocess
import Synchronization

/// One command as a process group of its own on this machine.
struct LocalProcess: Sendable {
    let request: CommandRequest
    let host: HostName

    /// Makes writing to a command that has closed its stdin an error, not the end of Siaga; children get the
    /// default back.
    private static let takeBrokenPipesForErrors: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    /// Runs the command to its end; cancellation kills the whole process group.
    func run(on clock: any Clock<Duration>) async throws(TransportError) -> CommandResult {
        Self.takeBrokenPipesForErrors
        let reading = SharedReading(request)
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
            if reading.state.withLock({ $0.timesAsked != nil }) { throw refused(reading, code) }
            return reading.state.withLock { $0.result(status: code, signal: signal, took: took) }
        } catch let error as TransportError {
            throw error
        } catch let error as SubprocessError {
            throw Task.isCancelled ? stopped : couldNotStart(String(describing: error))
        } catch {
            throw stopped
        }
    }

    /// Feeds stdin and reads both streams until they end, the process ends, or the proof was seen.
    private func exchange(
        with execution: Execution<CustomWriteInput, SequenceOutput, SequenceOutput>,
        _ reading: SharedReading
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                // A command need not read its stdin: what it leaves is no error.
                var answers = 0
                for await times in reading.timesAsked {
                    guard let times else {
                        let input = reading.state.withLock(\.preamble) + request.standardInput
                        _ = try? await execution.standardInputWriter.write(input)
                        break
                    }
                    guard times > answers else { continue }
                    // Asked again, or without an answer, sudo is left at the end of its input.
                    guard answers == 0, let password = request.privilege?.password else { break }
                    answers = 1
                    let line = password.reveal { Array($0.utf8) + [UInt8(ascii: "\n")] }
                    _ = try? await execution.standardInputWriter.write(line)
                }
                try? await execution.standardInputWriter.finish()
            }
            group.addTask {
                for try await chunk in execution.standardOutput
                where reading.append(chunk, to: .output) && request.proof != .sentinel {
                    // Nothing behind the line is awaited, and nothing may go on behind it.
                    try? execution.send(signal: .kill, toProcessGroup: true)
                    break
                }
            }
            group.addTask {
                for try await chunk in execution.standardError {
                    _ = reading.append(chunk, to: .error)
                }
                reading.end()
            }
            try await group.waitForAll()
        }
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

    init(_ request: CommandRequest) {
        let reading = CommandReading(request)
        (timesAsked, told) = AsyncStream.makeStream()
        told.yield(reading.timesAsked)
        state = Mutex(reading)
    }

    /// sudo, or the command, says nothing more.
    func end() {
        told.finish()
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
