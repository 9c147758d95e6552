import Glibc

/// Where the text of a client configuration comes from.
public protocol ConfigurationFiles: Sendable {
    /// Reads the file at `path`.
    func read(_ path: String) -> ConfigurationFile

    /// The paths that a pattern of `Include` means, sorted; `~` is expanded already.
    func paths(matching pattern: String) -> [String]
}

/// What came of reading one file of a configuration.
public enum ConfigurationFile: Hashable, Sendable {
    /// There is none.
    case missing
    /// It cannot be read, and why: lower case, no full stop.
    case unreadable(String)
    /// Its text, and whether somebody else could have written it.
    case text([UInt8], isOpenToOthers: Bool)
}

/// The files of this machine.
public struct DiskFiles: ConfigurationFiles {
    /// The largest file read: 1 MiB, far beyond any configuration people write.
    static let longest = 1 << 20
    /// The most files that one pattern may mean.
    private static let mostMatches = 1_000

    /// Creates the value.
    public init() {}

    /// Reads the file at `path`, blocking; a pipe or a device is never waited for.
    ///
    /// - Parameter path: The file.
    /// - Returns: Its text. It is open to others unless it belongs to root or this account and nobody else may write to
    ///   it, as `ssh` asks of `~/.ssh/config` (`ssh_config(5)`, FILES).
    public func read(_ path: String) -> ConfigurationFile {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return .missing
            case EACCES: return .unreadable("this account may not read it")
            default: return .unreadable(String(cString: strerror(errno)).lowercased())
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            return .unreadable("this is a folder")
        }
        // `/dev/null` is a usual way to say that nothing is configured.
        guard status.st_mode & S_IFMT == S_IFREG || path == "/dev/null" else {
            return .unreadable("this is no ordinary file")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= Self.longest {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return .unreadable(String(cString: strerror(errno)).lowercased()) }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        guard bytes.count <= Self.longest else { return .unreadable("it is larger than 1 MiB") }
        let isOwn = status.st_uid == 0 || status.st_uid == getuid()
        return .text(bytes, isOpenToOthers: !isOwn || status.st_mode & 0o022 != 0)
    }

    /// The paths that `pattern` means (`glob(7)`), sorted.
    public func paths(matching pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<min(Int(found.gl_pathc), Self.mostMatches)).compactMap { index in
            found.gl_pathv[index].map { String(cString: $0) }
        }
    }
}
