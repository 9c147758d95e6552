public import Bundles
import Glibc
import RoomModel

/// Reads a bundle that ``TransferFileWriter`` wrote; believes nothing in it.
public actor TransferFileReader {
    /// What stands at the front of the file.
    public struct Front: Hashable, Sendable {
        /// The manifest, checked.
        public let manifest: Manifest
        /// Its bytes, of which the signature is.
        public let manifestBytes: [UInt8]
        /// The armoured signature; nil where there is none.
        public let signature: [UInt8]?
    }

    private let store: ContentStore
    private let limits: ImportLimits
    private let executor = QueueExecutor(label: "siaga.import")

    /// The executor that keeps file work off the cooperative pool.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The longest signature: an RSA key's of 16,384 bits has 6 KB.
    private static let longestSignature = 64 << 10

    /// A reader into this store.
    public init(store: ContentStore, limits: ImportLimits = .standard) {
        self.store = store
        self.limits = limits
    }

    /// Reads manifest and signature, nothing more.
    ///
    /// - Throws: ``BundleError`` when it is no such file.
    public func front(of path: String) throws(BundleError) -> Front {
        try front(try ArchiveReader.open(path), path).front
    }

    /// Takes the contents into the store, each compared with its hash.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - front: What was read of it and decided on; a file that changed since is refused.
    /// - Throws: ``BundleError`` for a content that is other, missing or not of the bundle.
    public func readContents(of path: String, expecting front: Front) throws(BundleError) {
        try store.prepare()
        let archive = try ArchiveReader.open(path)
        let (now, first) = try self.front(archive, path)
        guard now == front else {
            throw damaged(path, Localized(id: "berubah saat dibaca", en: "it changed meanwhile"))
        }
        var missing = Dictionary(uniqueKeysWithValues: front.manifest.contents.map { ($0.hash, $0.size) })
        var entry = first
        while let present = entry {
            let name = present.path
            guard name.hasPrefix(TransferFileWriter.Name.contents), present.mode & S_IFMT == S_IFREG,
                let hash = ContentHash(String(name.dropFirst(TransferFileWriter.Name.contents.count))),
                let size = missing.removeValue(forKey: hash)
            else {
                throw damaged(
                    path,
                    Localized(
                        id: "`\(name.safe())` bukan bagian paket ini",
                        en: "`\(name.safe())` is no part of the bundle"
                    )
                )
            }
            let writer = try store.newContent()
            try copy(from: archive, to: writer, most: size)
            do throws(BundleError) {
                try writer.commit(expecting: hash)
            } catch {
                guard error.code == .checksum else { throw error }
                throw damaged(
                    path,
                    Localized(id: "isi \(hash) berubah", en: "the content \(hash) was changed")
                )
            }
            entry = try archive.next()
        }
        if let (hash, _) = missing.min(by: { $0.key < $1.key }) {
            throw damaged(
                path,
                Localized(
                    id: "terpotong, \(missing.count) isi tidak ada, misalnya \(hash)",
                    en: "it is cut: \(missing.count) contents are missing, for example \(hash)"
                )
            )
        }
        try store.settle(front.manifest.contents.map(\.hash))
    }

    private func front(
        _ archive: ArchiveReader,
        _ path: String
    ) throws(BundleError) -> (front: Front, next: ArchiveReader.Entry?) {
        guard let entry = try archive.next(), entry.path == TransferFileWriter.Name.manifest,
            let bytes = try bytes(of: archive, most: Manifest.largest)
        else {
            throw BundleError(
                .invalid,
                Localized(
                    id: "\(path.safe()) bukan paket dari siaga bundle export",
                    en: "\(path.safe()) is no bundle of siaga bundle export"
                ),
                hint: Localized(
                    id: "arsip aplikasi? siaga bundle add \(path.safe())",
                    en: "the app's archive? siaga bundle add \(path.safe())"
                )
            )
        }
        let manifest = try Manifest(json: bytes, limits: limits)
        var next = try archive.next()
        var signature: [UInt8]?
        if let second = next, second.path == TransferFileWriter.Name.signature {
            guard let read = try self.bytes(of: archive, most: Self.longestSignature) else {
                throw damaged(
                    path,
                    Localized(id: "tanda tangan terlalu panjang", en: "the signature is too long")
                )
            }
            signature = read
            next = try archive.next()
        }
        return (Front(manifest: manifest, manifestBytes: bytes, signature: signature), next)
    }

    private func bytes(of archive: ArchiveReader, most: Int) throws(BundleError) -> [UInt8]? {
        var bytes: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try archive.read(into: buffer)
            guard count > 0 else { return bytes }
            guard bytes.count + count <= most else { return nil }
            bytes += buffer[..<count]
        }
    }

    private func copy(from archive: ArchiveReader, to writer: ContentWriter, most: Int64) throws(BundleError)
    {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try archive.read(into: buffer)
            // One byte too many already has another hash.
            guard count > 0, writer.size <= most else { return }
            try writer.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    private func damaged(_ path: String, _ reason: Localized) -> BundleError {
        BundleError(
            .checksum,
            Localized(id: "\(path.safe()): \(reason.id)", en: "\(path.safe()): \(reason.en)"),
            hint: Localized(
                id: "minta berkasnya sekali lagi kepada pengirim",
                en: "ask the sender for the file once more"
            )
        )
    }
}
