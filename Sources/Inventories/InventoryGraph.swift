import Documents
import RoomModel

/// The groups and PCs of one inventory file, before variables are merged.
struct InventoryGraph {
    struct Group {
        let name: GroupName
        let location: SourceLocation
        var variables: [String: Variable] = [:]
        var parents: [Int] = []
        /// How far below `all` (Ansible's depth: the longest way).
        var depth = 1
    }

    struct Member {
        let name: HostName
        let location: SourceLocation
        var variables: [String: Variable] = [:]
        /// The groups it is listed in, directly.
        var groups: [Int] = []
    }

    /// The most PCs of one inventory: ten times a large district's.
    private static let mostMembers = 50_000

    private(set) var groups: [Group] = []
    private(set) var members: [Member] = []
    private var groupIndex: [String: Int] = [:]
    private var memberIndex: [String: Int] = [:]

    /// Where `all` is in ``groups``.
    static let all = 0

    /// Reads the tree of a file: a table of groups.
    init(_ root: DocumentNode, _ library: inout Library) {
        _ = group(named: "all", at: root.location, &library)
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
        for entry in entries { read(entry, parent: nil, &library) }
        settleDepths(&library)
    }

    /// The group called `name`, if there is one.
    func group(_ name: String) -> Int? { groupIndex[name] }

    /// The PC called `name`, if there is one.
    func member(_ name: String) -> Int? { memberIndex[name] }

    private mutating func group(named name: String, at location: SourceLocation, _ library: inout Library)
        -> Int?
    {
        if let index = groupIndex[name] { return index }
        do {
            groups.append(Group(name: try GroupName(name), location: location))
        } catch {
            library.report(Problem(at: location, error.sentence))
            return nil
        }
        groupIndex[name] = groups.count - 1
        return groups.count - 1
    }

    private mutating func read(_ entry: DocumentNode.Entry, parent: Int?, _ library: inout Library) {
        guard let index = group(named: entry.key, at: entry.location, &library) else { return }
        if let parent, !groups[index].parents.contains(parent) { groups[index].parents.append(parent) }
        guard let parts = entry.value.entries else {
            library.report(
                Problem(
                    at: entry.location,
                    "group `\(entry.key.safe(limit: 60))` is \(entry.value.kind), a table was expected",
                    hint: "below a group stand `hosts:`, `children:` and `vars:`"
                )
            )
            return
        }
        for part in parts {
            switch part.key {
            case "hosts": readHosts(part, of: index, &library)
            case "children":
                for child in table(part, of: "groups", &library) { read(child, parent: index, &library) }
            case "vars":
                for (name, variable) in variables(part, &library) { groups[index].variables[name] = variable }
            default:
                let known = ["hosts", "children", "vars"]
                library.report(
                    Problem(
                        at: part.location,
                        "unknown key `\(part.key.safe(limit: 60))` in group `\(entry.key)`",
                        hint: Suggestion.hint(for: part.key, among: known)
                    )
                )
            }
        }
    }

    private mutating func readHosts(_ part: DocumentNode.Entry, of group: Int, _ library: inout Library) {
        var seen: [String: SourceLocation] = [:]
        for entry in table(part, of: "PCs, each with a colon (`pc01:`)", &library) {
            let names: [String]
            do {
                names = try NameRange(entry.key).names
            } catch {
                library.report(
                    Problem(
                        at: entry.location,
                        "`\(entry.key.safe(limit: 60))`: \(error.message)",
                        hint: error.hint
                    )
                )
                continue
            }
            guard members.count + names.count <= Self.mostMembers else {
                library.report(
                    Problem(
                        at: entry.location,
                        "with these the inventory has more than \(Self.mostMembers) PCs",
                        hint: "a room has 15 to 40 PCs; is a digit too many?"
                    )
                )
                return
            }
            let own = variables(entry, &library)
            for name in names {
                if let first = seen.updateValue(entry.location, forKey: name) {
                    library.report(
                        Problem(
                            at: entry.location,
                            "`\(name.safe(limit: 60))` is listed twice in this group",
                            hint: "first listed at \(first); ranges must not overlap"
                        )
                    )
                    continue
                }
                add(name, at: entry.location, to: group, own, &library)
            }
        }
    }

    private mutating func add(
        _ name: String,
        at location: SourceLocation,
        to group: Int,
        _ variables: [String: Variable],
        _ library: inout Library
    ) {
        let index: Int
        if let known = memberIndex[name] {
            index = known
        } else {
            do {
                members.append(Member(name: try HostName(name), location: location))
            } catch {
                library.report(Problem(at: location, error.sentence, hint: Self.hint(forName: name)))
                return
            }
            index = members.count - 1
            memberIndex[name] = index
        }
        if !members[index].groups.contains(group) { members[index].groups.append(group) }
        if members[index].variables.isEmpty {
            members[index].variables = variables
        } else {
            members[index].variables.merge(variables) { $1 }
        }
    }

    private static func hint(forName name: String) -> String {
        if name.contains(":") { return "give a port with `ansible_port:`" }
        return "use letters, digits, `.`, `_` and `-`, beginning with a letter or a digit"
    }

    /// The entries of a table; anything else is reported.
    private func table(
        _ entry: DocumentNode.Entry,
        of what: String,
        _ library: inout Library
    ) -> [DocumentNode.Entry] {
        if let entries = entry.value.entries { return entries }
        library.report(
            Problem(
                at: entry.location,
                "`\(entry.key.safe(limit: 60))` takes a table of \(what), this is \(entry.value.kind)"
            )
        )
        return []
    }

    private func variables(_ entry: DocumentNode.Entry, _ library: inout Library) -> [String: Variable] {
        table(entry, of: "variables", &library).variables
    }

    /// Puts every group below its parents; a group without one is below `all`.
    private mutating func settleDepths(_ library: inout Library) {
        var children: [[Int]] = Array(repeating: [], count: groups.count)
        var waiting = Array(repeating: 0, count: groups.count)
        groups[Self.all].depth = 0
        for index in groups.indices where index != Self.all {
            if groups[index].parents.isEmpty { groups[index].parents = [Self.all] }
            for parent in groups[index].parents { children[parent].append(index) }
            waiting[index] = groups[index].parents.count
        }
        waiting[Self.all] = groups[Self.all].parents.count
        var ready = groups.indices.filter { waiting[$0] == 0 }
        var settled = 0
        while let index = ready.popLast() {
            settled += 1
            for child in children[index] {
                groups[child].depth = max(groups[child].depth, groups[index].depth + 1)
                waiting[child] -= 1
                if waiting[child] == 0 { ready.append(child) }
            }
        }
        guard settled < groups.count, let looped = groups.indices.first(where: { waiting[$0] > 0 }) else {
            return
        }
        library.report(
            Problem(
                at: groups[looped].location,
                "group `\(groups[looped].name)` is below itself",
                hint: "take it out of one of the `children:`"
            )
        )
        for index in groups.indices { groups[index].parents = index == Self.all ? [] : [Self.all] }
    }
}

extension [DocumentNode.Entry] {
    /// The entries as variables with their places.
    var variables: [String: Variable] {
        reduce(into: [:]) { $0[$1.key] = Variable($1.value.value, origin: $1.location) }
    }
}

extension InvalidName {
    /// The error as a problem says it.
    var sentence: String { "`\(text.safe(limit: 60))` is no \(kind): \(reason.safe())" }
}
