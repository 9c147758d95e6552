import Crypto
public import RoomModel

/// What a bundle holds: every file with its size, hash and role.
///
/// Its JSON is the same bytes for the same bundle.
public struct Manifest: Hashable, Sendable {
    /// One file.
    public struct File: Hashable, Sendable {
        /// From the app's folder on, parts joined by `/`.
        public let path: String
        /// Its bytes.
        public let size: Int64
        /// The hash of its bytes.
        public let hash: ContentHash
        /// Whether it is a program (mode 0755, else 0644); of no account on Windows.
        public let isExecutable: Bool
        /// What may become of it on a PC.
        public let role: FileRole

        /// Creates a file.
        public init(
            path: String,
            size: Int64,
            hash: ContentHash,
            isExecutable: Bool = false,
            role: FileRole = .fixed
        ) {
            self.path = path
            self.size = size
            self.hash = hash
            self.isExecutable = isExecutable
            self.role = role
        }
    }

    /// A link inside the bundle; only for PCs that have them.
    public struct Link: Hashable, Sendable {
        /// Where the link is.
        public let path: String
        /// Where it leads, as symlink(2) takes it; inside the bundle.
        public let target: String

        /// Creates a link.
        public init(path: String, target: String) {
            self.path = path
            self.target = target
        }
    }

    /// What the bundle is called.
    public let id: BundleID
    /// The files in order of their paths' bytes.
    public let files: [File]
    /// The folders that hold nothing.
    public let folders: [String]
    /// The links.
    public let links: [Link]
    /// The hash of the archive it was made of; nil for a folder.
    public let archive: ContentHash?

    /// The newest shape of the JSON this version writes and reads.
    public static let schema = 1

    /// Creates a manifest, and puts its parts in order.
    public init(
        id: BundleID,
        files: [File],
        folders: [String] = [],
        links: [Link] = [],
        archive: ContentHash? = nil
    ) {
        self.id = id
        self.files = files.sorted { Self.precedes($0.path, $1.path) }
        self.folders = folders.sorted(by: Self.precedes)
        self.links = links.sorted { Self.precedes($0.path, $1.path) }
        self.archive = archive
    }

    /// The files a PC is judged by: all but the volatile ones.
    public var judged: [File] { files.filter(\.role.isJudged) }

    /// The bytes of all files.
    public var size: ByteCount { ByteCount.sum(files.map(\.size)) }

    /// Each content once, in order of its hash, with its size.
    public var contents: [(hash: ContentHash, size: Int64)] {
        Dictionary(files.map { ($0.hash, $0.size) }) { first, _ in first }
            .sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
    }

    /// What two bundles share exactly when they put the same app on a PC: the hash of paths, contents and modes of the
    /// judged files, of links and empty folders.
    public var contentHash: ContentHash {
        var hasher = SHA256()
        let lines =
            judged.map { "file\0\($0.path)\0\($0.hash)\0\($0.isExecutable ? 1 : 0)\0\($0.role.rawValue)\n" }
            + links.map { "link\0\($0.path)\0\($0.target)\n" } + folders.map { "folder\0\($0)\n" }
        for line in lines { hasher.update(data: Array(line.utf8)) }
        return ContentHash(hasher.finalize())
    }

    /// ``contentHash`` for people to compare by eye: `31f0-7ac2-9d15`.
    public var contentCode: String {
        let digits = Array(contentHash.description.prefix(12))
        return stride(from: 0, to: 12, by: 4).map { String(digits[$0..<$0 + 4]) }.joined(separator: "-")
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
