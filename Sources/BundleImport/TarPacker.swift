public import Bundles

/// Packs contents with libarchive.
public struct TarPacker: ContentPacker {
    /// Creates a packer.
    public init() {}

    /// Writes the archive in GNU tar's form, for this account alone.
    public func pack(
        _ files: [PackedFile],
        from store: ContentStore,
        as packing: Packing,
        to path: String
    ) throws(BundleError) {
        let tar = try TarFile(path, .gnu, packing == .gzip ? .gzip : .none, mode: 0o600)
        for file in files {
            switch file.source {
            case .bytes(let bytes): try tar.add(file.path, bytes, isExecutable: file.isExecutable)
            case .content(let hash, let size):
                try tar.add(file.path, hash, size: size, from: store, isExecutable: file.isExecutable)
            }
        }
        try tar.finish(syncs: false)
    }
}
