import Documents
import RoomModel

/// Reads the sources of one world: merges variables, makes PCs and rooms.
struct WorldReader {
    let world: SourceFinder.World
    let reader: SourceReader
    let options: InventoryOptions

    /// What one world holds.
    struct Content {
        let inventory: Inventory
        /// In the order of the inventory's groups.
        let rooms: [Room]
        /// The hosts that SSH does not serve.
        let unserved: [Host]
    }

    /// The inventory and its rooms; nil after reporting why there is none.
    func load(_ library: inout Library) -> Content? {
        var graph = InventoryGraph(file: world.files.first?.path ?? world.folder, &library)
        for file in world.files { reader.feed(&graph, from: file, &library) }
        graph.settle(&library)
        guard !graph.members.isEmpty else {
            // Where names were refused, that is why there is none.
            if library.hasError { return nil }
            library.report(
                Problem(
                    at: SourceLocation(file: world.files.first?.path ?? world.folder, line: 1, column: 1),
                    "there is no PC in this inventory",
                    hint: "list PCs below `hosts:`, or below `[lab1]` in an INI file"
                )
            )
            return nil
        }
        let (beside, playbook) = folders(graph, &library)
        var merger = VariableMerger(graph, besideSources: beside, besidePlaybook: playbook)
        UnreadVariables.report(in: graph, beside + [playbook].compactMap(\.self), &library)
        ConfigurationNote.report(beside: world.folders, &library)
        var merged: [[String: Variable]] = []
        var hostReader = HostReader(
            folder: world.folder,
            home: options.home,
            playbookFolder: options.playbookFolder ?? "."
        )
        merged.reserveCapacity(graph.members.count)
        for member in graph.members.indices {
            let found = merger.merged(member)
            merged.append(found.variables)
            hostReader.add(graph.members[member], groups: found.groups, variables: found.variables, &library)
        }
        let inventory = Inventory(
            sources: world.files.map(\.path),
            graph: graph,
            besideSources: beside,
            besidePlaybook: playbook,
            merged: merged
        )
        let hosts = hostReader.finished(&library)
        var rooms = divided(hosts, graph, &merger, leavingOut: hostReader.unserved, &library)
        for index in rooms.indices {
            rooms[index].doubts += hostReader.doubts.map { Doubt($0.value, library.excerpted($0.key)) }
        }
        return Content(inventory: inventory, rooms: rooms, unserved: hostReader.unserved)
    }

    /// The variables beside the sources, each folder once a source names it, and those beside the playbook.
    private func folders(
        _ graph: InventoryGraph,
        _ library: inout Library
    ) -> (beside: [VariableFolders], playbook: VariableFolders?) {
        var known: [String: VariableFolders] = [:]
        func read(_ folder: String) -> VariableFolders {
            if let folders = known[folder] { return folders }
            let folders = VariableFolders(beside: folder, graph: graph, &library)
            known[folder] = folders
            return folders
        }
        var beside: [VariableFolders] = []
        var last: String?
        for folder in world.folders where folder != last {
            beside.append(read(folder))
            last = folder
        }
        return (beside, options.playbookFolder.map(read))
    }

    /// Each group with `room_name` is a room; without one, the whole inventory is.
    private func divided(
        _ hosts: [Host?],
        _ graph: InventoryGraph,
        _ merger: inout VariableMerger,
        leavingOut unserved: [Host],
        _ library: inout Library
    ) -> [Room] {
        let rooms = graph.groups.indices.filter { $0 != InventoryGraph.all && merger.setsRoomName($0) }
        guard !rooms.isEmpty else {
            let room = room(
                world.name,
                hosts.compactMap(\.self),
                merger.variables(ofGroup: InventoryGraph.all),
                &library
            )
            return [room]
        }
        let isRoom = Set(rooms)
        var members: [Int: [Int]] = [:]
        var homeless: [Int] = []
        let elsewhere = Set(hosts.compactMap(\.self).flatMap(\.jumps).map(\.name) + unserved.map(\.name))
        for member in graph.members.indices {
            let owners = merger.ancestors(ofMember: member).filter(isRoom.contains).sorted()
            guard let owner = owners.first else {
                if !elsewhere.contains(graph.members[member].name) { homeless.append(member) }
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
        let doubts = Duplicates.report(in: hosts, &library).map {
            Doubt($0.hosts, least: $0.least, library.excerpted($0.note))
        }
        ServerAddress.report(in: hosts, &library)
        return Room(profile: profile, hosts: hosts, folder: world.folder, doubts: doubts)
    }
}
