import Remoting
import RoomModel

/// A PC that is nothing but one of the shells of this machine.
struct ShellConnection: Connection {
    let shell: Shell
    /// Reads the script in place of the shell, where set.
    var command: String?
    /// Changes the script on its way.
    var altering: @Sendable (String) -> String = { $0 }

    var platform: Platform { .posix }
    var serverIdentification: String { "" }

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        let clock = ContinuousClock()
        let begin = clock.now
        do {
            let script = altering(String(decoding: request.standardInput, as: UTF8.self))
            let run =
                if let command {
                    try await shell.run("-c", command, input: script)
                } else {
                    try await shell.run("-s", input: script)
                }
            guard case .line(let prefix) = request.proof else {
                throw TransportError(.protocolViolation, in: .running, "no proof by line")
            }
            return CommandResult(
                exit: run.lines.contains { $0.hasPrefix(prefix) } ? .code(0) : .unknown,
                standardOutput: CapturedOutput(head: run.output),
                standardError: CapturedOutput(head: Array(run.errors.utf8)),
                took: begin.duration(to: clock.now)
            )
        } catch {
            throw TransportError(.connectionLost, in: .running, "\(shell) could not be run: \(error)")
        }
    }

    func write(_ bytes: [UInt8], to path: String, within deadline: Duration) async throws(TransportError) {
        throw TransportError(.fileRefused, in: .running, "no files here")
    }

    func close() async {}
}
