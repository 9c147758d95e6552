import Documents
import RoomModel

/// Feeds an ``InventoryGraph`` from Ansible's YAML shape: a table of groups with `hosts`, `children` and `vars`.
struct TableReader {
    /// What may stand below a group.
    private static let sections = ["hosts", "children", "vars"]

    /// Whether a tree can be a table of groups at all: each value a table or nothing.
    static func fits(_ root: DocumentNode) -> Bool {
        guard let entries = root.entries, !entries.isEmpty else { return false }
        return entries.allSatisfy { $0.value.entries != nil }
    }

    /// Whether a tree that nobody named is meant for a table of groups: somewhere it has what only a group has, or nearly.
    static func isMeant(_ root: DocumentNode) -> Bool {
        guard fits(root), let groups = root.entries else { return false }
        let parts = groups.flatMap { $0.value.entries ?? [] }
        return parts.isEmpty
            || parts.contains {
                sections.contains($0.key) || Suggestion.nearest(to: $0.key, among: sections, within: 1) != nil
            }
    }

    /// What is said of the configuration of an inventory plugin; nil for any other tree.
    static func pluginProblem(_ root: DocumentNode, _ severity: Problem.Severity = .error) -> Problem? {
        guard let plugin = root.entries?.first(where: { $0.key == "plugin" }), plugin.value.text != nil else {
            return nil
        }
        return Problem(
            severity,
            at: plugin.location,
            "this configures one of Ansible's inventory plugins, which Siaga does not have",
            hint: "save its result: ansible-inventory -i FILE --list > hosts.json"
        )
    }

    /// Feeds all groups of the tree.
    static func feed(_ graph: inout InventoryGraph, from root: DocumentNode, _ library: inout Library) {
        guard let entries = root.entries else {
            library.report(
                Problem(
                    at: root.location,
                    "an inventory is a table of groups, this is \(root.kind)",
                    hint: "begin with `all:`, below it `hosts:`"
                )
            )
            return
        }
        if let problem = pluginProblem(root) {
            library.report(problem)
            return
        }
        for entry in entries { _ = read(entry, &graph, &library) }
    }

    private static func read(
        _ entry: DocumentNode.Entry,
        _ graph: inout InventoryGraph,
        _ library: inout Library
    ) -> Int? {
        guard let index = graph.group(entry.key, at: entry.location, &library) else { return nil }
        guard let parts = entry.value.entries else {
            library.report(
                Problem(
                    at: entry.location,
                    "group `\(entry.key.safe(limit: 60))` is \(entry.value.kind), a table was expected",
                    hint: "below a group stand `hosts:`, `children:` and `vars:`"
                )
            )
            return index
        }
        for part in parts {
            switch part.key {
            case "hosts": readHosts(part, of: index, &graph, &library)
            case "children":
                for child in table(part, of: "groups", &library) {
                    if let child = read(child, &graph, &library) { graph.put(child, below: index) }
                }
            case "vars":
                for variable in table(part, of: "variables", &library) {
                    graph.set(
                        variable.key,
                        to: Variable(variable.value.value, origin: variable.location),
                        ofGroup: index,
                        &library
                    )
                }
            default: reportUnknown(part, in: entry.key, &library)
            }
        }
        return index
    }

    /// Ansible passes over keys it does not know; one that is nearly a known one has lost somebody's PCs.
    private static func reportUnknown(
        _ part: DocumentNode.Entry,
        in group: String,
        _ library: inout Library
    ) {
        let nearest = Suggestion.nearest(to: part.key, among: sections, within: 2)
        library.report(
            Problem(
                nearest == nil ? .warning : .error,
                at: part.location,
                "unknown key `\(part.key.safe(limit: 60))` in group `\(group.safe(limit: 60))`",
                hint: nearest.map { "did you mean `\($0)`?" }
                    ?? "it is not read; variables stand below `vars:`"
            )
        )
    }

    private static func readHosts(
        _ part: DocumentNode.Entry,
        of group: Int,
        _ graph: inout InventoryGraph,
        _ library: inout Library
    ) {
        var lister = HostLister()
        for entry in table(part, of: "PCs, each with a colon (`pc01:`)", &library) {
            let settings = table(entry, of: "variables", &library)
            for member in lister.list(
                pattern: entry.key,
                variables: settings.count,
                at: entry.location,
                in: group,
                &graph,
                &library
            ) {
                for setting in settings {
                    graph.set(
                        setting.key,
                        to: Variable(setting.value.value, origin: setting.location),
                        ofMember: member
                    )
                }
            }
        }
    }

    /// The entries of a table, a lone text being its only key; anything else is reported.
    private static func table(
        _ entry: DocumentNode.Entry,
        of what: String,
        _ library: inout Library
    ) -> [DocumentNode.Entry] {
        if let entries = entry.value.entries { return entries }
        if sections.contains(entry.key), let text = entry.value.text, entry.value.isText {
            let nothing = DocumentNode(.scalar("", style: .plain), at: entry.value.location)
            return [.init(key: text, location: entry.value.location, value: nothing)]
        }
        library.report(
            Problem(
                at: entry.location,
                "`\(entry.key.safe(limit: 60))` takes a table of \(what), this is \(entry.value.kind)"
            )
        )
        return []
    }
}

extension DocumentNode {
    /// Whether Ansible sees a text here, and not a number or a truth value.
    var isText: Bool {
        if case .scalar(let text, let style) = content {
            AnsibleScalar(text, style: style).isText
        } else {
            false
        }
    }
}

extension [DocumentNode.Entry] {
    /// The entries as variables with their places.
    var variables: [String: Variable] {
        reduce(into: [:]) { $0[$1.key] = Variable($1.value.value, origin: $1.location) }
    }
}
