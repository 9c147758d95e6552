public import Remoting
public import RoomModel

/// Runs every command as the account the PC's privilege names, by way of `sudo`; on Windows, which has none, as before.
public struct PrivilegedConnector: Connector {
    private let base: any Connector
    private let privilege: @Sendable (Host) -> Privilege?
    private let ignored: @Sendable (HostName) -> Void

    /// Creates a connector over another.
    ///
    /// - Parameters:
    ///   - base: Reaches the PCs.
    ///   - privilege: Whom the commands on a PC run as; nil: the login account.
    ///   - ignored: Told each PC whose privilege was ignored because it is a Windows PC.
    public init(
        _ base: any Connector,
        privilege: @escaping @Sendable (Host) -> Privilege?,
        ignored: @escaping @Sendable (HostName) -> Void
    ) {
        self.base = base
        self.privilege = privilege
        self.ignored = ignored
    }

    /// Hands `host` on, and puts its privilege into every command.
    public func connect(
        to host: Host,
        observe: @escaping @Sendable (HostPhase) -> Void
    ) async throws(TransportError) -> any Connection {
        let connection = try await base.connect(to: host, observe: observe)
        guard let privilege = privilege(host) else { return connection }
        guard connection.platform == .posix else {
            ignored(host.name)
            return connection
        }
        return PrivilegedConnection(base: connection, privilege: privilege)
    }

    /// That of the connector below.
    public func nextExecutor() -> (any TaskExecutor)? { base.nextExecutor() }

    /// That of the connector below.
    public var deadlineClock: any Clock<Duration> { base.deadlineClock }
}

/// A connection whose commands run as another account; files are written as the login account.
struct PrivilegedConnection: ForwardingConnection {
    let base: any Connection
    let privilege: Privilege

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        try await base.run(privileged(request))
    }

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        try await base.stream(privileged(request), input: input, output: output, silence: silence)
    }

    private func privileged(_ request: CommandRequest) -> CommandRequest {
        var request = request
        request.privilege = privilege
        return request
    }

    /// By a command: SFTP writes as the login account.
    func upload(
        _ contents: any ByteSource,
        to path: String,
        silence: Duration,
        within deadline: Duration
    ) async throws(TransportError) {
        let request = NewFileCommand.request(path, within: deadline)
        let result = try await stream(request, input: contents, output: nil, silence: silence)
        guard result.exit == .code(0) else {
            let reason = result.lastWords
            throw TransportError(
                .fileRefused,
                in: .running,
                "`\(path.safe())` was not written: \(reason.excerpt(limit: 160).english)"
            )
        }
    }
}
