public import Bundles
import Glibc
import RoomModel

/// Writes a bundle as one file: a tar (POSIX.1-2001 ustar/pax) whose first entry is the manifest, then its signature,
/// then each content under its hash. The same bundle and signature give the same bytes.
public actor TransferFileWriter {
    /// The entries' names.
    enum Name {
        static let manifest = "manifest.json"
        static let signature = "manifest.json.sig"
        static let contents = "contents/"
    }

    private let store: ContentStore
    private let executor = QueueExecutor(label: "siaga.export")

    /// The executor that keeps file work off the cooperative pool.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A writer of bundles of this store.
    public init(store: ContentStore) {
        self.store = store
    }

    /// Writes the file under a temporary name beside it, then renames it.
    ///
    /// - Parameters:
    ///   - manifest: The bundle; each content is compared with its hash on the way.
    ///   - signature: The signature of the manifest's JSON; nil: none.
    ///   - path: The file.
    /// - Throws: ``BundleError`` when a content is damaged or the disk refuses.
    public func write(_ manifest: Manifest, signature: [UInt8]?, to path: String) throws(BundleError) {
        let part = "\(path).\(getpid()).part"
        do throws(BundleError) {
            try fill(part, manifest, signature)
            guard rename(part, path) == 0 else { throw .storage(path) }
        } catch {
            unlink(part)
            throw error
        }
    }

    private func fill(_ part: String, _ manifest: Manifest, _ signature: [UInt8]?) throws(BundleError) {
        let tar = try TarFile(part, .pax, .zstd, mode: 0o644)
        try tar.add(Name.manifest, manifest.json)
        if let signature { try tar.add(Name.signature, signature) }
        for (hash, size) in manifest.contents {
            try tar.add(Name.contents + hash.description, hash, size: size, from: store)
        }
        try tar.finish(syncs: true)
    }
}
