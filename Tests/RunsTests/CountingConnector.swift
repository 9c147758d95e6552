import Remoting
import RoomModel
import Synchronization

/// Counts how many PCs are being connected to at once.
final class CountingConnector: Connector {
    private let connector: any Connector
    private let counts = Mutex((now: 0, most: 0))

    init(_ connector: any Connector) {
        self.connector = connector
    }

    /// The most at once so far.
    var most: Int { counts.withLock(\.most) }

    func connect(
        to host: Host,
        observe: @escaping @Sendable (HostPhase) -> Void
    ) async throws(TransportError) -> any Connection {
        counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        defer { counts.withLock { $0.now -= 1 } }
        return try await connector.connect(to: host, observe: observe)
    }

    func nextExecutor() -> (any TaskExecutor)? { connector.nextExecutor() }

    var deadlineClock: any Clock<Duration> { connector.deadlineClock }
}
