import Glibc
import OpenSSHFiles
import RoomModel
import SSHRemoting

extension LoopbackHosts {
    /// The account on the hosts.
    var account: UserName { get throws { try UserName(user) } }

    /// The hosts as a connector takes them.
    var sshHosts: [Host] {
        get throws {
            let account = try account
            return try hosts.map {
                Host(
                    name: try HostName($0.name),
                    address: try NetworkAddress($0.address),
                    port: port,
                    user: account,
                    identityFiles: [key]
                )
            }
        }
    }

    /// The host keys on file.
    var trust: KnownHostsTrust {
        get throws {
            let text = try TextFile.read(inventory + "/known_hosts")
            return KnownHostsTrust(
                room: KnownHosts(files: [("known_hosts", text)]),
                system: KnownHosts(files: [])
            )
        }
    }
}
