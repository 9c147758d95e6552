import Bundles
import CArchive
import Glibc

/// A tar that is being written, file by file; blocks on the disk.
final class TarFile {
    /// How names that are too long for the first tar are kept.
    enum Form {
        /// As POSIX.1-2001 has it, with pax headers where they are needed.
        case pax
        /// As GNU tar has it, the only form that busybox's knows.
        case gnu
    }

    /// What is around it.
    enum Filter {
        case zstd
        case gzip
        case none
    }

    private let path: String
    private let file: CInt
    private let archive: OpaquePointer

    /// Begins a file that must not exist.
    ///
    /// - Throws: ``BundleError`` `.storage`.
    init(_ path: String, _ form: Form, _ filter: Filter, mode: mode_t) throws(BundleError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard file >= 0 else { throw .storage(path) }
        guard let archive = archive_write_new() else { preconditionFailure("no memory for an archive") }
        self.path = path
        self.file = file
        self.archive = archive
        switch form {
        case .pax: archive_write_set_format_pax_restricted(archive)
        case .gnu: archive_write_set_format_gnutar(archive)
        }
        switch filter {
        case .zstd: archive_write_add_filter_zstd(archive)
        case .gzip: archive_write_add_filter_gzip(archive)
        case .none: break
        }
        guard archive_write_open_fd(archive, file) == ARCHIVE_OK else { throw .storage(path) }
    }

    deinit {
        archive_write_free(archive)
        close(file)
    }

    /// Writes a file.
    ///
    /// - Throws: ``BundleError`` `.storage`.
    func add(_ name: String, _ bytes: [UInt8], isExecutable: Bool = false) throws(BundleError) {
        try begin(name, size: Int64(bytes.count), isExecutable)
        guard bytes.withUnsafeBytes({ write($0) }) else { throw .storage(path) }
    }

    /// Writes a content of the store, after comparing it with its name.
    ///
    /// - Throws: ``BundleError`` `.checksum`, `.storage`.
    func add(
        _ name: String,
        _ hash: ContentHash,
        size: Int64,
        from store: ContentStore,
        isExecutable: Bool = false
    ) throws(BundleError) {
        if let damage = store.damage(of: hash) { throw .damaged(hash, damage) }
        let content = try store.open(hash)
        try begin(name, size: size, isExecutable)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while case let count = try content.read(into: buffer), count > 0 {
            guard write(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { throw .storage(path) }
        }
    }

    /// Ends the archive; whether a power cut may lose it is the caller's choice.
    ///
    /// - Throws: ``BundleError`` `.storage`.
    func finish(syncs: Bool) throws(BundleError) {
        guard archive_write_close(archive) == ARCHIVE_OK, !syncs || fsync(file) == 0 else {
            throw .storage(path)
        }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.isEmpty || archive_write_data(archive, bytes.baseAddress, bytes.count) == bytes.count
    }

    private func begin(_ name: String, size: Int64, _ isExecutable: Bool) throws(BundleError) {
        guard let entry = archive_entry_new() else { preconditionFailure("no memory for an archive") }
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, name)
        archive_entry_set_size(entry, size)
        archive_entry_set_filetype(entry, UInt32(S_IFREG as mode_t))
        archive_entry_set_perm(entry, isExecutable ? 0o755 : 0o644)
        archive_entry_set_mtime(entry, 0, 0)
        guard archive_write_header(archive, entry) == ARCHIVE_OK else { throw .storage(path) }
    }
}
