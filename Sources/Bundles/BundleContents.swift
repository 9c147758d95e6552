import RoomModel

/// The files of a bundle that has no name yet.
public struct BundleContents: Sendable {
    /// The files, all of them fixed so far.
    public let files: [Manifest.File]
    /// The folders that hold nothing.
    public let folders: [String]
    /// The links.
    public let links: [Manifest.Link]
    /// The folder that held everything and was left out; nil where there was none.
    public let leftOut: String?
    /// What macOS and Windows leave behind in folders, and is no part of the app: how many such files were left out.
    public let strayFiles: Int

    /// The same without the one folder that holds everything; as it is where there is none or a link leads through it.
    var withoutTopFolder: BundleContents {
        let paths = files.map(\.path) + folders + links.map(\.path)
        guard let top = paths.first?.split(separator: "/").first, !folders.contains(String(top)),
            paths.allSatisfy({
                $0.utf8.starts(with: top.utf8) && $0.utf8.dropFirst(top.utf8.count).first == 0x2F
            }),
            // A link may climb up to the top folder and come down again by its name.
            !links.contains(where: { $0.target.split(separator: "/").contains(top) })
        else { return self }
        let below = { (path: String) in String(path.dropFirst(top.count + 1)) }
        return BundleContents(
            files: files.map {
                Manifest.File(
                    path: below($0.path),
                    size: $0.size,
                    hash: $0.hash,
                    isExecutable: $0.isExecutable
                )
            },
            folders: folders.map(below),
            links: links.map { Manifest.Link(path: below($0.path), target: $0.target) },
            leftOut: String(top),
            strayFiles: strayFiles
        )
    }

    /// The first line of `version.txt`, which says the version; nil where there is no such file, or nothing in it.
    ///
    /// - Throws: ``BundleError`` when the store does not give the file.
    public func versionLine(in store: ContentStore) throws(BundleError) -> String? {
        guard let file = files.first(where: { $0.path.lowercased() == "version.txt" }),
            let bytes = try store.open(file.hash).bytes(limit: 4_096)
        else { return nil }
        let line = VersionFile.firstLine(of: bytes)
        return line.isEmpty ? nil : line
    }

    /// The manifest.
    ///
    /// - Parameters:
    ///   - id: What the bundle is called.
    ///   - roles: Which file is what.
    ///   - archive: The hash of the archive it came from.
    /// - Returns: The same for the same files, whatever order they came in.
    public func manifest(id: BundleID, roles: RoleRules, archive: ContentHash?) -> Manifest {
        // A disk without modes (exFAT, NTFS) shows each file as a program: where most are, the mode says nothing of any.
        let hasModes = 2 * files.count(where: \.isExecutable) < files.count
        return Manifest(
            id: id,
            files: files.map {
                Manifest.File(
                    path: $0.path,
                    size: $0.size,
                    hash: $0.hash,
                    isExecutable: $0.isExecutable,
                    role: roles.role(of: $0.path, isExecutable: hasModes && $0.isExecutable)
                )
            },
            folders: folders,
            links: links,
            archive: archive
        )
    }
}
