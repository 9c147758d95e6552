import Documents
import RoomModel

/// Lists the PCs of one `hosts:` table, section or list, and finds those listed twice in it.
struct HostLister {
    private var seen: [String: SourceLocation] = [:]

    /// Lists what `text` stands for, ranges and a port included; empty after reporting why not.
    mutating func list(
        pattern text: String,
        variables: Int,
        at location: SourceLocation,
        in group: Int,
        _ graph: inout InventoryGraph,
        _ library: inout Library
    ) -> [Int] {
        guard !graph.isFull else { return [] }
        let spelling = HostSpelling(text)
        let names: [String]
        do {
            names = try spelling.names
        } catch {
            library.report(
                Problem(at: location, "`\(text.safe(limit: 60))`: \(error.message)", hint: error.hint)
            )
            return []
        }
        return list(
            names,
            port: spelling.port,
            variables: variables,
            at: location,
            in: group,
            &graph,
            &library
        )
    }

    /// Lists these very names; those that are no names are reported.
    mutating func list(
        _ names: [String],
        port: Int? = nil,
        variables: Int = 0,
        at location: SourceLocation,
        in group: Int,
        _ graph: inout InventoryGraph,
        _ library: inout Library
    ) -> [Int] {
        guard graph.makeRoom(for: names.count, variables: variables, at: location, &library) else {
            return []
        }
        var members: [Int] = []
        members.reserveCapacity(names.count)
        var again: [(name: String, first: SourceLocation)] = []
        for name in names {
            if let first = seen[name] { again.append((name, first)) } else { seen[name] = location }
            if let member = graph.host(name, port: port, at: location, in: group, &library) {
                members.append(member)
            }
        }
        if let (name, first) = again.first {
            let more = again.count > 1 ? " and \((again.count - 1).grouped) more are" : " is"
            library.report(
                Problem(
                    .warning,
                    at: location,
                    "`\(name.safe(limit: 60))`\(more) listed twice in this group",
                    hint: "first listed at \(first); of a variable given twice the last one counts"
                )
            )
        }
        return members
    }
}
