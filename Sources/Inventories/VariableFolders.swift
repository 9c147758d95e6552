import Documents
import RoomModel

/// The variables in `group_vars/` and `host_vars/` beside an inventory.
struct VariableFolders {
    /// The endings of a file of variables, in Ansible's order; the first that is there counts.
    private static let endings = ["", ".yml", ".yaml", ".json"]
    /// How deep folders in these folders are read.
    private static let deepest = 10

    let groups: [String: [String: Variable]]
    let hosts: [String: [String: Variable]]

    /// Reads both folders in `folder`.
    init(beside folder: String, graph: InventoryGraph, _ library: inout Library) {
        groups = Self.read(
            folder.appending(path: "group_vars"),
            known: graph.groups.map(\.name.description) + ["ungrouped"],
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
    ) -> [String: [String: Variable]] {
        let names = TextFile.names(in: folder)
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
        return chosen.mapValues { variables(at: folder.appending(path: $0.file), depth: 0, &library) }
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

    private static func variables(at path: String, depth: Int, _ library: inout Library) -> [String: Variable]
    {
        if TextFile.kind(of: path) == .folder {
            guard depth < deepest else { return [:] }
            var variables: [String: Variable] = [:]
            for name in TextFile.names(in: path) {
                let inner = path.appending(path: name)
                guard isVariableFile(name) || TextFile.kind(of: inner) == .folder else { continue }
                variables.merge(Self.variables(at: inner, depth: depth + 1, &library)) { $1 }
            }
            return variables
        }
        guard let root = library.tree(of: path) else { return [:] }
        guard let entries = root.entries else {
            library.report(Problem(at: root.location, "variables are a table, this is \(root.kind)"))
            return [:]
        }
        return entries.variables
    }

    private static func isVariableFile(_ name: String) -> Bool {
        !name.contains(".") || endings.dropFirst().contains { name.hasSuffix($0) }
    }
}
