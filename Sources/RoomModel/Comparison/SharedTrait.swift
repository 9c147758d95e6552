/// Something that tells PCs apart, and may not be the same on two of them.
public enum IdentityTrait: String, Hashable, Sendable, Codable, CaseIterable {
    /// The name the PC calls itself.
    case name
    /// The machine id (machine-id(5)).
    case machineID = "machine-id"
    /// A network card's address.
    case hardwareAddress = "hardware-address"
    /// An IP address in the room's network.
    case address
    /// The SSH host key.
    case hostKey = "host-key"
    /// Host key, network cards and start: it is one machine, not two.
    case machine
}

/// A trait that several PCs of a room have in common.
public struct SharedTrait: Hashable, Sendable, Codable {
    /// What they have in common.
    public let trait: IdentityTrait
    /// Its value, made safe for a terminal.
    public let value: String
    /// Every PC that has it, in the order people count; at least two.
    public let hosts: [HostName]

    /// Creates the record.
    public init(trait: IdentityTrait, value: String, hosts: [HostName]) {
        self.trait = trait
        self.value = value
        self.hosts = hosts
    }

    /// Every trait that two rows or more have in common, in the order of ``IdentityTrait``, then of the PCs.
    ///
    /// What a PC says of itself is in its results; host keys are those it showed in this run, those that were not
    /// accepted included.
    ///
    /// - Parameter rows: Every PC of a room, the proctor's too.
    /// - Returns: None in a room without clones.
    static func find(in rows: [RoomRow]) -> [SharedTrait] {
        var hosts: [Key: [HostName]] = [:]
        for row in rows {
            for key in Set(row.traits) { hosts[key, default: []].append(row.host.name) }
        }
        let common = hosts.filter { $0.value.count > 1 }
            .map { key, names in SharedTrait(trait: key.trait, value: key.value, hosts: names.sorted()) }
        return (common + SameMachine.find(in: rows).map(\.trait))
            .sorted { left, right in
                if left.trait != right.trait { return left.trait.position < right.trait.position }
                if left.hosts != right.hosts { return left.hosts.lexicographicallyPrecedes(right.hosts) }
                return left.value < right.value
            }
    }

    /// A trait and its value.
    fileprivate struct Key: Hashable {
        let trait: IdentityTrait
        let value: String
    }
}

extension IdentityTrait {
    fileprivate var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension RoomRow {
    /// Everything of this PC that no other may have.
    fileprivate var traits: [SharedTrait.Key] {
        var keys: [SharedTrait.Key] = []
        func add(_ trait: IdentityTrait, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            keys.append(SharedTrait.Key(trait: trait, value: value))
        }
        add(.hostKey, shownKey)
        for result in results {
            guard case .identity(let identity) = result.finding else { continue }
            // NetBIOS and DNS names are the same in capitals (RFC 4343).
            add(.name, identity.name.lowercased())
            add(.machineID, identity.machineID)
            for address in identity.ownCards { add(.hardwareAddress, address) }
            for address in identity.addresses { add(.address, address) }
        }
        return keys
    }
}
