public import OpenSSHFiles
public import RoomModel

/// Trusts what known_hosts files say: the room's own by inventory name, else the user's and the system's as `ssh` does.
public struct KnownHostsTrust: HostKeyTrust {
    private let room: KnownHosts
    private let system: KnownHosts
    private let named: [HostKeyFiles: KnownHosts]

    /// Combines the files.
    ///
    /// - Parameters:
    ///   - room: The room folder's `known_hosts`; where it mentions a PC, it decides alone.
    ///   - system: `~/.ssh/known_hosts` and `/etc/ssh/ssh_known_hosts`, looked up by address and port.
    ///   - named: What stands for `system` at PCs whose configuration names other files.
    public init(room: KnownHosts, system: KnownHosts, named: [HostKeyFiles: KnownHosts] = [:]) {
        self.room = room
        self.system = system
        self.named = named
    }

    /// The types of the keys on file for a PC.
    public func knownKeyTypes(host: Host) -> [String] {
        let (files, name) = source(for: host)
        return files.keyTypes(for: name)
    }

    /// Judges the key a server has shown and proved to own.
    ///
    /// A key that any of the files revokes is refused, whatever the others say.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - keyType: The key's SSH type.
    ///   - blob: The key as it went over the wire.
    /// - Returns: What the files say.
    public func judge(host: Host, keyType: String, blob: [UInt8]) -> HostKeyJudgement {
        let (files, name) = source(for: host)
        let verdicts = [(room, host.alias), (system(for: host), host.systemName)].map { files, name in
            files.judge(name: name, keyType: keyType, blob: blob)
        }
        if verdicts.contains(.revoked) { return .revoked }
        switch files.judge(name: name, keyType: keyType, blob: blob) {
        case .known: return .known
        case .unknown: return .unknown(belongsTo: owners(of: blob, besides: host))
        case .changed(let trusted):
            return .changed(
                trustedFingerprints: trusted.map(\.description),
                belongsTo: owners(of: blob, besides: host)
            )
        case .revoked: return .revoked
        case .unverifiable(let types): return .unverifiable(types: types)
        case .damaged(let place): return .damaged(at: place)
        }
    }

    private func source(for host: Host) -> (KnownHosts, KnownHosts.Name) {
        room.mentions(host.alias) ? (room, host.alias) : (system(for: host), host.systemName)
    }

    private func system(for host: Host) -> KnownHosts { named[HostKeyFiles(host.ssh)] ?? system }

    /// The other PCs of the room that a key is filed under.
    private func owners(of blob: [UInt8], besides host: Host) -> [HostName] {
        room.owners(of: blob).compactMap { try? HostName($0) }.filter { $0 != host.name }
    }
}

extension Host {
    /// How the room's file names the PC.
    fileprivate var alias: KnownHosts.Name { .alias(name.description) }

    /// How `ssh` would look the PC up.
    fileprivate var systemName: KnownHosts.Name {
        ssh.hostKeyAlias.map { .alias($0) } ?? .address(address.description, port: port)
    }
}
