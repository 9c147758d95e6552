import Glibc

/// The contents of all bundles, each once, under its SHA-256: `contents/ab/cdef…`, in a folder of this account alone.
///
/// Its functions block on the disk: they belong off the cooperative pool.
public struct ContentStore: Hashable, Sendable {
    /// The folder of all that is kept of bundles.
    public let folder: String

    /// A store in `folder`, which ``prepare()`` makes.
    public init(folder: String) {
        self.folder = folder
    }

    /// What is wrong with a content.
    public enum Damage: String, Hashable, Sendable, Codable {
        /// It is not there.
        case missing
        /// Its bytes are others.
        case changed
        /// The disk does not give it.
        case unreadable
    }

    /// Where downloads and contents are until they are whole.
    public var incoming: String { "\(folder)/incoming" }
    var contents: String { "\(folder)/contents" }

    /// Makes the folders, with mode 0700.
    ///
    /// - Throws: ``BundleError`` `.storage`; also when the folder belongs to somebody else.
    public func prepare() throws(BundleError) {
        try Self.makeFolders(folder)
        for path in [folder, contents, incoming] {
            var status = stat()
            if mkdir(path, 0o700) != 0, errno != EEXIST { throw .storage(path) }
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw .storage(path) }
            guard status.st_uid == geteuid() else {
                errno = EPERM
                throw .storage(path)
            }
            if status.st_mode & 0o077 != 0, chmod(path, 0o700) != 0 { throw .storage(path) }
        }
        removeAbandoned()
    }

    /// Removes contents that a run left half-written when it was killed.
    private func removeAbandoned() {
        for name in Self.names(in: incoming) {
            guard name.hasSuffix(".part"), let owner = pid_t(name.prefix { $0 != "-" }), owner > 0 else {
                continue
            }
            if kill(owner, 0) != 0, errno == ESRCH { unlink("\(incoming)/\(name)") }
        }
    }

    /// Opens a content for reading.
    ///
    /// - Throws: ``BundleError`` `.unreadable` when it is not there.
    public func open(_ hash: ContentHash) throws(BundleError) -> StoredContent {
        try StoredContent.open(path(of: hash))
    }

    /// Whether the content is there; says nothing of its bytes.
    public func contains(_ hash: ContentHash) -> Bool {
        access(path(of: hash), F_OK) == 0
    }

    /// Begins a new content.
    ///
    /// - Throws: ``BundleError`` `.storage`.
    public func newContent() throws(BundleError) -> ContentWriter {
        let path = "\(incoming)/\(getpid())-\(String(UInt64.random(in: 0 ... .max), radix: 36)).part"
        guard
            let file = Descriptor(
                Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600 as mode_t)
            )
        else { throw .storage(path) }
        return ContentWriter(store: self, path: path, file: file)
    }

    /// Reads the whole content and compares it with its name.
    ///
    /// - Returns: nil when it is whole.
    public func damage(of hash: ContentHash) -> Damage? {
        guard contains(hash) else { return .missing }
        do throws(BundleError) {
            return try open(hash).hash() == hash ? nil : .changed
        } catch {
            return .unreadable
        }
    }

    /// Makes sure that a power cut forgets none of the names of these contents.
    ///
    /// - Throws: ``BundleError`` `.storage`.
    public func settle(_ hashes: some Sequence<ContentHash>) throws(BundleError) {
        var folders = Set(hashes.map { prefixFolder(of: $0) })
        folders.insert(contents)
        for folder in folders { try Self.settle(folder: folder) }
    }

    static func settle(folder: String) throws(BundleError) {
        guard let file = Descriptor(Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)),
            fsync(file.number) == 0
        else { throw .storage(folder) }
    }

    /// Makes the folders above `path`, for this account alone.
    static func makeFolders(_ path: String) throws(BundleError) {
        for index in path.indices.dropFirst() where path[index] == "/" {
            let parent = String(path[..<index])
            if mkdir(parent, 0o700) != 0, errno != EEXIST, access(parent, F_OK) != 0 {
                throw .storage(parent)
            }
        }
    }

    /// The names in a folder, in order; none where it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
            )
        }
        return names.sorted()
    }

    func prefixFolder(of hash: ContentHash) -> String { "\(contents)/\(hash.description.prefix(2))" }

    /// Where a content is, if it is there.
    package func path(of hash: ContentHash) -> String {
        "\(prefixFolder(of: hash))/\(hash.description.dropFirst(2))"
    }
}
