import Crypto
import Glibc
import RoomModel

/// A content that is being written: under a temporary name until its hash is known.
public final class ContentWriter {
    private let store: ContentStore
    private let path: String
    private let file: Descriptor
    private var hasher = SHA256()
    private var isKept = false
    /// How many bytes came so far.
    public private(set) var size: Int64 = 0

    init(store: ContentStore, path: String, file: Descriptor) {
        self.store = store
        self.path = path
        self.file = file
    }

    deinit { if !isKept { unlink(path) } }

    /// Takes bytes in.
    ///
    /// - Throws: ``BundleError`` `.storage` when the disk is full.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(BundleError) {
        guard file.write(bytes) else { throw .storage(path) }
        hasher.update(bufferPointer: bytes)
        size += Int64(bytes.count)
    }

    /// Puts the content into its place, once and for all.
    ///
    /// A content that was there is replaced by the same bytes, which repairs one that the disk damaged.
    ///
    /// - Parameter expected: The hash it must have; another one is refused (default: any).
    /// - Returns: Its hash.
    /// - Throws: ``BundleError`` `.checksum` for other bytes, `.storage` when the disk refuses.
    @discardableResult
    public func commit(expecting expected: ContentHash? = nil) throws(BundleError) -> ContentHash {
        let hash = ContentHash(hasher.finalize())
        if let expected, expected != hash {
            throw BundleError(
                .checksum,
                Localized(
                    id: "isi berbeda dari yang tertulis: seharusnya \(expected), ternyata \(hash)",
                    en: "the content is not what was promised: \(expected) expected, \(hash) found"
                )
            )
        }
        let place = store.path(of: hash)
        guard fsync(file.number) == 0 else { throw .storage(path) }
        mkdir(store.prefixFolder(of: hash), 0o700)
        guard rename(path, place) == 0 else { throw .storage(place) }
        isKept = true
        return hash
    }
}
