public import Bundles
import Glibc
import RoomModel

/// Packs the contents that PCs lack, once for all PCs that lack the same.
///
/// Its files lie beside the store's unfinished contents, with the same kind of name: if this program is killed, the next
/// one removes them.
public actor AppArchives {
    private let store: ContentStore
    private let packer: any ContentPacker
    private let executor = QueueExecutor(label: "siaga.archives")
    private var archives: [Key: AppArchive] = [:]
    /// Where each list is written down for PCs without `tar`.
    private var lists: [ContentHash: String] = [:]
    /// The contents that were compared with their names in this run.
    private var whole: Set<ContentHash> = []

    private struct Key: Hashable {
        let list: ContentHash
        let contents: [ContentHash]
        let packing: Packing
    }

    /// The executor that keeps file work off the cooperative pool.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Archives of contents of a store.
    ///
    /// - Parameters:
    ///   - store: Where the contents are.
    ///   - packer: What makes the archives.
    public init(store: ContentStore, packer: any ContentPacker) {
        self.store = store
        self.packer = packer
    }

    /// The archive for a PC.
    ///
    /// - Parameters:
    ///   - work: What the PC lacks.
    ///   - folder: What it is to have.
    /// - Returns: The archive; the same for every PC that lacks the same.
    /// - Throws: ``BundleError`` when a content is damaged or the disk refuses.
    public func archive(for work: AppFolderWork, in folder: AppFolder) throws(BundleError) -> AppArchive {
        let packing = work.unpacksGzip && isWorthPacking(work.sent) ? Packing.gzip : .plain
        let key = Key(list: folder.list.key, contents: work.sent.map(\.hash), packing: packing)
        if let archive = archives[key] { return archive }
        let path = newPath
        do throws(BundleError) {
            try packer.pack(Self.files(work, folder), from: store, as: packing, to: path)
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

    /// The files for a PC without `tar`: the list first, then each content that is missing.
    ///
    /// - Parameters:
    ///   - work: What the PC lacks.
    ///   - folder: What it is to have.
    /// - Returns: The files.
    /// - Throws: ``BundleError`` when a content is damaged or the disk refuses.
    public func files(for work: AppFolderWork, in folder: AppFolder) throws(BundleError) -> [AppLooseFile] {
        let text = folder.list.text
        let list: String
        if let path = lists[folder.list.key] {
            list = path
        } else {
            list = newPath
            guard let file = fopen(list, "wx") else { throw .storage(list) }
            let count = fwrite(text, 1, text.count, file)
            guard fclose(file) == 0, count == text.count else {
                defer { unlink(list) }
                throw .storage(list)
            }
            lists[folder.list.key] = list
        }
        for content in work.sent where !whole.contains(content.hash) {
            if let damage = store.damage(of: content.hash) { throw .damaged(content.hash, damage) }
            whole.insert(content.hash)
        }
        return [AppLooseFile(source: list, path: "list", size: ByteCount(bytes: Int64(text.count)))]
            + work.sent.compactMap { content in
                content.files.first.map { file in
                    AppLooseFile(
                        source: store.path(of: content.hash),
                        path: "new/\(file.path)",
                        size: ByteCount(bytes: content.size)
                    )
                }
            }
    }

    /// Removes the archives.
    public func removeAll() {
        for path in archives.values.map(\.path) + lists.values { unlink(path) }
        archives = [:]
        lists = [:]
    }

    private var newPath: String {
        "\(store.incoming)/\(getpid())-\(String(UInt64.random(in: 0 ... .max), radix: 36)).part"
    }

    /// The list, then each content that is missing, at the first path that has it.
    private static func files(_ work: AppFolderWork, _ folder: AppFolder) -> [PackedFile] {
        [PackedFile(path: "plan", source: .bytes(folder.list.text))]
            + work.sent.compactMap { content in
                content.files.first.map { file in
                    PackedFile(
                        path: "new/\(file.path)",
                        isExecutable: file.isExecutable,
                        source: .content(content.hash, size: content.size)
                    )
                }
            }
    }

    /// Few bytes always, because of the list; many only where the heads of the largest contents are not as random as a
    /// compressed file's.
    private func isWorthPacking(_ contents: [FolderDifference.Content]) -> Bool {
        guard ByteCount.sum(contents.map(\.size)) > .mebibytes(8) else { return true }
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
}
