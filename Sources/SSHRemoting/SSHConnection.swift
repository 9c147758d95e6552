import Logging
import Remoting
import RoomModel
import SSHEngine
import Synchronization

/// A logged-in connection to one PC over SSH.
final class SSHConnection: Connection {
    let platform: Platform
    let serverIdentification: String
    let hostKeyFingerprint: String?
    let transport: SSHTransport
    private let side: SideConnections
    private let gates: PrivilegeGates
    private let isClosed = Mutex(false)

    /// Takes over a connection that is logged in.
    ///
    /// - Parameters:
    ///   - transport: The connection.
    ///   - identification: What the server calls itself.
    ///   - hostKey: The fingerprint of its host key.
    ///   - gates: Keep a wrong password of `sudo` from most PCs.
    ///   - connectAgain: Makes one more connection to the PC.
    init(
        _ transport: SSHTransport,
        identification: String,
        hostKey: String,
        gates: PrivilegeGates,
        connectAgain: @escaping SideConnections.Connect
    ) {
        self.gates = gates
        self.transport = transport
        side = SideConnections(at: transport.place, connect: connectAgain)
        serverIdentification = identification
        hostKeyFingerprint = hostKey
        platform = Platform(serverIdentification: identification)
    }

    deinit {
        if !isClosed.withLock(\.self) {
            Logger(label: "siaga.ssh").error("\(transport.place.text): the connection was never closed")
        }
    }

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        let gates = gates
        return try await bounded(request) { transport throws(TransportError) in
            try await transport.run(request, gates: gates)
        }
    }

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        let gates = gates
        return try await bounded(request) { transport throws(TransportError) in
            try await transport.stream(request, from: input, into: output, silence: silence, gates: gates)
        }
    }

    /// Runs `body` as long as the end of a command is waited for; what goes wrong says what is known of its work.
    private func bounded(
        _ request: CommandRequest,
        _ body: @escaping @Sendable (SSHTransport) async throws(TransportError) -> CommandResult
    ) async throws(TransportError) -> CommandResult {
        do throws(TransportError) {
            return try await bounded(by: request.longestWait, "the command", body)
        } catch {
            throw error.behind(request)
        }
    }

    func write(_ bytes: [UInt8], to path: String, within deadline: Duration) async throws(TransportError) {
        let upload = try SFTPUpload(to: path, replaces: true, on: transport.place)
        guard bytes.count <= SFTPUpload.sizeLimit else {
            throw upload.refusal("it has \(bytes.count) bytes, at most \(SFTPUpload.sizeLimit) are allowed")
        }
        let contents = BytePipe(waking: transport.bell)
        contents.put(bytes)
        contents.end()
        try await bounded(by: deadline, "writing `\(path.safe())`") { transport throws(TransportError) in
            try await transport.send(upload, from: contents)
        }
    }

    func upload(
        _ contents: any ByteSource,
        to path: String,
        silence: Duration,
        within deadline: Duration
    ) async throws(TransportError) {
        let upload = try SFTPUpload(to: path, replaces: false, on: transport.place)
        try await bounded(by: deadline, "writing `\(path.safe())`") { transport throws(TransportError) in
            try await transport.send(upload, made: contents, silence: silence)
        }
    }

    func close() async {
        isClosed.withLock { $0 = true }
        await side.close()
        await transport.close()
    }

    /// Runs `body` with a deadline, asking a silent PC for signs of life meanwhile.
    ///
    /// Where the server runs no more commands on the first connection, it is another one that `body` gets.
    private func bounded<Value: Sendable>(
        by deadline: Duration,
        _ what: String,
        _ body: @escaping @Sendable (SSHTransport) async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        let (transport, side) = (transport, side)
        return try await withTaskExecutorPreference(transport.taskExecutor) {
            () async throws(TransportError) in
            try await transport.timekeeper.within(
                deadline,
                late: transport.place.late(.timedOut, in: .running, what, deadline),
                heartbeat: (
                    transport.settings.lifeInterval,
                    {
                        await transport.checkLife()
                        await side.checkLife()
                    }
                )
            ) { () async throws(TransportError) in
                do throws(TransportError) {
                    return try await body(transport)
                } catch {
                    guard error.code == .channelRefused, await transport.commandLimit != nil else {
                        throw error
                    }
                    return try await side.lend(asking: transport.questions, body)
                }
            }
        }
    }
}
