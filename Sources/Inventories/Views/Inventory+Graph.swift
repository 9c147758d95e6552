import RoomModel

extension Inventory {
    /// The most lines of a graph: groups below several others are drawn below each.
    private static let mostLines = 500_000

    /// What `ansible-inventory --graph` prints: groups and PCs as a tree.
    ///
    /// - Parameters:
    ///   - name: The group to begin with (`all` for everything).
    ///   - withVariables: Whether variables are drawn too (`--vars`); those that name a secret are masked.
    /// - Returns: The lines; nil when there is no such group.
    public func drawing(from name: String = "all", withVariables: Bool = false) -> [String]? {
        guard let group = graph.group(name) else { return nil }
        var lines: [String] = []
        draw(group, depth: 0, withVariables, merger, &lines)
        return lines
    }

    private func draw(
        _ group: Int,
        depth: Int,
        _ withVariables: Bool,
        _ merger: VariableMerger,
        _ lines: inout [String]
    ) {
        guard lines.count < Self.mostLines else { return }
        lines.append(Self.line("@\(graph.groups[group].name):", depth))
        for child in graph.groups[group].children {
            draw(child, depth: depth + 1, withVariables, merger, &lines)
        }
        if group != InventoryGraph.all {
            for member in graph.groups[group].members {
                lines.append(Self.line(graph.members[member].name.description, depth + 1))
                if withVariables { draw(merged[member], depth + 2, &lines) }
            }
        }
        if withVariables {
            var variables = merger.own(group)
            let priority = graph.groups[group].priority
            if priority != 1 {
                variables["ansible_group_priority"] = Variable(
                    .text(String(priority), style: .literal),
                    origin: graph.groups[group].location
                )
            }
            draw(variables, depth + 1, &lines)
        }
    }

    private func draw(_ variables: [String: Variable], _ depth: Int, _ lines: inout [String]) {
        let shown = Self.shown(variables).sorted { $0.key.precedesByCharacter($1.key) }
        for (name, variable) in shown {
            lines.append(Self.line("{\(name) = \(variable.value.drawn(as: name))}", depth))
        }
    }

    private static func line(_ text: String, _ depth: Int) -> String {
        depth == 0 ? text : String(repeating: "  |", count: depth) + "--" + text
    }
}
