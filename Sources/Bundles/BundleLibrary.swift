import Glibc
import RoomModel

/// All bundles of this controller: manifests by name and version, contents by hash.
public actor BundleLibrary {
    /// What became of a manifest that was to be kept.
    public enum Outcome: Hashable, Sendable {
        /// It is new.
        case added
        /// It was there already, with the same files.
        case same
        /// It took the place of one with other files.
        case replaced
    }

    /// Manifests that can be read, and what is wrong with the others.
    public struct Listing: Sendable {
        /// In order of name, version and target.
        public let manifests: [Manifest]
        /// One for each file that is no manifest.
        public let problems: [BundleError]
    }

    /// The contents.
    public nonisolated let store: ContentStore
    private let folder: String
    private let executor = QueueExecutor(label: "siaga.bundles")

    /// The executor that keeps file work off the cooperative pool.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The bundles in `folder`, which is made when the first one comes.
    public init(folder: String) {
        self.folder = "\(folder)/manifests"
        store = ContentStore(folder: folder)
    }

    /// All bundles.
    public func list() -> Listing {
        var manifests: [Manifest] = []
        var problems: [BundleError] = []
        for name in ContentStore.names(in: folder) where BundleID.isName(name) {
            for file in ContentStore.names(in: "\(folder)/\(name)") where file.hasSuffix(".json") {
                let path = "\(folder)/\(name)/\(file)"
                do throws(BundleError) {
                    let manifest = try read(path)
                    guard self.path(of: manifest.id) == path else {
                        throw BundleError(
                            .invalid,
                            Localized(
                                id: "manifes ini milik \(manifest.id)",
                                en: "the manifest there is that of \(manifest.id)"
                            )
                        )
                    }
                    manifests.append(manifest)
                } catch {
                    problems.append(
                        BundleError(
                            error.code,
                            Localized(
                                id: "\(path.safe()): \(error.message.id)",
                                en: "\(path.safe()): \(error.message.en)"
                            ),
                            hint: error.hint
                        )
                    )
                }
            }
        }
        return Listing(manifests: manifests.sorted { $0.id < $1.id }, problems: problems)
    }

    /// Keeps a manifest whose contents are all in the store.
    ///
    /// - Parameters:
    ///   - manifest: What to keep.
    ///   - replaces: Whether one of that name with other files gives way.
    /// - Returns: What became of it.
    /// - Throws: ``BundleError`` `.conflict` where one with other files is there, `.storage`.
    public func keep(_ manifest: Manifest, replacing replaces: Bool) throws(BundleError) -> Outcome {
        for (hash, _) in manifest.contents where !store.contains(hash) {
            throw BundleError(
                .storage,
                Localized(
                    id: "isi \(hash) tidak ada di penyimpanan",
                    en: "the content \(hash) is not in the store"
                )
            )
        }
        let path = path(of: manifest.id)
        let old = access(path, F_OK) == 0 ? try? read(path) : nil
        if let old, old.contentHash == manifest.contentHash, old == manifest { return .same }
        let isOther = access(path, F_OK) == 0
        guard !isOther || replaces || old?.contentHash == manifest.contentHash else {
            throw BundleError(
                .conflict,
                Localized(
                    id:
                        "paket \(manifest.id) sudah ada dengan isi lain (kode \(old?.contentCode ?? "?"), yang ini "
                        + "\(manifest.contentCode))",
                    en:
                        "there is a bundle \(manifest.id) with other files already (code \(old?.contentCode ?? "?"), "
                        + "this one \(manifest.contentCode))"
                ),
                hint: Localized(
                    id: "ganti dengan --replace, atau beri --version atau --name lain",
                    en: "replace it with --replace, or give another --version or --name"
                )
            )
        }
        try write(manifest.json, to: path)
        return isOther ? (old?.contentHash == manifest.contentHash ? .same : .replaced) : .added
    }

    /// Reads every content of these bundles and compares it with its hash.
    ///
    /// - Returns: What is wrong with which content; empty when all is whole.
    public func damage(of manifests: [Manifest]) -> [ContentHash: ContentStore.Damage] {
        var damage: [ContentHash: ContentStore.Damage] = [:]
        for hash in Set(manifests.flatMap { $0.files.map(\.hash) }).sorted() {
            damage[hash] = store.damage(of: hash)
        }
        return damage
    }

    private func path(of id: BundleID) -> String {
        let target = id.target.words
        return "\(folder)/\(id.name)/\(id.version)\(target.isEmpty ? "" : "@" + target).json"
    }

    private func read(_ path: String) throws(BundleError) -> Manifest {
        guard let bytes = try StoredContent.open(path).bytes(limit: Manifest.largest) else {
            errno = EFBIG
            throw .unreadable(path)
        }
        return try Manifest(json: bytes)
    }

    private func write(_ bytes: [UInt8], to path: String) throws(BundleError) {
        try ContentStore.makeFolders(path)
        let part = "\(path).\(getpid()).part"
        unlink(part)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        guard let file = Descriptor(open(part, flags, 0o600 as mode_t)) else { throw .storage(part) }
        guard bytes.withUnsafeBytes({ file.write($0) }), fsync(file.number) == 0, rename(part, path) == 0
        else {
            let error = BundleError.storage(path)
            unlink(part)
            throw error
        }
        let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        try ContentStore.settle(folder: parent)
    }

    /// Removes a manifest; its contents stay.
    func forget(_ id: BundleID) throws(BundleError) {
        let path = path(of: id)
        guard unlink(path) == 0 || errno == ENOENT else { throw .storage(path) }
    }
}
