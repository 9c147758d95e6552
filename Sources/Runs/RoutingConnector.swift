public import Remoting
public import RoomModel

/// Reaches each PC the way the inventory says: over SSH, or as this machine (`ansible_connection: local`).
public struct RoutingConnector: Connector {
    private let ssh: any Connector
    private let local: any Connector

    /// Creates a connector over two others.
    public init(ssh: any Connector, local: any Connector) {
        self.ssh = ssh
        self.local = local
    }

    /// Hands `host` to the connector for its access.
    public func connect(
        to host: Host,
        observe: @escaping @Sendable (HostPhase) -> Void
    ) async throws(TransportError) -> any Connection {
        try await (host.access == .local ? local : ssh).connect(to: host, observe: observe)
    }

    /// That of the connector over SSH.
    public func nextExecutor() -> (any TaskExecutor)? { ssh.nextExecutor() }

    /// That of the connector over SSH.
    public var deadlineClock: any Clock<Duration> { ssh.deadlineClock }
}
