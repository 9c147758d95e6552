/// One file of an archive that is made of contents.
public struct PackedFile: Hashable, Sendable {
    /// Where its bytes come from.
    public enum Source: Hashable, Sendable {
        /// From memory.
        case bytes([UInt8])
        /// From the store; nothing is packed that is not what its name says.
        case content(ContentHash, size: Int64)
    }

    /// Its path in the archive, parts joined by `/`.
    public let path: String
    /// Whether it is a program (mode 0755, else 0644).
    public let isExecutable: Bool
    /// Where its bytes come from.
    public let source: Source

    /// Creates a file.
    public init(path: String, isExecutable: Bool = false, source: Source) {
        self.path = path
        self.isExecutable = isExecutable
        self.source = source
    }
}

/// How an archive for a PC is packed.
public enum Packing: String, Hashable, Sendable {
    /// gzip (RFC 1952), which every Linux unpacks.
    case gzip
    /// Not at all: for contents that are compressed already, and for a PC without gzip.
    case plain
}

/// Makes archives that the `tar` of every PC unpacks, that of busybox as well.
public protocol ContentPacker: Sendable {
    /// Writes an archive; blocks on the disk.
    ///
    /// - Parameters:
    ///   - files: What is in it, in this order.
    ///   - store: Where the contents are.
    ///   - packing: How it is packed.
    ///   - path: The file, which must not exist.
    /// - Throws: ``BundleError`` when a content is damaged or the disk refuses.
    func pack(
        _ files: [PackedFile],
        from store: ContentStore,
        as packing: Packing,
        to path: String
    ) throws(BundleError)
}
