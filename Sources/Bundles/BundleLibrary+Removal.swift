import Glibc
public import RoomModel

extension BundleLibrary {
    /// What no bundle names any more.
    public struct Leftover: Hashable, Sendable {
        /// The contents.
        let contents: [ContentHash]
        /// How many there are, and how many bytes they have.
        public let count: FileCount
    }

    /// The contents that would be named by no bundle without `manifests`.
    ///
    /// - Throws: ``BundleError`` where a manifest cannot be read: what it names is not known, and would be lost.
    public func leftover(without manifests: [Manifest] = []) throws(BundleError) -> Leftover {
        let listing = list()
        if let problem = listing.problems.first {
            throw BundleError(
                problem.code,
                problem.message,
                hint: Localized(
                    id:
                        "selama satu manifes tidak terbaca, tidak ada isi yang dihapus: perbaiki atau hapus berkas itu",
                    en: "while a manifest cannot be read, no content is removed: mend or remove that file"
                )
            )
        }
        let removed = Set(manifests.map(\.id))
        let named = Set(
            listing.manifests.filter { !removed.contains($0.id) }.flatMap { $0.files.map(\.hash) }
        )
        var count = FileCount()
        let contents = store.all().filter { !named.contains($0.hash) }
        for content in contents { count.add(size: content.size) }
        return Leftover(contents: contents.map(\.hash), count: count)
    }

    /// Removes bundles, then every content that no bundle names; a manifest goes before its contents do.
    ///
    /// - Parameter manifests: The bundles; none: only what is left over.
    /// - Returns: How much was removed of the contents.
    /// - Throws: ``BundleError``; `.conflict` while something is being added.
    public func remove(_ manifests: [Manifest]) throws(BundleError) -> FileCount {
        let lock = try store.lock(for: .removing)
        defer { withExtendedLifetime(lock) {} }
        let leftover = try leftover(without: manifests)
        for manifest in manifests { try forget(manifest.id) }
        for hash in leftover.contents { try store.remove(hash) }
        return leftover.count
    }
}

extension ContentStore {
    /// Every content, with its size.
    func all() -> [(hash: ContentHash, size: Int64)] {
        var found: [(hash: ContentHash, size: Int64)] = []
        for prefix in Self.names(in: contents) where prefix.utf8.count == 2 {
            for name in Self.names(in: "\(contents)/\(prefix)") {
                var status = stat()
                guard let hash = ContentHash(prefix + name), lstat(path(of: hash), &status) == 0 else {
                    continue
                }
                found.append((hash, Int64(status.st_size)))
            }
        }
        return found
    }

    /// Removes a content.
    func remove(_ hash: ContentHash) throws(BundleError) {
        guard unlink(path(of: hash)) == 0 || errno == ENOENT else { throw .storage(path(of: hash)) }
    }
}
