public import Bundles
public import RoomModel

/// The smallest work that makes an app's folder the bundle's.
public struct AppFolderWork: Hashable, Sendable {
    /// What it is to people.
    public enum Kind: Hashable, Sendable {
        /// The app is not there yet.
        case install
        /// Another version is there; nil: it does not say which.
        case update(from: String?)
        /// The version is right, its files are not.
        case repair
    }

    /// What it is to people.
    public let kind: Kind
    /// The contents that the PC has nowhere, each once.
    public let sent: [FolderDifference.Content]
    /// The files that are not as they must be; with a new app, all.
    public let changedFiles: Int
    /// Files that are no part of the bundle nor of a former installation, and what cannot be carried over.
    public let foreign: [String]
    /// The bytes that a former run had brought already.
    public let resumed: ByteCount
    /// The room that the new folder needs beside the old one.
    public let space: ByteCount
    /// Whether the PC can unpack gzip.
    public let unpacksGzip: Bool
    /// Whether the PC can unpack a tar; else each content is sent as a file of its own.
    public let unpacksTar: Bool
    /// Whether there is nothing to do.
    let isEmpty: Bool
    /// The folder of the former run to go on with.
    let resumes: String?
    /// What the PC's script is told to clear away of a former run, a line each.
    let removals: [String]
    /// What it is told to make of what it has, a line each.
    let orders: [String]
    /// Where it is told that files will come one by one.
    var arrivals: [String] { sent.compactMap(\.files.first).map { "p \($0.path)" } }

    /// The bytes to be sent, before compression.
    public var bytes: ByteCount { ByteCount.sum(sent.map(\.size)) }

    /// What a file takes on a disk besides its bytes: the rest of its last block (4 KiB on ext4, NTFS and tmpfs).
    private static let block: Int64 = 4_096
    /// Room left for folders, lists and other programs' writing meanwhile (our judgement).
    private static let margin: Int64 = 16 << 20

    init(_ folder: AppFolder, _ state: AppFolderState, version: String?) {
        let manifest = folder.manifest
        let difference = state.difference ?? state.difference(from: manifest)
        let staged = StagedFiles(state.staged, manifest)
        var orders: [String] = []

        // The same letters in other bytes are another name on the PC.
        let spelt = Dictionary(state.files.map { ($0.path, $0.path) }) { first, _ in first }
        let misspelt = (difference.kept + difference.modes).filter { file in
            spelt[file.path].map { !$0.utf8.elementsEqual(file.path.utf8) } ?? false
        }
        let copies =
            difference.copies.map { ($0.source, $0.target) }
            + misspelt.map { (spelt[$0.path] ?? $0.path, $0) }
        for (source, target) in copies where staged.files[target.path] != target.hash {
            orders += ["o \(source)", "t \(target.path)"]
        }
        var sent: [FolderDifference.Content] = []
        for content in difference.sent {
            guard let first = content.files.first else { continue }
            let source = staged.paths[content.hash]
            if source == nil { sent.append(content) }
            for file in content.files
            where file.path != source ?? first.path && staged.files[file.path] != file.hash {
                orders += ["n \(source ?? first.path)", "t \(file.path)"]
            }
        }

        let installed = Set(state.files.filter(\.wasInstalled).map(\.path))
        let strangers = difference.foreign.map(\.path).filter { !installed.contains($0) }
        if folder.foreignFiles == .keep, !strangers.isEmpty {
            let taken = ManifestPaths(manifest)
            orders += strangers.filter { !taken.isInTheWay($0) }.map { "f \($0)" }
        }
        foreign =
            strangers + state.others
            + state.links.keys.filter { link in
                !manifest.links.contains { $0.path == link }
            }.sorted()

        let wrongLinks = manifest.links.filter { state.links[$0.path] != $0.target }
        let missingFolders = manifest.folders.filter { !state.folders.contains($0) }
        let leavesForeign = folder.foreignFiles == .remove && !foreign.isEmpty
        isEmpty =
            difference.isEmpty && misspelt.isEmpty && wrongLinks.isEmpty && missingFolders.isEmpty
            && !leavesForeign
        changedFiles =
            difference.modes.count + copies.count + difference.sent.reduce(0) { $0 + $1.files.count }
            + wrongLinks.count

        self.sent = sent
        self.orders = orders
        removals = staged.spoilt.map { "x \($0)" }
        resumes = state.staged?.name
        resumed = ByteCount.sum(difference.sent.filter { staged.paths[$0.hash] != nil }.map(\.size))
        unpacksGzip = state.unpacksGzip
        unpacksTar = state.unpacksTar
        let carried = folder.foreignFiles == .keep ? Set(strangers) : []
        let sizes =
            manifest.files.filter { staged.files[$0.path] == nil }.map(\.size)
            + state.files.filter { carried.contains($0.path) }.map(\.size)
        // Each size is one that its reader believed, far from the end of its type.
        space =
            ByteCount(bytes: Self.margin)
            + ByteCount.sum(sizes.map { ($0 + 2 * Self.block - 1) / Self.block * Self.block })
        kind =
            switch state.target {
            case .absent, nil: .install
            default:
                version == manifest.id.version.description ? .repair : .update(from: version)
            }
    }
}

/// What of a former run's files is as it must be.
private struct StagedFiles {
    /// By path.
    private(set) var files: [String: ContentHash] = [:]
    /// One path for each content.
    private(set) var paths: [ContentHash: String] = [:]
    /// The rest: half-sent, half-copied, or not judged.
    private(set) var spoilt: [String] = []

    init(_ staged: AppFolderState.Staged?, _ manifest: Manifest) {
        let wanted = Dictionary(manifest.judged.map { ($0.path, $0.hash) }) { first, _ in first }
        for (path, hash) in (staged?.files ?? [:]).sorted(by: { $0.key < $1.key }) {
            if wanted[path] == hash {
                files[path] = hash
                if paths[hash] == nil { paths[hash] = path }
            } else {
                spoilt.append(path)
            }
        }
    }
}

/// The paths that a bundle takes: a foreign file cannot be where it has a folder, nor below one of its files.
private struct ManifestPaths {
    private var taken: Set<String>
    private var folders: Set<String>

    init(_ manifest: Manifest) {
        taken = Set(manifest.files.map(\.path) + manifest.links.map(\.path))
        folders = Set(manifest.folders)
        for path in Array(taken) + manifest.folders { folders.formUnion(Self.above(path)) }
    }

    func isInTheWay(_ path: String) -> Bool {
        taken.contains(path) || folders.contains(path) || Self.above(path).contains { taken.contains($0) }
    }

    private static func above(_ path: String) -> [String] {
        path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
    }
}
