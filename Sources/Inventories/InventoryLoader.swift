import Documents
public import RoomModel

/// Reads inventories in Ansible's YAML shape from files, room folders and folders of rooms.
///
/// Reads synchronously: a command calls it before its run begins, never from an asynchronous task.
public enum InventoryLoader {
    /// The hosts files that make a folder a room folder.
    static let hostsFiles = ["hosts.yaml", "hosts.yml"]

    /// Reads every source; each is a world of its own, so that two schools may both have a `pc01`.
    ///
    /// - Parameters:
    ///   - paths: Files, room folders (with a `hosts.yaml`) or folders of room folders.
    ///   - home: What `~` in paths stands for; nil (the default) means the home folder of the account.
    /// - Returns: The rooms and what is worth a note.
    /// - Throws: ``InvalidDocuments`` with every problem of every file, when one of them is an error.
    public static func load(
        _ paths: [String],
        home: String? = nil
    ) throws(InvalidDocuments) -> LoadedInventory {
        let home = home ?? TextFile.home
        var library = Library()
        var rooms: [Room] = []
        for path in paths {
            for source in sources(at: path, &library) {
                rooms += InventorySource(
                    file: source.file,
                    folder: source.folder,
                    name: source.name,
                    home: home
                )
                .rooms(&library)
            }
        }
        let problems = library.finished()
        guard !problems.contains(where: { $0.severity == .error }) else { throw InvalidDocuments(problems) }
        return LoadedInventory(rooms: rooms, notes: InvalidDocuments(problems).problems)
    }

    private struct Source {
        let file: String
        let folder: String
        let name: String
    }

    private static func sources(at path: String, _ library: inout Library) -> [Source] {
        switch TextFile.kind(of: path) {
        case .file: return [source(ofFile: path)]
        case .folder:
            if let source = source(ofFolder: path) { return [source] }
            let rooms = TextFile.names(in: path).compactMap { source(ofFolder: path.appending(path: $0)) }
            if rooms.isEmpty {
                library.report(
                    Problem(
                        at: SourceLocation(file: path),
                        "no room is in this folder",
                        hint: "a room folder holds a `hosts.yaml`"
                    )
                )
            }
            return rooms
        case .other, nil:
            library.report(
                Problem(
                    at: SourceLocation(file: path),
                    "there is no such file or folder",
                    hint: "give the inventory with `-i PATH`"
                )
            )
            return []
        }
    }

    private static func source(ofFolder folder: String) -> Source? {
        for name in hostsFiles {
            let file = folder.appending(path: name)
            if TextFile.kind(of: file) == .file {
                return Source(file: file, folder: folder, name: folder.lastPathPart)
            }
        }
        return nil
    }

    private static func source(ofFile file: String) -> Source {
        let folder = file.parentFolder
        let base = file.lastPathPart
        let name =
            hostsFiles.contains(base)
            ? folder.lastPathPart : base.lastIndex(of: ".").map { String(base[..<$0]) } ?? base
        return Source(file: file, folder: folder, name: name)
    }
}

extension String {
    func appending(path: String) -> String {
        self == "." ? path : hasSuffix("/") ? self + path : self + "/" + path
    }

    /// The last part of a path that is a name; `room` for a path without one (`.`, `..`, `/`).
    var lastPathPart: String {
        let last = split(separator: "/").last.map(String.init)
        return last == nil || last == "." || last == ".." ? "room" : last ?? "room"
    }

    var parentFolder: String {
        guard let slash = lastIndex(of: "/") else { return "." }
        return slash == startIndex ? "/" : String(self[..<slash])
    }
}
