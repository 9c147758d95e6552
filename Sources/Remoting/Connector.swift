public import RoomModel

/// Opens connections to PCs: the seam between the engine of a run and the network.
public protocol Connector: Sendable {
    /// Reaches `host`, checks who it is and logs in.
    ///
    /// - Parameters:
    ///   - host: The PC and how it is reached.
    ///   - observe: Told each phase as it begins; quick, from any thread.
    /// - Returns: A connection that its owner must close.
    /// - Throws: ``TransportError``; cancellation throws `.cancelled`.
    func connect(
        to host: Host,
        observe: @escaping @Sendable (HostPhase) -> Void
    ) async throws(TransportError) -> any Connection

    /// Where the work on one more PC does best to run, so that it changes no thread on the way to its connection.
    ///
    /// - Returns: An executor that lives as long as the connector; nil: anywhere.
    func nextExecutor() -> (any TaskExecutor)?

    /// The monotonic clock on which deadlines cost least.
    var deadlineClock: any Clock<Duration> { get }
}

/// A logged-in connection to one PC.
public protocol Connection: Sendable {
    /// The dialect the PC speaks.
    var platform: Platform { get }

    /// The server's identification without `SSH-2.0-`, safe for a terminal; empty for this machine.
    var serverIdentification: String { get }

    /// The fingerprint of the host key it proved to own (`SHA256:…`); nil where there is none, on this machine.
    var hostKeyFingerprint: String? { get }

    /// Runs a command; several may run at once on one connection.
    ///
    /// - Parameter request: What to run and how its end is proved.
    /// - Returns: How it ended and what it printed; an exit code other than 0 is returned, not thrown.
    /// - Throws: ``TransportError`` `.timedOut` past the deadline, `.connectionLost` if the PC went away.
    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult

    /// Runs a command whose input is made while it runs, whose output is taken while it runs, or both.
    ///
    /// Memory is bounded by the transport, whatever is streamed: a source is asked only when there is room, and while a
    /// sink takes its time the PC has to wait.
    ///
    /// - Parameters:
    ///   - request: What to run; its `standardInput` comes before what `input` makes, its `deadline` holds for the whole.
    ///   - input: What the command reads; nil: only the request's input. A command that ends early leaves the rest.
    ///   - output: Takes stdout, without the proof's sentinel; nil: it is kept as ``run(_:)`` keeps it.
    ///   - silence: The longest time in which no byte moves (time of the source and of the sink does not count).
    /// - Returns: How it ended, and stderr. Without proof of its end, what the sink got may be cut.
    /// - Throws: ``TransportError`` as ``run(_:)``, and whatever the source or the sink threw.
    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult

    /// Writes a small file, replacing one of that name, as a whole: readers see the old or the new bytes.
    ///
    /// - Parameters:
    ///   - bytes: The contents, at most 1 MiB.
    ///   - path: Relative to the login folder, plain ASCII.
    ///   - deadline: The whole time it may take.
    /// - Throws: ``TransportError`` `.fileRefused` with the server's reason.
    func write(_ bytes: [UInt8], to path: String, within deadline: Duration) async throws(TransportError)

    /// Writes a new file of any size over SFTP, with many pieces on their way at once.
    ///
    /// For PCs on which no program takes a stream. What arrived before an error may stay there; the name is to be one that
    /// nobody else uses.
    ///
    /// - Parameters:
    ///   - contents: What it is to hold.
    ///   - path: Relative to the login folder, or as the server spells it; must not be there.
    ///   - silence: The longest time in which no byte moves.
    ///   - deadline: The whole time it may take.
    /// - Throws: ``TransportError`` `.fileRefused` with the server's reason, and whatever the source threw.
    func upload(
        _ contents: any ByteSource,
        to path: String,
        silence: Duration,
        within deadline: Duration
    ) async throws(TransportError)

    /// Leaves politely within a second, then drops the socket and frees everything. Safe to call twice.
    func close() async
}

extension Connection {
    /// None.
    public var hostKeyFingerprint: String? { nil }

    /// Refuses: a connection that streams says so itself.
    public func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        throw TransportError(.channelRefused, in: .running, "nothing can be streamed over this connection")
    }

    /// Refuses: a connection with SFTP says so itself.
    public func upload(
        _ contents: any ByteSource,
        to path: String,
        silence: Duration,
        within deadline: Duration
    ) async throws(TransportError) {
        throw TransportError(.channelRefused, in: .running, "there is no SFTP on this connection")
    }
}
