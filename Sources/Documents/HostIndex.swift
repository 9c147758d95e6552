import RoomModel

/// The PCs and groups by name, for one selection.
struct HostIndex {
    /// Groups that mean something in every room, even where nobody is in them.
    static let builtIn: Set<String> = ["all", "*", "clients", "proctor", "spares", "ungrouped"]

    private var hosts: [String: Set<Int>] = [:]
    private var groups: [String: Set<Int>]
    private let clients: Set<Int>

    /// - Parameters:
    ///   - list: The PCs; two schools may both have a `pc01`.
    ///   - rooms: What else names PCs, where no group has that name.
    init(_ list: [Host], rooms: [String: Set<Int>]) {
        groups = [:]
        for (index, host) in list.enumerated() {
            hosts[host.name.description, default: []].insert(index)
            for group in host.groups { groups[group.description, default: []].insert(index) }
        }
        groups["all"] = Set(list.indices)
        groups.merge(rooms) { own, _ in own }
        clients = Set(list.indices.filter { !list[$0].isProctor })
    }

    /// Groups first: PCs are many, and a group's name is the likelier typing error.
    var names: [String] { groups.keys.sorted() + hosts.keys.sorted() }

    /// What a name or a glob means, a PC before a group of the same name where `prefersHost`.
    func matches(_ name: String, prefersHost: Bool = false) -> Set<Int> {
        if prefersHost, let host = hosts[name] { return host }
        if let group = groups[name] { return group }
        if let host = hosts[name] { return host }
        if name == "clients" { return clients }
        guard name.contains(where: { "*?[".contains($0) }) else { return [] }
        return matches(where: NameGlob(name).matches)
    }

    /// What an expression means.
    func matches(_ expression: HostExpression) -> Set<Int> { matches(where: expression.matches) }

    private func matches(where isMeant: (String) -> Bool) -> Set<Int> {
        var found: Set<Int> = []
        for (name, indices) in groups where isMeant(name) { found.formUnion(indices) }
        for (name, indices) in hosts where isMeant(name) { found.formUnion(indices) }
        return found
    }
}
