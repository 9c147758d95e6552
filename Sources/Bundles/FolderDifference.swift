public import RoomModel

/// What a PC's app folder lacks to be the bundle: the smallest work that makes it so.
///
/// A file whose hash the PC did not say counts as other: what was not measured is not kept as good.
public struct FolderDifference: Hashable, Sendable {
    /// A file to be made of bytes that the PC has already, under whatever name.
    public struct Copy: Hashable, Sendable {
        /// The file of the folder as it is.
        public let source: String
        /// The file of the bundle.
        public let target: Manifest.File
    }

    /// The files that are as they must be, and the volatile ones that are there.
    public let kept: [Manifest.File]
    /// The files whose bytes are right and whose mode is not.
    public let modes: [Manifest.File]
    /// The files to be made of bytes that are there: renamed, moved and duplicate ones.
    public let copies: [Copy]
    /// The contents to be sent, each once, with the files to be made of it.
    public let sent: [Content]
    /// The files that are no part of the bundle.
    public let foreign: [FolderListing.File]

    /// A content that the PC has nowhere.
    public struct Content: Hashable, Sendable {
        /// Its hash.
        public let hash: ContentHash
        /// Its bytes.
        public let size: Int64
        /// The files that have it.
        public let files: [Manifest.File]
    }

    /// Whether there is nothing to do; foreign files are somebody else's question.
    public var isEmpty: Bool { modes.isEmpty && copies.isEmpty && sent.isEmpty }

    /// The bytes to be sent.
    public var sentBytes: ByteCount { ByteCount.sum(sent.map(\.size)) }

    /// Compares a folder with a bundle.
    ///
    /// - Parameters:
    ///   - listing: The folder as the PC measured it.
    ///   - manifest: The bundle.
    public init(_ listing: FolderListing, to manifest: Manifest) {
        let rules = manifest.id.target.pathRules
        var present: [String: FolderListing.File] = [:]
        var sources: [ContentHash: String] = [:]
        for file in listing.files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
            present[rules.key(file.path)] = file
            if let hash = file.hash, sources[hash] == nil { sources[hash] = file.path }
        }
        var kept: [Manifest.File] = []
        var modes: [Manifest.File] = []
        var copies: [Copy] = []
        var missing: [ContentHash: [Manifest.File]] = [:]
        for file in manifest.files {
            let found = present.removeValue(forKey: rules.key(file.path))
            if let found, !file.role.isJudged || (found.hash == file.hash && found.size == file.size) {
                let isRightMode =
                    !file.role.isJudged || (found.isExecutable ?? file.isExecutable) == file.isExecutable
                if isRightMode { kept.append(file) } else { modes.append(file) }
            } else if let source = sources[file.hash] {
                copies.append(Copy(source: source, target: file))
            } else {
                missing[file.hash, default: []].append(file)
            }
        }
        self.kept = kept
        self.modes = modes
        self.copies = copies
        sent = missing.sorted { $0.key < $1.key }.map { hash, files in
            Content(hash: hash, size: files.first?.size ?? 0, files: files)
        }
        foreign = present.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}
