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

    /// Writes a small file, replacing one of that name, as a whole: readers see the old or the new bytes.
    ///
    /// - Parameters:
    ///   - bytes: The contents, at most 1 MiB.
    ///   - path: Relative to the login folder, plain ASCII.
    ///   - deadline: The whole time it may take.
    /// - Throws: ``TransportError`` `.fileRefused` with the server's reason.
    func write(_ bytes: [UInt8], to path: String, within deadline: Duration) async throws(TransportError)

    /// Leaves politely within a second, then drops the socket and frees everything. Safe to call twice.
    func close() async
}

extension Connection {
    /// None.
    public var hostKeyFingerprint: String? { nil }
}
