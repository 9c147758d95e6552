import Documents
import RoomModel

/// Finds out which files the paths of a command mean, and which of them make one inventory.
///
/// A room folder is a folder with a hosts file. Two or more room folders are a world each: two schools may both have a
/// `pc01`. Everything else given at once, files, folders of sources, and a room folder if there is only one, is one
/// inventory, merged in order as in Ansible.
struct SourceFinder {
    /// Sources that make one inventory.
    struct World: Hashable {
        /// The name of its room, if it has only one.
        var name: String
        /// The folder with the room's own files.
        var folder: String
        /// The files, in order.
        var files: [SourceFile]
        /// The folders in which `group_vars/` and `host_vars/` are looked for, in order.
        var folders: [String]
    }

    /// The hosts files that make a folder a room folder, the first of them counts.
    static let hostsFiles = ["hosts.yaml", "hosts.yml", "hosts.ini", "hosts.csv", "hosts.json", "hosts"]
    /// What lies beside a hosts file and is no source.
    private static let ignoredNames: Set<String> = [
        "host_vars", "group_vars", "vars_plugins", "known_hosts", "waivers.yaml", "playbooks", "bundles",
    ]
    /// Endings Ansible passes over in a folder (`INVENTORY_IGNORE_EXTS`, ansible-core 2.19).
    private static let ignoredEndings = [
        ".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".orig", ".cfg", ".retry",
    ]
    /// Endings of further sources in a room folder; other files there belong to the room.
    private static let sourceEndings = [".yaml", ".yml", ".ini", ".json"]
    /// Where fsck(8) puts what it finds, closed to everybody, at the top of a disk or a stick.
    private static let foundFiles = "lost+found"
    /// How deep folders of sources are searched.
    private static let deepest = 10

    /// The inventories that `paths` mean.
    static func worlds(at paths: [String], _ library: inout Library) -> [World] {
        var rooms: [(position: Int, world: World)] = []
        var plain: [(position: Int, world: World)] = []
        for (position, path) in paths.enumerated() {
            if SourceFile.isListOfNames(path) {
                plain.append((position, world(ofNames: path)))
                continue
            }
            let kind: TextFile.Kind?
            do {
                kind = try TextFile.kind(of: path)
            } catch {
                library.report(Problem(error, at: path))
                continue
            }
            switch kind {
            case .file:
                plain.append((position, world(ofFile: path)))
            case .folder:
                if let room = room(path, &library) {
                    rooms.append((position, room))
                    continue
                }
                let inner = library.names(in: path).filter { $0 != foundFiles }
                    .compactMap { room(path.appending(path: $0), &library) }
                if !inner.isEmpty {
                    rooms += inner.map { (position, $0) }
                    reportLoose(in: path, &library)
                } else if let world = sources(in: path, &library) {
                    plain.append((position, world))
                } else if !library.hasError {
                    library.report(
                        Problem(
                            at: SourceLocation(file: path),
                            "no room is in this folder",
                            hint: "a room folder holds a `hosts.yaml`, `hosts.ini` or `hosts.csv`"
                        )
                    )
                }
            case .other:
                // Its reader says what it is.
                plain.append((position, world(ofFile: path)))
            case nil:
                library.report(
                    Problem(
                        at: SourceLocation(file: path),
                        "there is no such file or folder",
                        hint: "give the inventory with `-i PATH`"
                    )
                )
            }
        }
        return joined(rooms, plain)
    }

    private static func joined(
        _ rooms: [(position: Int, world: World)],
        _ plain: [(position: Int, world: World)]
    ) -> [World] {
        let merging = rooms.count == 1 ? (rooms + plain).sorted { $0.position < $1.position } : plain
        let apart = rooms.count == 1 ? [] : rooms
        guard var whole = merging.first?.world else { return apart.map(\.world) }
        for (_, world) in merging.dropFirst() {
            // The names of PCs say nothing of a room.
            if whole.folders.isEmpty { (whole.name, whole.folder) = (world.name, world.folder) }
            whole.files += world.files
            whole.folders += world.folders
        }
        if let room = rooms.first, rooms.count == 1 {
            whole = World(
                name: room.world.name,
                folder: room.world.folder,
                files: whole.files,
                folders: whole.folders
            )
        }
        let position = merging.first?.position ?? 0
        return apart.filter { $0.position < position }.map(\.world) + [whole]
            + apart.filter { $0.position > position }.map(\.world)
    }

    /// Whether a folder holds a hosts file.
    static func isRoom(_ folder: String, _ library: inout Library) -> Bool {
        hostsFile(in: folder, &library) != nil
    }

    /// The first hosts file, also one that its reader will refuse: another one below it is not what the room means.
    private static func hostsFile(in folder: String, _ library: inout Library) -> String? {
        hostsFiles.first { name in
            let path = folder.appending(path: name)
            do throws(UnreadableFile) {
                return switch try TextFile.kind(of: path) {
                case .file, .other: true
                // In a folder of sources `hosts` may be one of them.
                case .folder: !name.ending.isEmpty
                case nil: false
                }
            } catch {
                library.report(Problem(error, at: path))
                return true
            }
        }
    }

    private static func room(_ folder: String, _ library: inout Library) -> World? {
        guard library.kind(of: folder) == .folder, let hosts = hostsFile(in: folder, &library) else {
            return nil
        }
        var files: [SourceFile] = []
        for name in library.names(in: folder) {
            let path = folder.appending(path: name)
            if name == hosts {
                files.append(SourceFile(path: path, isNamed: true))
            } else if hostsFiles.contains(name) {
                guard library.kind(of: path) != .folder else { continue }
                library.report(
                    Problem(
                        .warning,
                        at: SourceLocation(file: path),
                        "this file is not read: `\(hosts)` comes first",
                        hint: "keep one of them"
                    )
                )
            } else if !ignoredNames.contains(name), sourceEndings.contains(name.ending) {
                // What cannot be read is refused by its reader.
                guard library.kind(of: path) != nil else { continue }
                files.append(SourceFile(path: path, isNamed: false))
            }
        }
        return World(name: folder.lastPathPart, folder: folder, files: files, folders: [folder])
    }

    private static func world(ofFile file: String) -> World {
        let folder = file.parentFolder
        let base = file.lastPathPart
        let stem = String(base.dropLast(base.ending.count))
        return World(
            name: hostsFiles.contains(base) || base == "hosts.csv" ? folder.lastPathPart : stem,
            folder: folder,
            files: [SourceFile(path: file, isNamed: true)],
            folders: [folder]
        )
    }

    /// PCs that are named on the command line: no variables stand beside them, as in Ansible; the room's files are those here.
    private static func world(ofNames text: String) -> World {
        World(
            name: NameListReader.names(in: text).map(\.text).joined(separator: ",").safe(limit: 60),
            folder: ".",
            files: [SourceFile(path: text, isNamed: true)],
            folders: []
        )
    }

    /// A folder of sources, as Ansible searches it; nil when there is none in it.
    private static func sources(in folder: String, _ library: inout Library) -> World? {
        var files: [SourceFile] = []
        func search(_ folder: String, depth: Int, _ library: inout Library) {
            guard depth < deepest else { return }
            for name in library.names(in: folder) where name != foundFiles {
                guard !ignoredNames.contains(name), !ignoredEndings.contains(where: name.hasSuffix) else {
                    continue
                }
                let path = folder.appending(path: name)
                switch library.kind(of: path) {
                case .folder: search(path, depth: depth + 1, &library)
                case .file, .other:
                    guard !TextFile.isPrivateKey(path) else { continue }
                    files.append(SourceFile(path: path, isNamed: false))
                case nil: break
                }
            }
        }
        search(folder, depth: 0, &library)
        guard !files.isEmpty else { return nil }
        return World(name: folder.lastPathPart, folder: folder, files: files, folders: [folder])
    }

    /// A source that lies beside room folders is in no room.
    private static func reportLoose(in folder: String, _ library: inout Library) {
        for name in library.names(in: folder) where sourceEndings.contains(name.ending) {
            let path = folder.appending(path: name)
            guard library.kind(of: path) == .file else { continue }
            library.report(
                Problem(
                    .warning,
                    at: SourceLocation(file: path),
                    "this file is not read: beside it are room folders",
                    hint: "give it with a `-i` of its own"
                )
            )
        }
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
