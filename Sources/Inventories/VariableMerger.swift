import Documents
import RoomModel

/// Merges variables in Ansible's order of precedence, each with the place that won.
///
/// From weak to strong: `all` in the inventory file, its other groups, `group_vars/all`, the other `group_vars`, the PC in
/// the inventory file, its `host_vars`. Among groups the deeper one wins, then the higher `ansible_group_priority`, then
/// the later name (Ansible, "Using variables", variable precedence; "How variables are merged").
struct VariableMerger {
    struct Merged {
        let groups: [GroupName]
        let variables: [String: Variable]
    }

    private let graph: InventoryGraph
    private let folders: VariableFolders
    /// PCs in the same groups share everything up to their own variables.
    private var shared: [[Int]: Merged] = [:]
    private var ancestors: [[Int]: Set<Int>] = [:]

    init(_ graph: InventoryGraph, _ folders: VariableFolders) {
        self.graph = graph
        self.folders = folders
    }

    /// The groups of a PC, `all` first, the nearest last, and its variables.
    mutating func merged(_ member: Int) -> Merged {
        let entry = graph.members[member]
        let base = merged(groups: entry.groups)
        let further = folders.hosts[entry.name.description]
        guard !entry.variables.isEmpty || further != nil else { return base }
        var variables = base.variables
        for (name, variable) in entry.variables { variables[name] = variable }
        for (name, variable) in further ?? [:] { variables[name] = variable }
        return Merged(groups: base.groups, variables: variables)
    }

    /// The variables a PC in `group` has, apart from its own.
    mutating func variables(ofGroup group: Int) -> [String: Variable] {
        merged(groups: [group]).variables
    }

    /// The variables set for `group` itself.
    func own(_ group: Int) -> [String: Variable] {
        let group = graph.groups[group]
        return group.variables.merging(folders.groups[group.name.description] ?? [:]) { $1 }
    }

    /// Every group a PC is in.
    mutating func ancestors(ofMember member: Int) -> Set<Int> {
        ancestors(of: graph.members[member].groups)
    }

    private mutating func ancestors(of groups: [Int]) -> Set<Int> {
        if let known = ancestors[groups] { return known }
        var found: Set<Int> = [InventoryGraph.all]
        var next = groups
        while let group = next.popLast() {
            if found.insert(group).inserted { next += graph.groups[group].parents }
        }
        ancestors[groups] = found
        return found
    }

    private mutating func merged(groups direct: [Int]) -> Merged {
        if let known = shared[direct] { return known }
        let ordered = ancestors(of: direct).map { (index: $0, priority: priority(of: $0)) }.sorted {
            left,
            right in
            let (a, b) = (graph.groups[left.index], graph.groups[right.index])
            return (a.depth, left.priority, a.name.description) < (
                b.depth, right.priority, b.name.description
            )
        }
        var names = ordered.map { graph.groups[$0.index].name }
        var variables: [String: Variable] = [:]
        for group in ordered { variables.merge(graph.groups[group.index].variables) { $1 } }
        if names.count == 1, let ungrouped = try? GroupName("ungrouped") { names.append(ungrouped) }
        for name in names { variables.merge(folders.groups[name.description] ?? [:]) { $1 } }
        let merged = Merged(groups: names, variables: variables)
        shared[direct] = merged
        return merged
    }

    private func priority(of group: Int) -> Int {
        own(group)["ansible_group_priority"]?.value.text.flatMap { Int($0) } ?? 1
    }
}
