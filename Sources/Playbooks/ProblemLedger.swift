import RoomModel

/// What is wrong with a playbook on the PCs planned so far: each thing once, with the PCs that have it.
struct ProblemLedger {
    private var found: [Problem: [HostName]] = [:]
    private var order: [Problem] = []

    /// The problems so far; one that not all of `count` PCs have says which.
    func problems(of count: Int) -> [Problem] {
        order.map { problem in
            let hosts = found[problem] ?? []
            guard !hosts.isEmpty, hosts.count < count else { return problem }
            let names = hosts.prefix(3).map(\.description).joined(separator: ", ")
            let others = hosts.count - 3
            return problem.adding(
                Localized(
                    id: " (untuk \(names)\(others > 0 ? " dan \(others) lainnya" : ""))",
                    en: " (for \(names)\(others > 0 ? " and \(others) more" : ""))"
                )
            )
        }
    }

    /// Takes a problem of one PC, or of the playbook itself.
    mutating func note(_ problem: Problem, _ host: Host?) {
        if found[problem] == nil {
            order.append(problem)
            found[problem] = []
        }
        if let host { found[problem]?.append(host.name) }
    }
}
