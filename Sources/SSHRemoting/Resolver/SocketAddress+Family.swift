import NIOCore
import Remoting
import RoomModel

extension [SocketAddress] {
    /// The addresses of the family that a PC's configuration asks for (`AddressFamily`), in the same order.
    ///
    /// - Throws: ``TransportError`` `.nameNotFound` where there is none.
    func of(_ family: SSHPreferences.AddressFamily?, at place: Place) throws(TransportError)
        -> [SocketAddress]
    {
        let (wanted, title): (NIOBSDSocket.ProtocolFamily, String)
        switch family {
        case nil, .any: return self
        case .inet: (wanted, title) = (.inet, "IPv4")
        case .inet6: (wanted, title) = (.inet6, "IPv6")
        }
        let fitting = filter { $0.protocol == wanted }
        guard fitting.isEmpty else { return fitting }
        throw place.error(
            .nameNotFound,
            in: .resolving,
            "it has no \(title) address",
            hint: "correct `AddressFamily` in the OpenSSH configuration, or `ansible_host`"
        )
    }
}
