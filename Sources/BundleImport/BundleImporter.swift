public import Bundles
import Glibc
package import LocalFiles
import RoomModel

/// Reads archives and folders into a store, on a thread of its own.
public actor BundleImporter {
    /// What came of a source.
    public struct Import: Sendable {
        /// The files.
        public let contents: BundleContents
        /// What `version.txt` says; nil where there is none.
        public let versionLine: String?
        /// That as a version; nil where it is none.
        public var version: BundleVersion? { versionLine.flatMap { BundleVersion($0) } }
    }

    private let store: ContentStore
    private let limits: ImportLimits
    private let meter: ImportMeter?
    private let disk: DiskSpace
    private let executor = QueueExecutor(label: "siaga.import")

    /// The executor that keeps file work off the cooperative pool.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// An importer.
    ///
    /// - Parameters:
    ///   - store: Where the contents go.
    ///   - limits: How much a bundle may hold (default: ``ImportLimits/standard``).
    ///   - meter: Told what was taken in.
    public init(store: ContentStore, limits: ImportLimits = .standard, meter: ImportMeter? = nil) {
        self.init(store: store, limits: limits, meter: meter, disk: DiskSpace())
    }

    /// An importer that leaves so much of the store's disk free.
    package init(
        store: ContentStore,
        limits: ImportLimits = .standard,
        meter: ImportMeter? = nil,
        disk: DiskSpace
    ) {
        self.disk = disk
        self.store = store
        self.limits = limits
        self.meter = meter
    }

    /// The SHA-256 of an archive.
    ///
    /// - Throws: ``BundleError`` when it cannot be read.
    public func hash(ofArchive path: String) throws(BundleError) -> ContentHash {
        try StoredContent.hash(ofFile: path).hash
    }

    /// Takes a source in; nothing is kept of one that is refused but contents that no manifest names.
    ///
    /// - Parameters:
    ///   - source: The archive or folder.
    ///   - rules: What paths may be.
    ///   - keepsTop: Whether the one folder that holds everything in an archive, or an unpacked one, is part of the paths.
    /// - Returns: The files, and the version found.
    /// - Throws: ``BundleError`` that names the entry.
    public func read(
        _ source: BundleSource,
        rules: PathRules,
        keepsTop: Bool = false
    ) throws(BundleError) -> Import {
        try store.prepare()
        let contents: BundleContents
        switch source {
        case .folder(let path):
            let builder = BundleBuilder(store: store, rules: rules, limits: limits, meter: meter, disk: disk)
            try FolderSource(path: path).read(into: builder)
            contents = try builder.finish(stripsTop: !keepsTop)
        case .archive(let path):
            var status = stat()
            guard stat(path, &status) == 0 else { throw .unreadable(path) }
            let size = Int64(status.st_size)
            let builder = BundleBuilder(
                store: store,
                rules: rules,
                limits: limits,
                packed: size,
                meter: meter,
                disk: disk
            )
            let headers = RARHeaders(path)
            let archive = try ArchiveReader.open(path)
            guard !headers.isLocked else { throw archive.locked }
            try Self.read(archive, copies: headers.copies, into: builder)
            contents = try builder.finish(stripsTop: !keepsTop)
        }
        return Import(contents: contents, versionLine: try contents.versionLine(in: store))
    }

    private static func read(
        _ archive: ArchiveReader,
        copies: [String: String],
        into builder: BundleBuilder
    ) throws(BundleError) {
        while let entry = try archive.next() {
            if let target = entry.hardLink ?? copies[entry.path] {
                try builder.addHardLink(entry.path, to: target)
                continue
            }
            switch entry.mode & S_IFMT {
            case S_IFDIR: try builder.addFolder(entry.path)
            case S_IFLNK: try builder.addLink(entry.path, to: entry.link ?? "")
            // Some archivers leave the type out where they mean a file.
            case S_IFREG, 0:
                try builder.addFile(
                    entry.path,
                    size: entry.size,
                    isExecutable: entry.mode & 0o111 != 0,
                    read: { buffer throws(BundleError) in try archive.read(into: buffer) }
                )
            default: try builder.refuse(entry.path, mode: entry.mode)
            }
        }
    }
}
