public import Bundles
import CArchive
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
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let file = open(part, flags, 0o644 as mode_t)
        guard file >= 0 else { throw .storage(part) }
        defer { close(file) }
        guard let archive = archive_write_new() else { preconditionFailure("no memory for an archive") }
        defer { archive_write_free(archive) }
        archive_write_set_format_pax_restricted(archive)
        archive_write_add_filter_zstd(archive)
        guard archive_write_open_fd(archive, file) == ARCHIVE_OK else { throw .storage(part) }
        try add(Name.manifest, manifest.json, to: archive, part)
        if let signature { try add(Name.signature, signature, to: archive, part) }
        for (hash, size) in manifest.contents { try add(hash, size, to: archive, part) }
        guard archive_write_close(archive) == ARCHIVE_OK, fsync(file) == 0 else { throw .storage(part) }
    }

    private func add(_ name: String, _ bytes: [UInt8], to archive: OpaquePointer, _ part: String)
        throws(BundleError)
    {
        try begin(name, size: Int64(bytes.count), in: archive, part)
        guard bytes.withUnsafeBytes({ archive_write_data(archive, $0.baseAddress, $0.count) }) == bytes.count
        else {
            throw .storage(part)
        }
    }

    private func add(_ hash: ContentHash, _ size: Int64, to archive: OpaquePointer, _ part: String)
        throws(BundleError)
    {
        if let damage = store.damage(of: hash) { throw .damaged(hash, damage) }
        let content = try store.open(hash)
        try begin(Name.contents + hash.description, size: size, in: archive, part)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try content.read(into: buffer)
            guard count > 0 else { return }
            guard archive_write_data(archive, buffer.baseAddress, count) == count else {
                throw .storage(part)
            }
        }
    }

    private func begin(_ name: String, size: Int64, in archive: OpaquePointer, _ part: String)
        throws(BundleError)
    {
        guard let entry = archive_entry_new() else { preconditionFailure("no memory for an archive") }
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, name)
        archive_entry_set_size(entry, size)
        archive_entry_set_filetype(entry, UInt32(S_IFREG as mode_t))
        archive_entry_set_perm(entry, 0o644)
        archive_entry_set_mtime(entry, 0, 0)
        guard archive_write_header(archive, entry) == ARCHIVE_OK else { throw .storage(part) }
    }
}
