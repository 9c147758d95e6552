import RoomModel

/// What is said of a room as a whole: clones, PCs unlike the others, too many for one proctor's PC, the network.
struct RoomRemarks {
    let wording: Wording
    let page: Page

    /// The values unlike the others that a screen names; more are counted.
    static let mostOdd = 3

    /// The lines.
    ///
    /// - Parameters:
    ///   - report: The room.
    ///   - most: The most values unlike the others that are named (default: a screen's).
    /// - Returns: None where there is nothing to say.
    func lines(_ report: RoomReport, most: Int = mostOdd) -> [String] {
        clones(report) + odd(report, most: most) + load(report) + spares(report) + network(report)
            + names(report)
    }

    /// Clones, one line for the same PCs; what made one of them FIX already stands with it.
    private func clones(_ report: RoomReport) -> [String] {
        var told: Set<SharedTrait> = []
        for result in report.rows.flatMap(\.results) where result.isBroken {
            if case .notUnique(let traits) = result.finding { told.formUnion(traits) }
        }
        let machines = report.comparison.shared.filter { $0.trait == .machine }
        // One machine under two names has everything in common with itself, and says so with its rows.
        let rest = report.comparison.shared.filter { trait in
            !told.contains(trait) && !machines.contains { Set(trait.hosts).isSubset(of: $0.hosts) }
        }
        return wording.groups(of: rest).flatMap { hosts, traits in
            page.wrap(
                wording(
                    "Hasil kloning: \(hosts.folded), sama \(traits)",
                    "Cloned: \(hosts.folded), the same \(traits)"
                ),
                hanging: 2
            )
        } + remedies(Set(rest.map(\.trait))).flatMap { page.wrap("  -> " + $0, hanging: 5) }
    }

    /// What makes clones PCs of their own again; one line for each kind of trouble, in the order it is done.
    private func remedies(_ traits: Set<IdentityTrait>) -> [String] {
        var remedies: [String] = []
        if traits.contains(.hostKey) {
            let indonesian = wording.next("enroll", "--rotate", "NAMA-PC")
            let english = wording.next("enroll", "--rotate", "PC-NAME")
            remedies.append(
                wording(
                    "teknisi: buat pengenal baru di PC kloning, lalu untuk tiap PC: \(indonesian)",
                    "technician: make new host keys on the clones, then for each: \(english)"
                )
            )
        }
        if !traits.isDisjoint(with: [.name, .machineID]), let hint = wording.hint("host.unique") {
            remedies.append(hint)
        }
        return remedies
    }

    /// Values unlike the others; those that keep a PC from being ready, or give it a note, were said already.
    private func odd(_ report: RoomReport, most: Int) -> [String] {
        var said: Set<[String]> = []
        for row in report.rows {
            for result in row.results where result.status != .pass {
                said.insert([row.host.name.description, result.check.description, result.subject ?? ""])
            }
        }
        let lines = report.comparison.odd.flatMap { odd in
            odd.others.compactMap { others -> String? in
                let hosts = others.hosts.filter {
                    !said.contains([$0.description, odd.check.description, odd.subject ?? ""])
                }
                guard !hosts.isEmpty else { return nil }
                let what = wording.label(odd.check).loweringFirst
                let (value, usual) = (wording.text(others.value), wording.text(odd.usual))
                return wording(
                    "Beda sendiri: \(hosts.folded) \(what) \(value); \(odd.agreeing) PC lain \(usual)",
                    "Odd one out: \(hosts.folded) \(what) \(value); \(odd.agreeing) others \(usual)"
                )
            }
        }
        var shown = lines.prefix(most).flatMap { page.wrap($0, hanging: 2) }
        if lines.count > most {
            let more = lines.count - most
            let command = wording.next("scan", "--format", "json")
            shown += page.wrap(
                wording(
                    "Beda sendiri: \(more) hal lain: \(command)",
                    "Odd ones out: \(more) more: \(command)"
                ),
                hanging: 2
            )
        }
        return shown
    }

    private func load(_ report: RoomReport) -> [String] {
        let load = report.proctorLoad
        guard load.isTooHigh else { return [] }
        let (most, clients, proctors) = (ProctorLoad.most, load.clients, load.proctors)
        return page.wrap(
            wording(
                "Perhatian: \(clients) peserta untuk \(proctors) PC proktor; paling banyak \(most) tiap PC proktor",
                "Mind: \(clients) participants for \(proctors) proctor PC; at most \(most) for each"
            ),
            hanging: 2
        )
    }

    /// A ready room whose spares are used up has nothing left for the next fault.
    private func spares(_ report: RoomReport) -> [String] {
        guard let verdict = report.verdict, verdict.kind != .notReady else { return [] }
        let (left, wanted) = (verdict.ready - verdict.needed, verdict.recommendedSpares)
        guard left < wanted else { return [] }
        return page.wrap(
            wording(
                "Perhatian: cadangan dianjurkan \(wanted) PC (10 %), sekarang \(left)",
                "Mind: \(wording.pcs(wanted)) in reserve recommended (10 %), now \(left)"
            ),
            hanging: 2
        )
    }

    /// Where an exam program under another name would go unseen; it stops nothing, and is said once for all PCs.
    private func names(_ report: RoomReport) -> [String] {
        let count = report.seenByNameOnly.count
        guard count > 0 else { return [] }
        let command = wording.next("scan", "-b", "-K")
        return page.wrap(
            wording(
                "Catatan: di \(count) PC program ujian hanya dikenali dari namanya; yang berganti nama tidak "
                    + "terlihat. Dengan hak root terlihat: \(command)",
                "Note: on \(wording.pcs(count)) an exam program is known by its name alone; one that took another "
                    + "name is not seen. As root it is: \(command)"
            ),
            hanging: 2
        )
    }

    private func network(_ report: RoomReport) -> [String] {
        switch report.bandwidth {
        case nil: return []
        case .unmeasured(let seats):
            return look(seats, Bandwidth.requiredPerSeat, wording("belum diukur", "not measured"))
        case .measured(let capacity, let seats):
            let rate = wording.megabits(capacity.carried)
            switch capacity.outcome(for: seats) {
            case .tooLow: return []
            case .undecided:
                return look(
                    seats,
                    capacity.requiredPerSeat,
                    wording("baru terbukti \(rate)", "only \(rate) proved")
                )
            case .ample, .enough:
                let advised = wording.megabits(Double(seats * capacity.recommendedPerSeat))
                let isEnough = capacity.outcome(for: seats) == .enough
                return page.wrap(
                    wording(
                        "Jaringan: \(capacity.pcs) PC mengunduh bersamaan, sedikitnya \(rate), "
                            + "cukup untuk \(capacity.seats) kursi",
                        "Network: \(wording.pcs(capacity.pcs)) fetched at once, at least \(rate): "
                            + "it carries \(capacity.seats) seats"
                    ) + (isEnough ? wording("; dianjurkan \(advised)", "; \(advised) recommended") : ""),
                    hanging: 2
                )
            }
        }
    }

    private func look(_ seats: Int, _ perSeat: Int, _ state: String) -> [String] {
        let needed = wording.megabits(Double(seats * perSeat))
        return page.wrap(
            ReadySummary.tick
                + wording(
                    "Lihat sendiri: kecepatan jaringan, perlu \(needed) untuk \(seats) kursi (\(state))",
                    "Look yourself: network speed, \(needed) needed for \(seats) seats (\(state))"
                ),
            hanging: 4
        )
    }
}

extension Wording {
    /// `14,4 Mbps`, of kilobit per second.
    func megabits(_ kilobits: Double) -> String { decimal(kilobits / 1_000, .down) + " Mbps" }

    /// What may be the same on no two PCs, as people call it.
    func name(_ trait: IdentityTrait) -> String {
        switch trait {
        case .name: self("nama komputer", "computer name")
        case .machineID: self("nomor mesin (machine-id)", "machine id")
        case .hardwareAddress: self("alamat kartu LAN", "network card address")
        case .address: self("alamat IP", "IP address")
        case .hostKey: self("pengenal PC", "host key")
        case .machine: self("PC itu sendiri", "the PC itself")
        }
    }

    /// Traits by the PCs that share them: the PCs, and the traits in words, a single one with its value.
    func groups(of traits: [SharedTrait]) -> [(hosts: [HostName], traits: String)] {
        var order: [[HostName]] = []
        var groups: [[HostName]: [SharedTrait]] = [:]
        for trait in traits {
            if groups[trait.hosts] == nil { order.append(trait.hosts) }
            groups[trait.hosts, default: []].append(trait)
        }
        return order.map { hosts in
            let group = groups[hosts] ?? []
            var names: [String] = []
            for trait in group where !names.contains(name(trait.trait)) { names.append(name(trait.trait)) }
            guard let only = group.first, group.count == 1 else { return (hosts, list(names, most: 5)) }
            return (hosts, "\(name(only.trait)) \(only.value.safe(limit: 60))")
        }
    }
}
