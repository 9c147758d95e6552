public import NIOCore
public import Remoting
public import RoomModel

/// Turns names into addresses.
public protocol AddressResolver: Sendable {
    /// All addresses of a name, the preferred one first.
    ///
    /// - Parameters:
    ///   - address: A name or a numeric address.
    ///   - port: The port to put into each.
    ///   - deadline: The longest the look-up may take.
    /// - Returns: At least one address.
    /// - Throws: ``TransportError`` `.nameNotFound` or `.nameTimedOut`.
    func addresses(
        of address: NetworkAddress,
        port: Int,
        within deadline: Duration
    ) async throws(TransportError) -> [SocketAddress]
}
