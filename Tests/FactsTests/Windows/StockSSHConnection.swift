import Remoting
import RoomModel
import Subprocess
import TestRoom

/// A connection to a ``WinePC`` by way of the system's `ssh` and `sftp`, one process a command.
struct StockSSHConnection: Connection {
    let server: OpenSSHServer

    var platform: Platform { .windows }

    var serverIdentification: String { "OpenSSH_for_Windows_9.5" }

    private var options: [String] {
        [
            "-i", server.account.privateKeyPath, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o",
            "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-F",
            "none",
        ]
    }

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        let result = try await ended(
            ["ssh"] + options + ["-p", "\(server.port)", "\(server.account.user)@127.0.0.1", request.line],
            within: request.deadline
        )
        return CommandResult(
            exit: .unknown,
            standardOutput: CapturedOutput(head: Array(result.output.utf8)),
            standardError: CapturedOutput(head: Array(result.error.utf8))
        )
    }

    func write(_ bytes: [UInt8], to path: String, within deadline: Duration) async throws(TransportError) {
        let line = """
            file=$(mktemp) && cat > "$file" &&
            printf 'put %s \(path).part\\nrename \(path).part \(path)\\n' "$file" |
            sftp -q \(options.joined(separator: " ")) -P \(server.port) -b - \(server.account.user)@127.0.0.1
            code=$?; rm -f "$file"; exit $code
            """
        let result = try await ended(["sh", "-c", line], input: bytes, within: deadline)
        guard result.isSuccess else { throw TransportError(.fileRefused, in: .measuring, result.error) }
    }

    func close() async {}

    private func ended(
        _ words: [String],
        input: [UInt8] = [],
        within deadline: Duration
    ) async throws(TransportError) -> (output: String, error: String, isSuccess: Bool) {
        let seconds = max(1, deadline.components.seconds)
        do {
            let result = try await Subprocess.run(
                .name("timeout"),
                arguments: Arguments(["\(seconds)"] + words),
                input: .array(input),
                output: .string(limit: 1 << 20),
                error: .string(limit: 1 << 20)
            )
            if result.terminationStatus == .exited(124) {
                throw TransportError(.timedOut, in: .running, "\(words) took longer than \(seconds) s")
            }
            return (result.standardOutput, result.standardError, result.terminationStatus.isSuccess)
        } catch let error as TransportError {
            throw error
        } catch {
            throw TransportError(.controllerExhausted, in: .running, "\(error)")
        }
    }
}
