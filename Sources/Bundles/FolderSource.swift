import Glibc
import RoomModel

/// A folder of this controller as the source of a bundle; follows no link.
public struct FolderSource: Sendable {
    private let path: String

    /// The deepest folder that is read; deeper ones are refused.
    static let deepest = 64

    /// A source.
    public init(path: String) {
        self.path = path
    }

    /// Gives every entry of the folder to `builder`, in order of names.
    ///
    /// - Throws: ``BundleError`` that names the entry.
    public func read(into builder: BundleBuilder) throws(BundleError) {
        guard let folder = Descriptor(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) else {
            throw .unreadable(path)
        }
        try read(folder, at: "", depth: 0, into: builder)
    }

    private func read(
        _ folder: Descriptor,
        at prefix: String,
        depth: Int,
        into builder: BundleBuilder
    ) throws(BundleError) {
        guard depth < Self.deepest else {
            throw .refused(
                prefix,
                Localized(
                    id: "lebih dari \(Self.deepest) folder bertingkat",
                    en: "more than \(Self.deepest) folders within each other"
                )
            )
        }
        for name in try names(in: folder, at: prefix) {
            let entry = prefix.isEmpty ? name : "\(prefix)/\(name)"
            var status = stat()
            guard fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
                throw .unreadable(entry)
            }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                try builder.addFolder(entry)
                let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
                guard let below = Descriptor(openat(folder.number, name, flags)) else {
                    throw .unreadable(entry)
                }
                try read(below, at: entry, depth: depth + 1, into: builder)
            case S_IFLNK:
                try builder.addLink(entry, to: try target(of: name, in: folder, entry))
            case S_IFREG:
                let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
                guard let file = Descriptor(openat(folder.number, name, flags)) else {
                    throw .unreadable(entry)
                }
                let content = try StoredContent.of(file, entry)
                try builder.addFile(
                    entry,
                    size: content.size,
                    isExecutable: status.st_mode & 0o111 != 0,
                    read: { buffer throws(BundleError) in try content.read(into: buffer) }
                )
            default: try builder.refuse(entry, mode: status.st_mode)
            }
        }
    }

    private func names(in folder: Descriptor, at prefix: String) throws(BundleError) -> [String] {
        // The stream closes its descriptor; ours is still needed.
        guard let stream = fdopendir(openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) else {
            throw .unreadable(prefix)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name else {
                throw .refused(
                    prefix,
                    Localized(id: "ada nama yang bukan UTF-8 di sini", en: "a name in it is not UTF-8")
                )
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func target(of name: String, in folder: Descriptor, _ entry: String) throws(BundleError) -> String
    {
        var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = bytes.withUnsafeMutableBytes { buffer in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                characters.baseAddress.map { readlinkat(folder.number, name, $0, characters.count) } ?? -1
            }
        }
        guard count >= 0 else { throw .unreadable(entry) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
