import Checks
import Documents
import Playbooks
import RoomModel
import Runs

extension ScanPlan {
    /// The plan of a playbook for some PCs of a room.
    ///
    /// - Parameters:
    ///   - playbook: What to check.
    ///   - room: The room with all its PCs.
    ///   - hosts: The PCs to ask.
    ///   - covered: Every PC the playbook is for; asking fewer makes the scan partial.
    ///   - only: The only checks to run; empty means all.
    /// - Throws: ``InvalidDocuments`` with every problem, a check unknown to the playbook included.
    init(
        _ playbook: Playbook,
        room: Room,
        hosts: [Host],
        covering covered: Set<HostName>,
        only: [CheckID]
    ) throws(InvalidDocuments) {
        let plan = try playbook.plan(for: room, hosts: hosts, catalogue: Catalogue.checks)
        let selected = Set(plan.hosts.flatMap { $0.checks.map(\.id) })
        let unknown = only.filter { !selected.contains($0) }
        guard unknown.isEmpty else {
            throw InvalidDocuments(
                unknown.map { check in
                    Problem(
                        at: SourceLocation(file: playbook.file),
                        "no check `\(check.description.safe(limit: 60))` runs in this room",
                        hint: Suggestion.hint(
                            for: check.description,
                            among: selected.map(\.description).sorted()
                        )
                    )
                }
            )
        }
        var filled = room
        filled.profile = plan.profile
        self.init(
            room: filled,
            playbook: playbook.name,
            targets: plan.hosts.map { host in
                Target(
                    host: host.host,
                    checks: only.isEmpty ? host.checks : host.checks.filter { only.contains($0.id) },
                    examProcesses: host.examProcesses
                )
            },
            isFull: only.isEmpty && hosts.count == covered.count,
            isEveryCheck: only.isEmpty
        )
    }
}

extension Playbook {
    /// The PCs of `hosts` the playbook is for.
    func selected(from hosts: [Host]) -> [Host] {
        (try? self.hosts.select(from: hosts)) ?? []
    }
}

extension VariableValue {
    /// The texts of a list, or the one text.
    var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let items): items.compactMap(\.text)
        case .null, .table: []
        }
    }
}

extension PlaybookLoader {
    /// The playbook named on the command line, else the room's.
    static func choose(_ path: String?, for room: Room) throws(InvalidDocuments) -> Playbook {
        if let path { return try load(path, catalogue: Catalogue.checks) }
        return try readiness(for: room, catalogue: Catalogue.checks)
    }
}
