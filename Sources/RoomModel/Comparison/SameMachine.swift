/// One machine that answered under several names of the inventory: it can fill one seat.
///
/// It takes the same host key, seen by the controller, and the same start (``HostIdentity/bootID``) of a machine with the
/// same network cards. A cloned disk brings host key and machine id along, but is another machine with other cards and
/// other starts.
struct SameMachine: Hashable {
    /// What is said of it: its start, and its names in the order people count.
    let trait: SharedTrait
    /// The name it goes by; under the others it is not ready.
    ///
    /// The proctor's PC fills no seat under any name.
    let keeper: HostName

    /// Every machine with two names or more, by its first one.
    static func find(in rows: [RoomRow]) -> [SameMachine] {
        var groups: [Mark: [RoomRow]] = [:]
        for row in rows {
            if let mark = Mark(row) { groups[mark, default: []].append(row) }
        }
        return groups.compactMap { mark, rows in
            let names = rows.map(\.host.name).sorted()
            let first = rows.min { left, right in
                left.host.isProctor != right.host.isProctor
                    ? left.host.isProctor : left.host.precedesInRoom(right.host)
            }
            guard names.count > 1, let first else { return nil }
            let trait = SharedTrait(trait: .machine, value: mark.bootID, hosts: names)
            return SameMachine(trait: trait, keeper: first.host.name)
        }
        .sorted { $0.trait.hosts.lexicographicallyPrecedes($1.trait.hosts) }
    }

    /// What must agree; nil where a part of it is not known.
    private struct Mark: Hashable {
        let hostKey: String
        let bootID: String
        let cards: Set<String>

        init?(_ row: RoomRow) {
            guard let key = row.hostKey, !key.isEmpty else { return nil }
            let identities = row.results.compactMap { result in
                if case .identity(let identity) = result.finding { identity } else { nil }
            }
            guard let identity = identities.first, let boot = identity.bootID, !boot.isEmpty else {
                return nil
            }
            cards = Set(identity.ownCards)
            guard !cards.isEmpty else { return nil }
            hostKey = key
            bootID = boot
        }
    }
}

extension HostIdentity {
    /// The cards that have an address of their own; one without, a modem's for example, shows zeros.
    var ownCards: [String] { hardwareAddresses.filter { $0.contains { !"0:".contains($0) } } }
}
