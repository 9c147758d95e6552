import Glibc
import Provisioning
import RoomModel

extension Claimant {
    /// This controller, for a room: the account and the machine people know, and an id that stays from run to run.
    static func ofThisController(room: String) -> Claimant {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        var digest = ContentDigest()
        digest.add(readText("/etc/machine-id") ?? host)
        digest.add("\(geteuid())")
        digest.add(XDGFolder.state.path)
        digest.add(room)
        return Claimant(owner: Account.name, controller: host, id: digest.description)
    }
}
