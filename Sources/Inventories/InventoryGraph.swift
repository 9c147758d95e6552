import Documents
import RoomModel

/// The groups and PCs of an inventory, fed by one source after the other, before variables are merged.
///
/// A reader declares groups (``group(_:at:_:)``), puts them below others (``put(_:below:)``), lists PCs
/// (``host(_:port:at:in:_:)``) and sets variables; after the last source ``settle(_:)`` puts everything in its place. The
/// order of groups and PCs is the order in which they were named first, as in Ansible.
struct InventoryGraph: Hashable, Sendable {
    /// Variables set for one group or PC in the sources themselves.
    struct Settings: Hashable, Sendable {
        private(set) var current: [String: Variable] = [:]
        /// What a later source or line set anew, the latest last.
        private(set) var replaced: [String: [Variable]] = [:]

        mutating func set(_ name: String, to variable: Variable) {
            if let earlier = current.updateValue(variable, forKey: name) {
                replaced[name, default: []].append(earlier)
            }
        }
    }

    struct Group: Hashable, Sendable {
        let name: GroupName
        let location: SourceLocation
        var settings = Settings()
        var parents: [Int] = []
        var children: [Int] = []
        /// The PCs listed in it, directly.
        var members: [Int] = []
        /// How far below `all` (Ansible's depth: the longest way).
        var depth = 1
        /// Breaks ties between groups of one depth (`ansible_group_priority`).
        var priority = 1
    }

    struct Member: Hashable, Sendable {
        let name: HostName
        let location: SourceLocation
        var settings = Settings()
        /// The groups it is listed in, directly.
        var groups: [Int] = []
    }

    /// The most PCs of one inventory: ten times a large district's.
    static let mostMembers = 50_000
    /// The most groups of one inventory.
    private static let mostGroups = 10_000
    /// How often PCs may be listed, once in each group.
    private static let mostListings = 500_000
    /// How many variables PCs may set of their own (10,000 PCs with 40 each).
    private static let mostSettings = 400_000

    /// How many groups may be below each other.
    private static let mostLevels = 100

    private(set) var groups: [Group] = []
    private(set) var members: [Member] = []
    private var listings = 0
    private var settings = 0
    /// Whether a limit was passed and reported: nothing further is taken in.
    private(set) var isFull = false
    private var groupIndex: [String: Int] = [:]
    private var memberIndex: [String: Int] = [:]

    /// Where `all` is in ``groups``.
    static let all = 0
    /// Where `ungrouped` is in ``groups``.
    static let ungrouped = 1

    /// An inventory with Ansible's two groups and nothing in them.
    ///
    /// - Parameters:
    ///   - file: The first source, where both are said to stand.
    ///   - library: Where problems go.
    init(file: String, _ library: inout Library) {
        let place = SourceLocation(file: file)
        for name in ["all", "ungrouped"] { _ = group(name, at: place, &library) }
        put(Self.ungrouped, below: Self.all)
    }

    /// The group called `name`, if there is one.
    func group(_ name: String) -> Int? { groupIndex[name] }

    /// The PC called `name`, if there is one.
    func member(_ name: String) -> Int? { memberIndex[name] }

    /// The group called `name`, made when it is new; nil after reporting what is wrong with the name.
    mutating func group(_ name: String, at location: SourceLocation, _ library: inout Library) -> Int? {
        if let index = groupIndex[name] { return index }
        guard groups.count < Self.mostGroups else {
            library.report(
                Problem(at: location, "the inventory has more than \(Self.mostGroups) groups")
            )
            return nil
        }
        do {
            groups.append(Group(name: try GroupName(name), location: location))
        } catch {
            library.report(Problem(at: location, error.sentence, hint: Self.hint(forName: name)))
            return nil
        }
        groupIndex[name] = groups.count - 1
        return groups.count - 1
    }

    /// Puts one group below another.
    mutating func put(_ child: Int, below parent: Int) {
        guard !groups[child].parents.contains(parent) else { return }
        groups[child].parents.append(parent)
        groups[parent].children.append(child)
    }

    /// Makes sure that `count` more PCs may be listed, each with `variables`; false after reporting that they may not.
    mutating func makeRoom(
        for count: Int,
        variables: Int = 0,
        at location: SourceLocation,
        _ library: inout Library
    ) -> Bool {
        guard !isFull else { return false }
        listings += count
        settings += count * variables
        guard members.count + count <= Self.mostMembers || count == 1 else {
            library.report(Self.tooMany(at: location))
            return false
        }
        guard listings <= Self.mostListings, settings <= Self.mostSettings else {
            isFull = true
            library.report(
                Problem(
                    at: location,
                    listings > Self.mostListings
                        ? "with these, PCs are listed more than \(Self.mostListings) times"
                        : "with these, PCs set more than \(Self.mostSettings) variables",
                    hint: "set variables of a group below `vars:`; is a digit of a range too many?"
                )
            )
            return false
        }
        return true
    }

    /// Lists a PC, made when it is new; nil after reporting what is wrong with the name.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - port: The port written behind the name; counts only where the PC is named first.
    ///   - location: Where it stands.
    ///   - group: The group it is listed in.
    ///   - library: Where problems go.
    /// - Returns: Where it is in ``members``.
    mutating func host(
        _ name: String,
        port: Int? = nil,
        at location: SourceLocation,
        in group: Int,
        _ library: inout Library
    ) -> Int? {
        let index: Int
        if let known = memberIndex[name] {
            index = known
        } else {
            guard members.count < Self.mostMembers else {
                library.report(Self.tooMany(at: location))
                return nil
            }
            do {
                members.append(Member(name: try HostName(name), location: location))
            } catch {
                library.report(Problem(at: location, error.sentence, hint: Self.hint(forName: name)))
                return nil
            }
            index = members.count - 1
            memberIndex[name] = index
            if let port, port != 0 {
                set(
                    "ansible_port",
                    to: Variable(.text(String(port), style: .literal), origin: location),
                    ofMember: index
                )
            }
        }
        if !members[index].groups.contains(group) {
            members[index].groups.append(group)
            groups[group].members.append(index)
        }
        return index
    }

    /// Sets a variable of a group; the last one set counts.
    mutating func set(
        _ name: String,
        to variable: Variable,
        ofGroup group: Int,
        _ library: inout Library
    ) {
        guard name == "ansible_group_priority" else {
            groups[group].settings.set(name, to: variable)
            return
        }
        if let priority = variable.value.text.flatMap({ Int(digits: $0, in: -1_000_000_000...1_000_000_000) })
        {
            groups[group].priority = priority
        } else {
            library.report(
                Problem(
                    at: variable.origin,
                    "`ansible_group_priority` takes a whole number",
                    hint: "write `ansible_group_priority: 10`"
                )
            )
        }
    }

    /// Sets a variable of a PC; the last one set counts.
    ///
    /// Where a group has the PC's name, the variable is the group's, as in Ansible.
    mutating func set(_ name: String, to variable: Variable, ofMember member: Int) {
        if let group = groupIndex[members[member].name.description] {
            groups[group].settings.set(name, to: variable)
        } else {
            members[member].settings.set(name, to: variable)
        }
    }

    /// Ends feeding: groups without a parent go below `all`, PCs without a group into `ungrouped`.
    mutating func settle(_ library: inout Library) {
        for index in groups.indices where index != Self.all && groups[index].parents.isEmpty {
            put(index, below: Self.all)
        }
        for index in members.indices {
            let others = members[index].groups.contains { $0 != Self.all && $0 != Self.ungrouped }
            if others {
                members[index].groups.removeAll { $0 == Self.ungrouped }
            } else if !members[index].groups.contains(Self.ungrouped) {
                members[index].groups.append(Self.ungrouped)
                groups[Self.ungrouped].members.append(index)
            }
            if groupIndex[members[index].name.description] != nil {
                library.report(
                    Problem(
                        .warning,
                        at: members[index].location,
                        "`\(members[index].name)` is the name of a PC and of a group",
                        hint: "rename one; the PC's variables count for the whole group"
                    )
                )
            }
        }
        let members = members
        groups[Self.ungrouped].members.removeAll { !members[$0].groups.contains(Self.ungrouped) }
        settleDepths(&library)
    }

    private mutating func settleDepths(_ library: inout Library) {
        var waiting = groups.map(\.parents.count)
        groups[Self.all].depth = 0
        var ready = groups.indices.filter { waiting[$0] == 0 }
        var settled = 0
        while let index = ready.popLast() {
            settled += 1
            for child in groups[index].children {
                groups[child].depth = max(groups[child].depth, groups[index].depth + 1)
                waiting[child] -= 1
                if waiting[child] == 0 { ready.append(child) }
            }
        }
        if settled == groups.count {
            guard let deepest = groups.first(where: { $0.depth > Self.mostLevels }) else { return }
            library.report(
                Problem(
                    at: deepest.location,
                    "group `\(deepest.name)` is more than \(Self.mostLevels) groups below `all`",
                    hint: "put it below fewer groups"
                )
            )
        }
        guard settled < groups.count, let looped = looped(waiting) else { return }
        library.report(
            Problem(
                at: groups[looped].location,
                "group `\(groups[looped].name)` is below itself",
                hint: "take it out of one of the `children:`"
            )
        )
        for index in groups.indices {
            groups[index].parents = index == Self.all ? [] : [Self.all]
            groups[index].children = index == Self.all ? Array(groups.indices.dropFirst()) : []
        }
    }

    /// A group of a loop: the first one that waits for itself, going up.
    private func looped(_ waiting: [Int]) -> Int? {
        guard var index = groups.indices.first(where: { waiting[$0] > 0 }) else { return nil }
        var seen: Set<Int> = []
        while seen.insert(index).inserted {
            guard let parent = groups[index].parents.first(where: { waiting[$0] > 0 }) else { return index }
            index = parent
        }
        return index
    }

    /// What is said of an inventory with too many PCs.
    static func tooMany(at location: SourceLocation) -> Problem {
        Problem(
            at: location,
            "with these the inventory has more than \(mostMembers) PCs",
            hint: "a room has 15 to 40 PCs; is a digit too many?"
        )
    }

    private static func hint(forName name: String) -> String {
        if name.contains(":") {
            return "give a port with `ansible_port`, an IPv6 address with `ansible_host`"
        }
        return "use letters, digits, `.`, `_` and `-`, beginning with a letter or a digit"
    }
}

extension InvalidName {
    /// The error as a problem says it.
    var sentence: String { "`\(text.safe(limit: 60))` is no \(kind): \(reason.safe())" }
}
