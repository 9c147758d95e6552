import Documents
import RoomModel

/// Feeds an ``InventoryGraph`` from the JSON that executables print for `--list`, and that `ansible-inventory --list` prints.
struct ListReader {
    /// Whether a tree has this shape: `_meta`, or, in JSON, groups that are lists of PCs.
    static func fits(_ root: DocumentNode, isJSON: Bool) -> Bool {
        guard let entries = root.entries, !entries.isEmpty else { return false }
        return entries.contains { entry in
            if entry.key == "_meta" { return true }
            guard isJSON else { return false }
            return entry.value.list != nil
                || (entry.value.entries ?? []).contains {
                    ($0.key == "hosts" || $0.key == "children") && $0.value.list != nil
                }
        }
    }

    /// Whether a tree of this shape that nobody named is meant for a list: it has a `_meta`, or nothing but groups.
    static func isMeant(_ root: DocumentNode) -> Bool {
        guard let entries = root.entries else { return false }
        if let meta = entries.first(where: { $0.key == "_meta" }) { return meta.value.entries != nil }
        return entries.allSatisfy { isGroup($0.value) }
            && entries.contains { $0.value.entries?.isEmpty == false }
    }

    /// A list of names, or a table of what a group has.
    private static func isGroup(_ node: DocumentNode) -> Bool {
        if let names = node.list { return names.allSatisfy { $0.text != nil } }
        return node.entries?.allSatisfy { ["hosts", "children", "vars"].contains($0.key) } ?? false
    }

    /// Feeds everything in the tree.
    ///
    /// - Parameters:
    ///   - graph: What is fed.
    ///   - root: The tree.
    ///   - library: Where problems go.
    /// - Returns: The PCs listed whose variables must be asked for one by one, because there is no `_meta`; empty otherwise.
    static func feed(
        _ graph: inout InventoryGraph,
        from root: DocumentNode,
        _ library: inout Library
    ) -> [HostName] {
        guard let entries = root.entries else {
            library.report(
                Problem(at: root.location, "a list of groups is a table, this is \(root.kind)")
            )
            return []
        }
        var listed: [Int] = []
        var meta: [String: DocumentNode]?
        for entry in entries {
            if entry.key == "_meta" {
                meta = hostVariables(entry, &library)
            } else {
                read(entry, &graph, &listed, &library)
            }
        }
        guard let meta else { return Set(listed).sorted().map { graph.members[$0].name } }
        var known: Set<Int> = []
        for member in listed where known.insert(member).inserted {
            guard let node = meta[graph.members[member].name.description] else { continue }
            feed(&graph, variablesOf: member, from: node, &library)
        }
        return []
    }

    /// Feeds the variables of one PC.
    static func feed(
        _ graph: inout InventoryGraph,
        variablesOf member: Int,
        from node: DocumentNode,
        _ library: inout Library
    ) {
        for variable in table(node, "variables", &library) {
            graph.set(
                variable.key,
                to: Variable(variable.value.value, origin: variable.location),
                ofMember: member
            )
        }
    }

    private static func hostVariables(
        _ entry: DocumentNode.Entry,
        _ library: inout Library
    ) -> [String: DocumentNode]? {
        let parts = table(entry.value, "`hostvars`", &library)
        guard let hosts = parts.first(where: { $0.key == "hostvars" }) else { return nil }
        return table(hosts.value, "PCs", &library).reduce(into: [:]) { $0[$1.key] = $1.value }
    }

    private static func read(
        _ entry: DocumentNode.Entry,
        _ graph: inout InventoryGraph,
        _ listed: inout [Int],
        _ library: inout Library
    ) {
        guard let group = graph.group(entry.key, at: entry.location, &library) else { return }
        var lister = HostLister()
        func list(_ node: DocumentNode) {
            guard let members = node.list else {
                report(node, "PCs", &library)
                return
            }
            for member in members {
                guard let name = name(member) else {
                    report(member, "names", &library)
                    continue
                }
                // As in Ansible, names in JSON are names: nothing is a range or a port.
                listed += lister.list([name], at: member.location, in: group, &graph, &library)
            }
        }
        guard let parts = entry.value.entries else {
            list(entry.value)
            return
        }
        let known = parts.filter { ["hosts", "children", "vars"].contains($0.key) }
        guard !known.isEmpty || parts.isEmpty else {
            // Older scripts print a PC's variables where a group's table is expected.
            if let member = graph.host(entry.key, at: entry.location, in: group, &library) {
                listed.append(member)
                for part in parts {
                    let value = part.value.value.untrusted
                    graph.set(part.key, to: Variable(value, origin: part.location), ofGroup: group, &library)
                }
            }
            return
        }
        for part in known {
            switch part.key {
            case "hosts": list(part.value)
            case "vars": set(table(part.value, "variables", &library), of: group, &graph, &library)
            default:
                guard let children = part.value.list else {
                    report(part.value, "groups", &library)
                    continue
                }
                for child in children {
                    guard let name = name(child) else {
                        report(child, "names", &library)
                        continue
                    }
                    if let child = graph.group(name, at: child.location, &library) {
                        graph.put(child, below: group)
                    }
                }
            }
        }
    }

    private static func set(
        _ variables: [DocumentNode.Entry],
        of group: Int,
        _ graph: inout InventoryGraph,
        _ library: inout Library
    ) {
        for variable in variables {
            graph.set(
                variable.key,
                to: Variable(variable.value.value, origin: variable.location),
                ofGroup: group,
                &library
            )
        }
    }

    private static func table(
        _ node: DocumentNode,
        _ what: String,
        _ library: inout Library
    ) -> [DocumentNode.Entry] {
        if let entries = node.entries { return entries }
        library.report(Problem(at: node.location, "a table of \(what) was expected, this is \(node.kind)"))
        return []
    }

    /// A name in a list; in an encrypted file it is a text like any other, and the names of PCs and groups are shown.
    private static func name(_ node: DocumentNode) -> String? {
        if case .secret(let secret) = node.content { secret.reveal(\.self) } else { node.text }
    }

    private static func report(_ node: DocumentNode, _ what: String, _ library: inout Library) {
        library.report(Problem(at: node.location, "a list of \(what) was expected, this is \(node.kind)"))
    }
}

extension VariableValue {
    /// The value with its texts marked as ones in which Ansible inserts nothing.
    fileprivate var untrusted: VariableValue {
        switch self {
        case .text(let text, style: .quoted): .text(text, style: .unsafe)
        case .list(let members): .list(members.map(\.untrusted))
        case .table(let entries): .table(entries.map { .init($0.key, $0.value.untrusted) })
        default: self
        }
    }
}
