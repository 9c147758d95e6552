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
        try await run(LocalProcess(request: Self.own(request), host: name), state: Self.state(request))
    }

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        let watch = SilenceWatch(on: clock)
        let process = LocalProcess(
            request: Self.own(request),
            host: name,
            input: input,
            output: output,
            silence: watch
        )
        return try await run(process, silence: (watch, silence), state: Self.state(request))
    }

    /// The command's process group is ended from here; only what runs by way of `sudo` needs somebody on its own side.
    private static func own(_ request: CommandRequest) -> CommandRequest {
        var request = request
        if request.privilege == nil { request.work = nil }
        return request
    }

    /// What is known of work that was given up.
    private static func state(_ request: CommandRequest) -> WorkState? {
        request.work.map { _ in request.privilege == nil ? .ended : .mayRun }
    }

    private func run(
        _ process: LocalProcess,
        silence: (watch: SilenceWatch, limit: Duration)? = nil,
        state: WorkState?
    ) async throws(TransportError) -> CommandResult {
        guard !isClosed.withLock(\.self) else {
            throw TransportError(
                .connectionLost,
                in: .running,
                "\(name) (this machine): the connection is closed"
            )
        }
        let deadline = process.request.deadline
        switch await outcome(of: process, silence: silence) {
        case .ended(let result): return result
        case .failed(let error): throw error
        case .deadlinePassed:
            throw TransportError(
                .timedOut,
                in: .running,
                "\(name) (this machine): the command took longer than \(deadline) and was ended",
                elapsed: deadline,
                work: state
            )
        case .silent(let limit):
            throw TransportError(
                .timedOut,
                in: .running,
                "\(name) (this machine): no byte moved for \(limit), and the command was ended",
                elapsed: limit,
                work: state
            )
        case .stopped:
            throw TransportError(
                .cancelled,
                in: .running,
                "\(name) (this machine): the command was ended with the run",
                work: state
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
            throw refused(path, result)
        }
    }

    private func refused(_ path: String, _ result: CommandResult) -> TransportError {
        let reason = result.lastWords
        return TransportError(
            .fileRefused,
            in: .running,
            "\(name) (this machine): `\(path.safe())` could not be written: "
                + (reason.isEmpty ? "no reason was given" : reason.excerpt(limit: 200).english),
            hint: "check that the folder exists and that its disk has room"
        )
    }

    func upload(
        _ contents: any ByteSource,
        to path: String,
        silence: Duration,
        within deadline: Duration
    ) async throws(TransportError) {
        let request = NewFileCommand.request(path, within: deadline)
        let result = try await stream(request, input: contents, output: nil, silence: silence)
        guard result.exit == .code(0) else { throw refused(path, result) }
    }

    func close() async {
        isClosed.withLock { $0 = true }
    }

    /// How a command's run came to its end.
    private enum Outcome: Sendable {
        case ended(CommandResult)
        case failed(TransportError)
        case deadlinePassed
        case silent(Duration)
        case stopped
    }

    /// Runs the command against its deadline; whichever ends first ends the other, the process group included.
    private func outcome(
        of process: LocalProcess,
        silence: (watch: SilenceWatch, limit: Duration)?
    ) async -> Outcome {
        await withTaskGroup(of: Outcome.self) { group in
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
                    try await clock.sleep(for: process.request.longestWait)
                    return .deadlinePassed
                } catch {
                    return .stopped
                }
            }
            if let silence {
                group.addTask {
                    await silence.watch.outlasts(silence.limit) ? .silent(silence.limit) : .stopped
                }
            }
            let first = await group.next() ?? .stopped
            group.cancelAll()
            await group.waitForAll()
            return Task.isCancelled ? .stopped : first
        }
    }
}
