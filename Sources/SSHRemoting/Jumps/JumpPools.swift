import Remoting
import RoomModel
import Synchronization

/// The pools of a run, one for each jump host and way to it.
final class JumpPools: Sendable {
    /// What tells two ways apart: names and addresses, whom one logs in as, and with what.
    private struct Hop: Hashable {
        let name: HostName
        let address: NetworkAddress
        let port: Int
        let user: UserName?
        let identityFiles: [String]
        let password: Secret?
    }

    private let settings: SSHSettings
    private let pools = Mutex<[[Hop]: JumpPool]>([:])

    init(settings: SSHSettings) {
        self.settings = settings
    }

    /// The pool of the last jump host before a PC.
    ///
    /// - Parameter host: The PC.
    /// - Returns: The pool; nil for a PC that is reached directly.
    func pool(for host: Host) -> JumpPool? {
        guard var jump = host.jumps.last else { return nil }
        jump.jumps = Array(host.jumps.dropLast())
        let way = host.jumps.map { hop in
            Hop(
                name: hop.name,
                address: hop.address,
                port: hop.port,
                user: hop.user,
                identityFiles: hop.identityFiles,
                password: hop.password
            )
        }
        let width = jump.jumpWidth ?? host.jumpWidth ?? settings.jumpWidth
        return pools.withLock { pools in
            if let pool = pools[way] { return pool }
            let pool = JumpPool(to: jump, width: width, settings: settings)
            pools[way] = pool
            return pool
        }
    }

    /// Closes every connection; those behind others first.
    func close() async {
        let all = pools.withLock { pools in
            defer { pools = [:] }
            return pools.sorted { $0.key.count > $1.key.count }.map(\.value)
        }
        for pool in all { await pool.close() }
    }
}
