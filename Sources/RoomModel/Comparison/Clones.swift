/// What is held against a PC because others have in common with it what only one PC may have.
///
/// Names, ids, cards and addresses are what a PC says of itself, and one PC that says what is another's must not put
/// the other out of use. So what two PCs have in common is a note, however grave the check may be, until something
/// besides the word of one PC speaks: the same host key, which the controller saw; a third PC that says the same; or
/// the inventory, by which the name or the address is another's - then it weighs against the one that claims it. Whose a
/// network card is the controller's neighbour table may know: then nothing is held against the PC at whose address it
/// answers, and the claim weighs against those at whose addresses another one does.
struct Clones {
    private var traits: [HostName: [SharedTrait]] = [:]
    private var machines: [HostName: SameMachine] = [:]
    private var rows: [HostName: RoomRow] = [:]

    /// The traits by which a clone is known, for each check that compares them; the gravity is the check's.
    private static let compared: [CheckID: Set<IdentityTrait>] = [
        "host.unique": [.name, .machineID, .hardwareAddress, .hostKey],
        "ip.dup": [.address, .hardwareAddress],
    ]
    /// The checks that say it where one machine has several names, the first that a PC has.
    private static let ofMachines: [CheckID] = ["host.unique", "ip.dup"]

    /// Gathers what each PC has in common with others.
    init(_ rows: [RoomRow], shared: [SharedTrait], machines: [SameMachine]) {
        for trait in shared {
            for host in trait.hosts { traits[host, default: []].append(trait) }
        }
        for machine in machines {
            for host in machine.trait.hosts { self.machines[host] = machine }
        }
        for row in rows { self.rows[row.host.name] = row }
    }

    /// A result of a PC, judged knowing the others; nil where it is no identity.
    func judging(_ result: CheckResult, of row: RoomRow) -> CheckResult? {
        guard let compared = Self.compared[result.check], case .identity = result.finding else { return nil }
        let host = row.host.name
        let machine = machines[host]
        let found = (traits[host] ?? []).filter { trait in
            // What a machine has in common with itself says nothing about another PC.
            compared.contains(trait.trait)
                && !(machine.map { Set(trait.hosts).isSubset(of: $0.trait.hosts) } ?? false)
                && !isSeen(trait, at: row)
        }
        if let machine, result.check == Self.check(of: row) {
            let finding = Finding.notUnique([machine.trait] + found)
            return machine.keeper == host
                ? result.broken(finding, isProved: false) : result.condemned(finding)
        }
        guard !found.isEmpty else { return result }
        return result.broken(.notUnique(found), isProved: found.contains { isProved($0, against: row) })
    }

    /// The check that says of this PC that it is another one, too.
    private static func check(of row: RoomRow) -> CheckID? {
        ofMachines.first { check in
            row.results.contains { result in
                if case .identity = result.finding { result.check == check } else { false }
            }
        }
    }

    /// Whether the card answers at this PC's address, and at nobody else's that claims it.
    private func isSeen(_ trait: SharedTrait, at row: RoomRow) -> Bool {
        trait.trait == .hardwareAddress && row.seenCard == trait.value
            && !others(of: trait, besides: row).contains { $0.seenCard == trait.value }
    }

    private func others(of trait: SharedTrait, besides row: RoomRow) -> [RoomRow] {
        trait.hosts.filter { $0 != row.host.name }.compactMap { rows[$0] }
    }

    /// Whether more than one PC's word says that `row` is the one that has what is another's.
    private func isProved(_ trait: SharedTrait, against row: RoomRow) -> Bool {
        if trait.trait == .hostKey || trait.hosts.count > 2 { return true }
        let others = others(of: trait, besides: row)
        if trait.trait == .hardwareAddress, let seen = row.seenCard, seen != trait.value,
            others.contains(where: { $0.seenCard == trait.value })
        {
            return true
        }
        if let key = row.shownKey, others.contains(where: { $0.shownKey == key }) { return true }
        return !row.owns(trait) && others.contains { $0.owns(trait) }
    }
}

extension RoomRow {
    /// The host key it showed, accepted or not.
    var shownKey: String? { hostKey ?? unreached?.offeredFingerprint }

    /// Whether the inventory says that the trait is this PC's: its name, or the address by which it was measured.
    fileprivate func owns(_ trait: SharedTrait) -> Bool {
        switch trait.trait {
        case .name: host.name.description.lowercased() == trait.value
        case .address: !results.isEmpty && host.address.description == trait.value
        case .machineID, .hardwareAddress, .hostKey, .machine: false
        }
    }
}

extension CheckResult {
    /// Not met: as grave as the check may be here where that is proved, else a note.
    fileprivate func broken(_ finding: Finding, isProved: Bool) -> CheckResult {
        isProved ? broken(finding) : with(.warn, finding)
    }

    /// Not met, whatever the check may weigh and whoever accepts it: the PC is another one.
    fileprivate func condemned(_ finding: Finding) -> CheckResult {
        CheckResult(
            check: check,
            subject: subject,
            status: .fail,
            severity: .fail,
            isRequired: isRequired,
            finding: finding,
            attempts: attempts
        )
    }
}
