import Documents
import RoomModel

/// Finds PCs of one room that claim one address, one seat or one network card: each is told once, however many claim it.
enum Duplicates {
    /// Reports them.
    ///
    /// - Returns: The addresses of which nobody can tell whose they are until two are asked: an inventory may list one
    ///   machine under several names.
    static func report(in hosts: [Host], _ library: inout Library) -> [Doubt] {
        var doubts: [Doubt] = []
        let reached = hosts.filter { $0.access == .ssh }
        for claimants in claimants(of: reached, by: \.reachedAt) {
            // Where two pupils sit there are two PCs.
            let isMistake = claimants.count { $0.seat != nil } > 1
            let other = claimants[1].name
            let problem = problem(
                isMistake ? .error : .warning,
                claimants,
                "address",
                ["ansible_host", "ansible_ssh_host"],
                isMistake
                    ? "behind another jump host it may be used again"
                    : "where it is one machine, leave a name out: --limit 'all:!\(other)'"
            )
            library.report(problem)
            if !isMistake { doubts.append(Doubt(Set(claimants.map(\.name)), least: 2, problem)) }
        }
        for claimants in claimants(of: hosts.filter { !$0.isProctor }, by: \.place) {
            library.report(
                problem(
                    .error,
                    claimants,
                    "seat",
                    ["seat"],
                    "give each PC its own, or each room's group a `room_name`",
                    spelled: claimants.map(\.seat)
                )
            )
        }
        for claimants in claimants(of: hosts, by: \.mac) {
            library.report(
                problem(.warning, claimants, "hardware address", ["mac"], "read it off the PC")
            )
        }
        return doubts
    }

    /// The PCs that say the same, two or more of them, in the order in which the second of them comes.
    private static func claimants<Claim: Hashable>(
        of hosts: [Host],
        by claim: (Host) -> Claim?
    ) -> [[Host]] {
        var places: [Claim: Int] = [:]
        var groups: [[Host]] = []
        for host in hosts {
            guard let claim = claim(host) else { continue }
            if let place = places[claim] {
                groups[place].append(host)
            } else {
                places[claim] = groups.count
                groups.append([host])
            }
        }
        return groups.filter { $0.count > 1 }
    }

    private static func problem(
        _ severity: Problem.Severity,
        _ claimants: [Host],
        _ what: String,
        _ names: [String],
        _ advice: String,
        spelled: [String?] = []
    ) -> Problem {
        let places = claimants.prefix(2).map { host in
            names.lazy.compactMap { host.variables[$0]?.origin }.first
        }
        let earlier = places[0].map { "first used at \($0.file):\($0.line); " } ?? ""
        let others = claimants.count - 2
        let spellings = spelled.prefix(2).compactMap { $0.map { "`\($0)`" } }
        let also = Set(spellings).count > 1 ? " (\(spellings.joined(separator: ", ")))" : ""
        let who = claimants.prefix(2).map { "`\($0.name)`" }
        return Problem(
            severity,
            at: places[1] ?? places[0] ?? SourceLocation(file: ""),
            (others == 0 ? "\(who[0]) and \(who[1])" : "\(who[0]), \(who[1]) and \(others) more")
                + " have one \(what)\(also)",
            hint: earlier + advice
        )
    }
}

extension Host {
    /// Where it stands, however the list writes it.
    fileprivate var place: SeatName? { seat.map(SeatName.init) }

    /// Where it is reached: the same private address behind another jump host is another PC.
    fileprivate var reachedAt: [String]? {
        [address.description.lowercased(), String(port)]
            + jumps.map { "\($0.name) \($0.address) \($0.port)" }
    }
}
