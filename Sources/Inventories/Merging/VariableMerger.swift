import Documents
import RoomModel

/// Merges variables in Ansible's order of precedence, each with the place that won.
///
/// From weak to strong: `all` in the sources, the other groups in the sources, `group_vars/all`, the other `group_vars`,
/// the PC in the sources, its `host_vars`; of folders, those beside the sources come before the one beside the playbook.
/// Among groups the deeper one wins, then the higher `ansible_group_priority`, then the later name (Ansible, "Using
/// variables", "Understanding variable precedence"; `VARIABLE_PRECEDENCE`).
struct VariableMerger {
    struct Merged {
        let groups: [GroupName]
        let variables: [String: Variable]
    }

    private let graph: InventoryGraph
    /// The folders beside the sources, in their order.
    private let besideSources: [VariableFolders]
    private let besidePlaybook: VariableFolders?
    /// PCs in the same groups share everything up to their own variables.
    private var shared: [[Int]: Merged] = [:]
    private var ancestors: [[Int]: Set<Int>] = [:]

    init(_ graph: InventoryGraph, besideSources: [VariableFolders], besidePlaybook: VariableFolders?) {
        self.graph = graph
        self.besideSources = besideSources
        self.besidePlaybook = besidePlaybook
    }

    /// The groups of a PC, `all` first, the nearest last, and its variables.
    mutating func merged(_ member: Int) -> Merged {
        let base = merged(groups: graph.members[member].groups)
        let layers = ownLayers(ofMember: member)
        guard layers.contains(where: { !$0.current.isEmpty }) else { return base }
        return Merged(groups: base.groups, variables: Self.merged(layers, onto: base.variables))
    }

    /// Everything set for a PC, from weak to strong.
    mutating func layers(ofMember member: Int) -> [InventoryGraph.Settings] {
        let groups = ordered(ancestors(ofMember: member))
        return layers(ofGroups: groups) + ownLayers(ofMember: member)
    }

    /// The variables a PC in `group` has, apart from its own.
    mutating func variables(ofGroup group: Int) -> [String: Variable] {
        merged(groups: [group]).variables
    }

    /// The variables set for `group` itself.
    func own(_ group: Int) -> [String: Variable] {
        let name = graph.groups[group].name.description
        let folders = besideSources + [besidePlaybook].compactMap(\.self)
        let layers = [graph.groups[group].settings] + folders.compactMap { $0.groups[name] }
        return Self.merged(layers, onto: [:])
    }

    /// Whether `group` itself sets `room_name`, which makes it a room.
    func setsRoomName(_ group: Int) -> Bool { own(group)["room_name"] != nil }

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
        let ordered = ordered(ancestors(of: direct))
        let merged = Merged(
            groups: ordered.map { graph.groups[$0].name },
            variables: Self.merged(layers(ofGroups: ordered), onto: [:])
        )
        shared[direct] = merged
        return merged
    }

    private static func merged(
        _ layers: [InventoryGraph.Settings],
        onto base: [String: Variable]
    ) -> [String: Variable] {
        layers.reduce(into: base) { $0.merge($1.current) { $1 } }
    }

    /// Groups from weak to strong, `all` first.
    private func ordered(_ groups: Set<Int>) -> [Int] {
        groups.sorted { left, right in
            let (a, b) = (graph.groups[left], graph.groups[right])
            if a.depth != b.depth { return a.depth < b.depth }
            if a.priority != b.priority { return a.priority < b.priority }
            return a.name.description.precedesByCharacter(b.name.description)
        }
    }

    private func layers(ofGroups ordered: [Int]) -> [InventoryGraph.Settings] {
        let names = ordered.map { graph.groups[$0].name.description }
        let all = names.prefix(1)
        let others = names.dropFirst()
        let playbook = [besidePlaybook].compactMap(\.self)
        return ordered.map { graph.groups[$0].settings }
            + besideSources.flatMap { folder in all.compactMap { folder.groups[$0] } }
            + playbook.flatMap { folder in all.compactMap { folder.groups[$0] } }
            + besideSources.flatMap { folder in others.compactMap { folder.groups[$0] } }
            + playbook.flatMap { folder in others.compactMap { folder.groups[$0] } }
    }

    private func ownLayers(ofMember member: Int) -> [InventoryGraph.Settings] {
        let entry = graph.members[member]
        let name = entry.name.description
        return [entry.settings] + besideSources.compactMap { $0.hosts[name] }
            + [besidePlaybook?.hosts[name]].compactMap(\.self)
    }
}
