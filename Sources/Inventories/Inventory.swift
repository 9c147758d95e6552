public import RoomModel

/// One inventory, merged: its groups, its PCs, and where each variable comes from.
///
/// It is what `ansible-inventory` shows; the rooms made of it are in ``LoadedInventory``.
public struct Inventory: Hashable, Sendable {
    /// The files and folders it was read from, in order.
    public let sources: [String]
    let graph: InventoryGraph
    let besideSources: [VariableFolders]
    let besidePlaybook: VariableFolders?
    /// What holds for each PC, in the graph's order.
    let merged: [[String: Variable]]

    /// How many groups it has, `all` and `ungrouped` not counted.
    public var groupCount: Int { graph.groups.count - 2 }

    /// The PCs, in the order in which the sources name them.
    public var hosts: [HostName] { graph.members.map(\.name) }

    /// The groups, in the order in which the sources name them.
    public var groups: [GroupName] { graph.groups.map(\.name) }

    /// Every variable that holds for a PC; nil when there is no such PC.
    public func variables(of host: HostName) -> [String: Variable]? {
        graph.member(host.description).map { merged[$0] }
    }

    /// A merger of this inventory's variables.
    var merger: VariableMerger {
        VariableMerger(graph, besideSources: besideSources, besidePlaybook: besidePlaybook)
    }
}

/// A variable that holds for a PC, and what it overrode.
public struct VariableHistory: Hashable, Sendable {
    /// The variable's name.
    public let name: String
    /// What holds, with the place that set it.
    public let current: Variable
    /// What was set in weaker places, the strongest first.
    public let overridden: [Variable]
}

extension Inventory {
    /// Where every variable of a PC comes from, in order of their names; nil when there is no such PC.
    public func history(of host: HostName) -> [VariableHistory]? {
        guard let member = graph.member(host.description) else { return nil }
        var merger = merger
        var values: [String: [Variable]] = [:]
        for layer in merger.layers(ofMember: member) {
            for (name, variable) in layer.current {
                values[name, default: []] += (layer.replaced[name] ?? []) + [variable]
            }
        }
        return values.sorted { $0.key.precedesByCharacter($1.key) }.compactMap { name, values in
            values.last.map {
                VariableHistory(name: name, current: $0, overridden: values.dropLast().reversed())
            }
        }
    }

    /// The variables that hold an expression Siaga keeps as text: each with its name, once a place.
    public var opaque: [(name: String, variable: Variable)] {
        var seen: Set<SourceLocation> = []
        var found: [(name: String, variable: Variable)] = []
        func look(_ settings: InventoryGraph.Settings) {
            for (name, variable) in settings.current where variable.value.hasExpression {
                if seen.insert(variable.origin).inserted { found.append((name, variable)) }
            }
        }
        for group in graph.groups { look(group.settings) }
        for member in graph.members { look(member.settings) }
        for folder in besideSources + [besidePlaybook].compactMap(\.self) {
            for settings in folder.groups.values { look(settings) }
            for settings in folder.hosts.values { look(settings) }
        }
        return found.sorted { ($0.variable.origin, $0.name) < ($1.variable.origin, $1.name) }
    }
}
