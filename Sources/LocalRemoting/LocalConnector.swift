public import Remoting
public import RoomModel

/// The seam for this machine: what runs over SSH on a client runs here as a child process.
public struct LocalConnector: Connector {
    private let clock: any Clock<Duration>

    /// Creates a connector.
    ///
    /// - Parameter clock: What deadlines are measured with (default: the monotonic clock).
    public init(clock: any Clock<Duration> = ContinuousClock()) {
        self.clock = clock
    }

    /// Opens a connection to this machine; there is nothing to reach and nobody to log in as.
    ///
    /// - Parameters:
    ///   - host: The inventory's entry for this machine; names it in errors.
    ///   - observe: Not called: none of the phases of a network connection occurs.
    /// - Returns: A connection that its owner must close.
    /// - Throws: Nothing today; the seam allows ``TransportError``.
    public func connect(
        to host: Host,
        observe: @escaping @Sendable (HostPhase) -> Void
    ) async throws(TransportError) -> any Connection {
        LocalConnection(to: host.name, clock: clock)
    }

    /// Anywhere.
    public func nextExecutor() -> (any TaskExecutor)? { nil }

    /// The clock given.
    public var deadlineClock: any Clock<Duration> { clock }
}
