import Glibc
import Remoting
import RoomModel
import Subprocess

/// One command as a process group of its own on this machine.
struct LocalProcess: Sendable {
    let request: CommandRequest
    let host: HostName

    /// Makes writing to a command that has closed its stdin an error, not the end of Siaga; children get the
    /// default back.
    private static let takeBrokenPipesForErrors: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    /// What of the process is being waited for.
    private enum Stream: Sendable {
        case input
        case output(ProvedOutput)
        case error(CapturedOutput)
    }

    /// Runs the command to its end; cancellation kills the whole process group.
    func run(on clock: any Clock<Duration>) async throws(TransportError) -> CommandResult {
        Self.takeBrokenPipesForErrors
        let command = SentinelCommand(line: request.line)
        do {
            var captured = (output: emptyOutput(of: command), error: CapturedOutput())
            var status = TerminationStatus.exited(0)
            let took = try await clock.measure {
                let ended = try await Subprocess.run(
                    .name("sh"),
                    arguments: ["-c", #"cd 2>/dev/null; exec sh -c "$1""#, "sh", line(of: command)],
                    environment: .custom(Self.loginEnvironment),
                    platformOptions: Self.ownProcessGroup,
                    input: .inputWriter,
                    output: .sequence,
                    error: .sequence
                ) { try await exchange(with: $0, command) }
                captured = ended.closureResult
                status = ended.terminationStatus
            }
            try Task.checkCancellation()
            return CommandResult(
                exit: exit(captured.output, status),
                standardOutput: captured.output.captured,
                standardError: captured.error,
                took: took
            )
        } catch let error as SubprocessError {
            throw Task.isCancelled ? stopped : couldNotStart(String(describing: error))
        } catch {
            throw stopped
        }
    }

    private func line(of command: SentinelCommand) -> String {
        request.proof == .sentinel ? command.wrappedLine : request.line
    }

    private func emptyOutput(of command: SentinelCommand) -> ProvedOutput {
        ProvedOutput(provedBy: request.proof, of: command, limit: request.outputLimit)
    }

    /// Feeds stdin and reads both streams until they end, the process ends, or the proof was seen.
    private func exchange(
        with execution: Execution<CustomWriteInput, SequenceOutput, SequenceOutput>,
        _ command: SentinelCommand
    ) async throws -> (output: ProvedOutput, error: CapturedOutput) {
        try await withThrowingTaskGroup(of: Stream.self) { group in
            group.addTask {
                // A command need not read its stdin: what it leaves is no error.
                _ = try? await execution.standardInputWriter.write(request.standardInput)
                try? await execution.standardInputWriter.finish()
                return .input
            }
            group.addTask {
                var output = emptyOutput(of: command)
                for try await chunk in execution.standardOutput {
                    chunk.withUnsafeBytes { output.append($0) }
                    if case .line = request.proof, output.exit != nil {
                        // Nothing behind the line is awaited, and nothing may go on behind it.
                        try? execution.send(signal: .kill, toProcessGroup: true)
                        break
                    }
                }
                return .output(output)
            }
            group.addTask {
                var error = OutputCapture(limit: request.outputLimit)
                for try await chunk in execution.standardError {
                    chunk.withUnsafeBytes { error.append($0) }
                }
                return .error(error.captured)
            }
            var result = (output: emptyOutput(of: command), error: CapturedOutput())
            for try await stream in group {
                switch stream {
                case .input: break
                case .output(let output): result.output = output
                case .error(let error): result.error = error
                }
            }
            return result
        }
    }

    private func exit(_ output: ProvedOutput, _ status: TerminationStatus) -> CommandExit {
        if let exit = output.exit { return exit }
        return switch (status, request.proof) {
        case (.signaled(let number), _): .signal(signalName(number))
        case (.exited(let code), .exitStatus): .code(Int(code))
        case (.exited, _): .unknown
        }
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

/// A signal's name without `SIG` (RFC 4254 §6.10), else its number.
private func signalName(_ number: Int32) -> String {
    let names = [
        SIGABRT: "ABRT", SIGALRM: "ALRM", SIGFPE: "FPE", SIGHUP: "HUP", SIGILL: "ILL", SIGINT: "INT",
        SIGKILL: "KILL", SIGPIPE: "PIPE", SIGQUIT: "QUIT", SIGSEGV: "SEGV", SIGTERM: "TERM",
        SIGUSR1: "USR1", SIGUSR2: "USR2",
    ]
    return names[number] ?? String(number)
}
