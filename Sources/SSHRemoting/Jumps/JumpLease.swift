import Remoting
import RoomModel
import SSHEngine

/// A PC's share in a connection to a jump host.
struct JumpLease: Sendable {
    private let pool: JumpPool
    private let number: Int
    /// The connection.
    let transport: SSHTransport

    init(pool: JumpPool, number: Int, transport: SSHTransport) {
        self.pool = pool
        self.number = number
        self.transport = transport
    }

    /// Opens the one tunnel that this share is for; a share without a tunnel is given back.
    ///
    /// - Parameter host: The PC behind the jump host.
    /// - Returns: The tunnel, to be abandoned by its owner.
    /// - Throws: ``TransportError`` about the PC, or about the jump host on the way to it.
    func tunnel(to host: Host) async throws(TransportError) -> TunnelLink {
        do throws(TransportError) {
            let channel = try await transport.openTunnel(to: host)
            await pool.opened(number)
            return TunnelLink(channel, lease: self, host: host)
        } catch {
            await pool.opened(number)
            await end()
            // What is not about the PC is about the jump host that should have connected to it.
            throw error.jump == nil ? error.onTheWay(to: host, through: transport.place.host) : error
        }
    }

    /// Gives the share back.
    func end() async {
        await pool.release(number)
    }
}
