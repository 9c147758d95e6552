import Documents
import RoomModel

/// One inventory file with the folders beside it: merges variables, makes PCs and rooms.
struct InventorySource {
    let file: String
    let folder: String
    let name: String
    let home: String?

    /// The rooms of this source, in the order of its groups.
    func rooms(_ library: inout Library) -> [Room] {
        guard file.hasSuffix(".yaml") || file.hasSuffix(".yml") || file.hasSuffix(".json") else {
            library.report(
                Problem(
                    at: SourceLocation(file: file),
                    "the inventory is no YAML file",
                    hint: "give a file that ends in `.yaml`, `.yml` or `.json`"
                )
            )
            return []
        }
        guard let root = library.tree(of: file) else { return [] }
        let graph = InventoryGraph(root, &library)
        guard !graph.members.isEmpty else {
            library.report(
                Problem(
                    at: root.location,
                    "there is no PC in this inventory",
                    hint: "list PCs below `hosts:`"
                )
            )
            return []
        }
        let folders = VariableFolders(beside: folder, graph: graph, &library)
        var merger = VariableMerger(graph, folders)
        UnreadVariables.report(in: graph, folders, &library)
        var reader = HostReader(folder: folder, home: home)
        var hosts: [Host?] = []
        hosts.reserveCapacity(graph.members.count)
        for member in graph.members.indices {
            let merged = merger.merged(member)
            hosts.append(
                reader.host(
                    graph.members[member],
                    groups: merged.groups,
                    variables: merged.variables,
                    &library
                )
            )
        }
        reader.reportNotes(&library)
        return divided(hosts, graph, &merger, &library)
    }

    /// Each group with `room_name` is a room; without one, the whole inventory is.
    private func divided(
        _ hosts: [Host?],
        _ graph: InventoryGraph,
        _ merger: inout VariableMerger,
        _ library: inout Library
    ) -> [Room] {
        let rooms = graph.groups.indices.filter {
            $0 != InventoryGraph.all && merger.own($0)["room_name"] != nil
        }
        guard !rooms.isEmpty else {
            let room = room(
                name,
                hosts.compactMap(\.self),
                merger.variables(ofGroup: InventoryGraph.all),
                &library
            )
            return [room]
        }
        let isRoom = Set(rooms)
        var members: [Int: [Int]] = [:]
        var homeless: [Int] = []
        for member in graph.members.indices {
            let owners = merger.ancestors(ofMember: member).filter(isRoom.contains).sorted()
            guard let owner = owners.first else {
                homeless.append(member)
                continue
            }
            members[owner, default: []].append(member)
            if owners.count > 1 { reportShared(member, owners, graph, &library) }
        }
        if let first = homeless.first {
            let more = homeless.count > 1 ? " and \(homeless.count - 1) more" : ""
            library.report(
                Problem(
                    .warning,
                    at: graph.members[first].location,
                    "`\(graph.members[first].name)`\(more) is in no room and will not be scanned",
                    hint: "put it into a group that has a `room_name`"
                )
            )
        }
        return rooms.map { group in
            room(
                graph.groups[group].name.description,
                (members[group] ?? []).compactMap { hosts[$0] },
                merger.variables(ofGroup: group),
                &library
            )
        }
    }

    private func reportShared(
        _ member: Int,
        _ owners: [Int],
        _ graph: InventoryGraph,
        _ library: inout Library
    ) {
        let rooms = owners.map { "`\(graph.groups[$0].name)`" }.joined(separator: " and ")
        library.report(
            Problem(
                at: graph.members[member].location,
                "`\(graph.members[member].name)` is in several rooms: \(rooms)",
                hint: "leave it in one; these groups have a `room_name`"
            )
        )
    }

    private func room(
        _ name: String,
        _ hosts: [Host],
        _ variables: [String: Variable],
        _ library: inout Library
    ) -> Room {
        var variables = variables
        let clients = hosts.filter { !$0.isProctor }
        for key in RoomSettings.keys where variables[key] == nil {
            // Said of every PC alike, in whichever group, is said of the room.
            guard let first = clients.first?.variables[key],
                clients.allSatisfy({ $0.variables[key]?.origin == first.origin })
            else { continue }
            variables[key] = first
        }
        var settings = RoomSettings(variables)
        let profile = settings.profile(named: name)
        for problem in settings.problems { library.report(problem) }
        Duplicates.report(in: hosts, &library)
        return Room(profile: profile, hosts: hosts, folder: folder)
    }
}
