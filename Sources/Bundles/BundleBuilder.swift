public import Glibc
package import LocalFiles
import RoomModel

/// Takes the entries of an archive or folder one by one, refuses what no bundle may hold, and ends in a manifest.
///
/// It blocks on the disk: it belongs off the cooperative pool.
public final class BundleBuilder {
    private let store: ContentStore
    private let rules: PathRules
    private let limits: ImportLimits
    private let packed: Int64?
    private let meter: ImportMeter?
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    private var tree: BundleTree
    private var files: [String: Manifest.File] = [:]
    private var links: [Manifest.Link] = []
    private var entries = 0
    private var unpacked: Int64 = 0
    private var strayFiles = 0
    private let disk: DiskSpace
    /// Bytes that may be written before the disk is looked at again.
    private var stride: Int64 = 0
    /// 16 MiB, as a pull has it: little beside what stays free.
    private static let lookEvery: Int64 = 16 << 20

    /// Begins a bundle.
    ///
    /// - Parameters:
    ///   - store: Where the contents go.
    ///   - rules: What its paths may be.
    ///   - limits: How much it may hold (default: ``ImportLimits/standard``).
    ///   - packed: The size of the archive; nil (the default) where growth means nothing.
    ///   - meter: Told what was taken in.
    public convenience init(
        store: ContentStore,
        rules: PathRules,
        limits: ImportLimits = .standard,
        packed: Int64? = nil,
        meter: ImportMeter? = nil
    ) {
        self.init(store: store, rules: rules, limits: limits, packed: packed, meter: meter, disk: DiskSpace())
    }

    /// Begins a bundle that leaves so much of the store's disk free.
    package init(
        store: ContentStore,
        rules: PathRules,
        limits: ImportLimits,
        packed: Int64? = nil,
        meter: ImportMeter?,
        disk: DiskSpace
    ) {
        self.disk = disk
        self.meter = meter
        self.store = store
        self.rules = rules
        self.limits = limits
        self.packed = packed
        tree = BundleTree(rules: rules)
    }

    deinit { buffer.deallocate() }

    /// Adds a folder.
    ///
    /// - Throws: ``BundleError`` that names the entry.
    public func addFolder(_ raw: String) throws(BundleError) {
        let path = try begin(raw)
        if !path.isEmpty, !StrayFile.isOne(path) { try tree.add(folder: path) }
    }

    /// Adds a symbolic link, where the bundle's PCs have them and it stays inside.
    ///
    /// - Throws: ``BundleError`` that names the entry.
    public func addLink(_ raw: String, to target: String) throws(BundleError) {
        guard let path = try taken(raw) else { return }
        try tree.add(link: path, to: target)
        links.append(Manifest.Link(path: path, target: target))
    }

    /// Adds a second name of a file that came before: the bundle gets its bytes twice, the store once.
    ///
    /// - Throws: ``BundleError`` that names the entry.
    public func addHardLink(_ raw: String, to rawTarget: String) throws(BundleError) {
        guard let path = try taken(raw) else { return }
        guard let target = try? rules.path(rawTarget), let file = files[target] else {
            throw .refused(
                raw,
                Localized(
                    id: "tautan keras ke `\(rawTarget.safe(limit: 80))`, yang tidak ada di arsip",
                    en: "a hard link to `\(rawTarget.safe(limit: 80))`, which is not in the archive"
                )
            )
        }
        try tree.add(file: path)
        unpacked += file.size
        try limits.check(unpacked: unpacked, packed: packed, at: path)
        files[path] = Manifest.File(
            path: path,
            size: file.size,
            hash: file.hash,
            isExecutable: file.isExecutable
        )
    }

    /// Refuses an entry that is neither file, folder nor link.
    ///
    /// - Throws: ``BundleError``, always.
    public func refuse(_ raw: String, mode: mode_t) throws(BundleError) {
        let kind =
            switch mode & S_IFMT {
            case S_IFIFO: Localized(id: "pipa (fifo)", en: "a fifo")
            case S_IFSOCK: Localized(id: "soket", en: "a socket")
            case S_IFBLK, S_IFCHR: Localized(id: "perangkat", en: "a device")
            default: Localized(id: "bukan berkas biasa", en: "no ordinary file")
            }
        throw .refused(raw, kind)
    }

    /// Adds a file.
    ///
    /// - Parameters:
    ///   - raw: Its path as the source has it.
    ///   - size: Its size as the source has it, for an early refusal; nil where it does not say.
    ///   - isExecutable: Whether it is a program.
    ///   - read: Gives the next bytes; 0 at the end.
    /// - Throws: ``BundleError`` that names the entry, or what `read` throws.
    public func addFile(
        _ raw: String,
        size: Int64?,
        isExecutable: Bool,
        read: (UnsafeMutableRawBufferPointer) throws(BundleError) -> Int
    ) throws(BundleError) {
        guard let path = try taken(raw) else { return }
        try tree.add(file: path)
        let (announced, overflow) = unpacked.addingReportingOverflow(max(0, size ?? 0))
        try limits.check(unpacked: overflow ? .max : announced, packed: packed, at: path)
        try look(before: max(0, size ?? 0))
        let writer = try store.newContent()
        while true {
            let count = try read(buffer)
            guard count > 0 else { break }
            unpacked += Int64(count)
            try limits.check(unpacked: unpacked, packed: packed, at: path)
            try look(before: Int64(count))
            try writer.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            meter?.add(bytes: count)
        }
        if let size, size != writer.size {
            throw BundleError(
                .unreadable,
                Localized(
                    id: "`\(path.safe())` terpotong: \(writer.size) dari \(size) byte",
                    en: "`\(path.safe())` is cut: \(writer.size) of \(size) bytes"
                ),
                hint: Localized(
                    id:
                        "arsip bersambung atau rusak? buka dengan aplikasi asalnya, lalu: siaga bundle add FOLDER",
                    en:
                        "in several parts, or damaged? unpack it with its own program, then: siaga bundle add FOLDER"
                )
            )
        }
        let hash = try writer.commit()
        meter?.addFile()
        files[path] = Manifest.File(path: path, size: writer.size, hash: hash, isExecutable: isExecutable)
    }

    /// Looks at the store's disk, for so many bytes to come and then only after many more.
    private func look(before count: Int64) throws(BundleError) {
        stride -= count
        guard stride < 0 else { return }
        stride = Self.lookEvery
        if let shortage = disk.shortage(for: ByteCount(bytes: count), at: store.incoming) {
            throw .noSpace(at: store.folder, shortage)
        }
    }

    private func begin(_ raw: String) throws(BundleError) -> String {
        entries += 1
        try limits.check(entries: entries, at: raw)
        return try rules.path(raw)
    }

    /// The path of an entry; nil where it is left out.
    private func taken(_ raw: String) throws(BundleError) -> String? {
        let path = try named(raw)
        guard StrayFile.isOne(path) else { return path }
        strayFiles += 1
        return nil
    }

    private func named(_ raw: String) throws(BundleError) -> String {
        let path = try begin(raw)
        guard !path.isEmpty else { throw .refused(raw, Localized(id: "tanpa nama", en: "it has no name")) }
        return path
    }

    /// Ends the bundle.
    ///
    /// - Parameter stripsTop: Whether a single folder that holds everything is left out of the paths: archives often
    ///   have one, and its name is not part of the app.
    /// - Returns: What was taken in, and the name of the folder that was left out.
    /// - Throws: ``BundleError`` when there is no file in it, or the disk refuses.
    public func finish(stripsTop: Bool) throws(BundleError) -> BundleContents {
        guard !files.isEmpty else {
            throw BundleError(
                .invalid,
                Localized(id: "tidak ada berkas di dalamnya", en: "there is no file in it"),
                hint: Localized(id: "periksa arsip atau foldernya", en: "look at the archive or folder")
            )
        }
        try store.settle(files.values.map(\.hash))
        let contents = BundleContents(
            files: Array(files.values),
            folders: tree.emptyFolders(),
            links: links,
            leftOut: nil,
            strayFiles: strayFiles
        )
        return stripsTop ? contents.withoutTopFolder : contents
    }
}
