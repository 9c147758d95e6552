import Remoting
import RoomModel
import Synchronization

/// This machine behind the same seam as a PC over SSH.
final class LocalConnection: Connection {
    let platform = Platform.posix
    let serverIdentification = ""

    private let name: HostName
    private let clock: any Clock<Duration>
    private let isClosed = Mutex(false)

    init(to name: HostName, clock: any Clock<Duration>) {
        self.name = name
        self.clock = clock
    }

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        guard !isClosed.withLock(\.self) else {
            throw TransportError(
                .connectionLost,
                in: .running,
                "\(name) (this machine): the connection is closed"
            )
        }
        switch await outcome(of: request) {
        case .ended(let result): return result
        case .failed(let error): throw error
        case .deadlinePassed:
            throw TransportError(
                .timedOut,
                in: .running,
                "\(name) (this machine): the command took longer than \(request.deadline) and was ended",
                elapsed: request.deadline
            )
        case .stopped:
            throw TransportError(
                .cancelled,
                in: .running,
                "\(name) (this machine): the command was ended with the run"
            )
        }
    }

    func write(_ bytes: [UInt8], to path: String, within deadline: Duration) async throws(TransportError) {
        let script = #"""
            umask 077
            new="$1.$2"
            if cat >"$new" && [ "$(wc -c <"$new")" -eq "$3" ] && mv -f -- "$new" "$1"; then exit 0; fi
            rm -f -- "$new"
            exit 1
            """#
        // `./` keeps a path that begins with `-` a path.
        let target = path.hasPrefix("/") ? path : "./" + path
        let part = String(Nonce().description.prefix(8)) + ".part"
        let command = ShellCommand(["sh", "-c", script, "sh", target, part, String(bytes.count)])
        let result = try await run(
            CommandRequest(line: command.posixLine, standardInput: bytes, deadline: deadline)
        )
        guard result.exit == .code(0) else {
            let reason = result.standardError.text.split(separator: "\n").last.map(String.init)
            throw TransportError(
                .fileRefused,
                in: .running,
                "\(name) (this machine): `\(path.safe())` could not be written: "
                    + (reason?.safe() ?? "no reason was given"),
                hint: "check that the folder exists and that its disk has room"
            )
        }
    }

    func close() async {
        isClosed.withLock { $0 = true }
    }

    /// How a command's run came to its end.
    private enum Outcome: Sendable {
        case ended(CommandResult)
        case failed(TransportError)
        case deadlinePassed
        case stopped
    }

    /// Runs the command against its deadline; whichever ends first ends the other, the process group included.
    private func outcome(of request: CommandRequest) async -> Outcome {
        await withTaskGroup(of: Outcome.self) { group in
            let process = LocalProcess(request: request, host: name)
            group.addTask { [clock] in
                do throws(TransportError) {
                    let result = try await process.run(on: clock)
                    return .ended(result)
                } catch {
                    return error.code == .cancelled ? .stopped : .failed(error)
                }
            }
            group.addTask { [clock] in
                do {
                    try await clock.sleep(for: request.deadline)
                    return .deadlinePassed
                } catch {
                    return .stopped
                }
            }
            let first = await group.next() ?? .stopped
            group.cancelAll()
            await group.waitForAll()
            return Task.isCancelled ? .stopped : first
        }
    }
}
