public import Bundles
import CArchive
import Glibc
import RoomModel

/// Packs the contents that PCs lack, once for all PCs that lack the same.
///
/// Its files lie beside the store's unfinished contents, with the same kind of name: if this program is killed, the next
/// one removes them.
public actor AppArchives {
    private let store: ContentStore
    private let executor = QueueExecutor(label: "siaga.archives")
    private var archives: [Key: AppArchive] = [:]

    private struct Key: Hashable {
        let list: ContentHash
        let contents: [ContentHash]
        let packing: AppArchive.Packing
    }

    /// The executor that keeps file work off the cooperative pool.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Archives of contents of this store.
    public init(store: ContentStore) {
        self.store = store
    }

    /// The archive for a PC.
    ///
    /// - Parameters:
    ///   - work: What the PC lacks.
    ///   - folder: What it is to have.
    /// - Returns: The archive; the same for every PC that lacks the same.
    /// - Throws: ``BundleError`` when a content is damaged or the disk refuses.
    public func archive(for work: AppFolderWork, in folder: AppFolder) throws(BundleError) -> AppArchive {
        let packing = work.unpacksGzip && isWorthPacking(work.sent) ? AppArchive.Packing.gzip : .plain
        let key = Key(list: folder.list.key, contents: work.sent.map(\.hash), packing: packing)
        if let archive = archives[key] { return archive }
        let path = "\(store.incoming)/\(getpid())-\(String(UInt64.random(in: 0 ... .max), radix: 36)).part"
        do throws(BundleError) {
            try write(work.sent, folder.list, packing, to: path)
        } catch {
            unlink(path)
            throw error
        }
        var status = stat()
        guard stat(path, &status) == 0 else { throw .storage(path) }
        let archive = AppArchive(path: path, size: ByteCount(bytes: Int64(status.st_size)), packing: packing)
        archives[key] = archive
        return archive
    }

    /// Removes the archives.
    public func removeAll() {
        for archive in archives.values { unlink(archive.path) }
        archives = [:]
    }

    /// Few bytes always, because of the list; many only where the heads of the largest contents are not as random as a
    /// compressed file's.
    private func isWorthPacking(_ contents: [FolderDifference.Content]) -> Bool {
        guard contents.reduce(0, { $0 + $1.size }) > 8 << 20 else { return true }
        var counts = [Int](repeating: 0, count: 256)
        for content in contents.sorted(by: { $0.size > $1.size }).prefix(32) {
            var head = [UInt8](repeating: 0, count: 1 << 16)
            guard let content = try? store.open(content.hash),
                let count = try? head.withUnsafeMutableBytes({ try content.read(into: $0) })
            else { continue }
            for byte in head.prefix(count) { counts[Int(byte)] += 1 }
        }
        return Self.bitsPerByte(counts) < 7.9
    }

    /// Shannon's entropy of single bytes; 8 is noise.
    private static func bitsPerByte(_ counts: [Int]) -> Double {
        let all = Double(counts.reduce(0, +))
        return counts.filter { $0 > 0 }.reduce(0) { sum, count in
            let share = Double(count) / all
            return sum - share * log2(share)
        }
    }

    private func write(
        _ contents: [FolderDifference.Content],
        _ list: AppFileList,
        _ packing: AppArchive.Packing,
        to path: String
    ) throws(BundleError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600 as mode_t)
        guard file >= 0 else { throw .storage(path) }
        defer { close(file) }
        guard let archive = archive_write_new() else { preconditionFailure("no memory for an archive") }
        defer { archive_write_free(archive) }
        // GNU's form of long names is the one that busybox knows as well.
        archive_write_set_format_gnutar(archive)
        if packing == .gzip { archive_write_add_filter_gzip(archive) }
        archive_write_set_bytes_in_last_block(archive, 1)
        guard archive_write_open_fd(archive, file) == ARCHIVE_OK else { throw .storage(path) }
        try begin("plan", size: Int64(list.text.count), isExecutable: false, in: archive, path)
        guard list.text.withUnsafeBytes({ Self.add($0, to: archive) }) else { throw .storage(path) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        for content in contents {
            guard let first = content.files.first else { continue }
            if let damage = store.damage(of: content.hash) { throw .damaged(content.hash, damage) }
            try begin(
                "new/\(first.path)",
                size: content.size,
                isExecutable: first.isExecutable,
                in: archive,
                path
            )
            let stored = try store.open(content.hash)
            while case let count = try stored.read(into: buffer), count > 0 {
                guard Self.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: archive) else {
                    throw .storage(path)
                }
            }
        }
        guard archive_write_close(archive) == ARCHIVE_OK else { throw .storage(path) }
    }

    /// Writes on; false where the disk takes no more.
    private static func add(_ bytes: UnsafeRawBufferPointer, to archive: OpaquePointer) -> Bool {
        bytes.isEmpty || archive_write_data(archive, bytes.baseAddress, bytes.count) == bytes.count
    }

    private func begin(
        _ name: String,
        size: Int64,
        isExecutable: Bool,
        in archive: OpaquePointer,
        _ path: String
    ) throws(BundleError) {
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
