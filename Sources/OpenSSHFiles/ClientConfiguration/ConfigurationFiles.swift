import Glibc
import LocalFiles
import RoomModel

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
        // A usual way to say that nothing is configured.
        guard path != "/dev/null" else { return .text([], isOpenToOthers: false) }
        var status = stat()
        let bytes: [UInt8]
        do throws(OrdinaryFile.Refusal) {
            let descriptor = try OrdinaryFile.open(path, O_RDONLY)
            defer { close(descriptor) }
            guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
            bytes = try OrdinaryFile.bytes(of: descriptor, limit: Self.longest)
        } catch {
            switch error {
            case .system(ENOENT), .system(ENOTDIR): return .missing
            case .system(EACCES): return .unreadable("this account may not read it")
            case .system, .folder, .other: return .unreadable(error.reason.en)
            }
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
