import Documents
import RoomModel

/// The variables in `group_vars/` and `host_vars/` of one folder, beside an inventory or a playbook.
struct VariableFolders: Hashable, Sendable {
    /// The endings of a file of variables, in Ansible's order; the first that is there counts.
    private static let endings = ["", ".yml", ".yaml", ".json"]
    /// How deep folders in these folders are read.
    private static let deepest = 10

    let groups: [String: InventoryGraph.Settings]
    let hosts: [String: InventoryGraph.Settings]

    /// Reads both folders in `folder`.
    init(beside folder: String, graph: InventoryGraph, _ library: inout Library) {
        groups = Self.read(
            folder.appending(path: "group_vars"),
            known: graph.groups.map(\.name.description),
            kind: "group",
            &library
        )
        hosts = Self.read(
            folder.appending(path: "host_vars"),
            known: graph.members.map(\.name.description),
            kind: "PC",
            &library
        )
    }

    private static func read(
        _ folder: String,
        known: [String],
        kind: String,
        _ library: inout Library
    ) -> [String: InventoryGraph.Settings] {
        let names = library.names(in: folder)
        guard !names.isEmpty else { return [:] }
        let wanted = Set(known)
        var chosen: [String: (rank: Int, file: String)] = [:]
        for name in names {
            guard let (subject, rank) = subject(of: name, among: wanted) else {
                reportUnread(name, in: folder, known: known, kind: kind, &library)
                continue
            }
            if let other = chosen[subject] {
                library.report(
                    Problem(
                        .warning,
                        at: SourceLocation(
                            file: folder.appending(path: other.rank < rank ? name : other.file)
                        ),
                        "this file is not read: another one for `\(subject)` comes first",
                        hint: "keep one of `\(other.file)` and `\(name)`"
                    )
                )
                if other.rank < rank { continue }
            }
            chosen[subject] = (rank, name)
        }
        return chosen.mapValues { chosen in
            var settings = InventoryGraph.Settings()
            read(folder.appending(path: chosen.file), depth: 0, into: &settings, &library)
            return settings
        }
    }

    /// The group or PC a file is for: `lab1`, `lab1.yml`; the rank of its ending.
    private static func subject(of name: String, among known: Set<String>) -> (String, rank: Int)? {
        for (rank, ending) in endings.enumerated() where name.hasSuffix(ending) {
            let subject = String(name.dropLast(ending.count))
            if known.contains(subject) { return (subject, rank) }
        }
        return nil
    }

    /// A name nothing in the inventory has is worth a word when it is nearly one.
    private static func reportUnread(
        _ name: String,
        in folder: String,
        known: [String],
        kind: String,
        _ library: inout Library
    ) {
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        guard let nearest = Suggestion.nearest(to: stem, among: known, within: 1) else { return }
        library.report(
            Problem(
                .warning,
                at: SourceLocation(file: folder.appending(path: name)),
                "this file is not read: no \(kind) is named `\(stem.safe(limit: 60))`",
                hint: "did you mean `\(nearest)`?"
            )
        )
    }

    /// Reads a file, or the files of a folder in order of their names; of two values the later one counts.
    private static func read(
        _ path: String,
        depth: Int,
        into settings: inout InventoryGraph.Settings,
        _ library: inout Library
    ) {
        guard let kind = library.kind(of: path) else { return }
        if kind == .folder {
            guard depth < deepest else { return }
            for name in library.names(in: path) where endings.contains(name.ending) {
                let inner = path.appending(path: name)
                guard name.ending.isEmpty || library.kind(of: inner) != .folder else { continue }
                read(inner, depth: depth + 1, into: &settings, &library)
            }
            return
        }
        guard let root = library.tree(of: path) else { return }
        guard let entries = root.entries else {
            library.report(Problem(at: root.location, "variables are a table, this is \(root.kind)"))
            return
        }
        for entry in entries {
            settings.set(entry.key, to: Variable(entry.value.value, origin: entry.location))
        }
    }
}

extension String {
    /// The ending of a file name with its dot, as Python's `splitext` finds it; empty where there is none.
    var ending: String {
        guard let dot = lastIndex(of: "."), self[..<dot].contains(where: { $0 != "." }) else { return "" }
        return String(self[dot...])
    }
}
