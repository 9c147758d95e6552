import RoomModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads small files and folders, synchronously: for a command before its run begins, never from an asynchronous task.
///
/// Nothing that belongs to a room may be passed over because it cannot be read: only a name that does not exist counts as
/// absent. A closed folder, a link to nothing, a circle of links and every other error is told.
public enum TextFile {
    /// What stands at a path.
    public enum Kind: Hashable, Sendable {
        /// An ordinary file.
        case file
        /// A folder.
        case folder
        /// A device, a pipe, a socket: never opened.
        case other
    }

    /// The home folder of the account that runs Siaga (`HOME`), if it is known.
    public static var home: String? {
        getenv("HOME").map { String(cString: $0) }
    }

    /// What stands at `path`, symbolic links followed; nil only where nothing of that name exists.
    ///
    /// - Parameter path: The path; a folder above it that does not exist is nothing too.
    /// - Returns: Its kind.
    /// - Throws: ``UnreadableFile`` when it cannot be told: a closed folder above it, a link to nothing, too many links.
    public static func kind(of path: String) throws(UnreadableFile) -> Kind? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            let number = errno
            guard number == ENOENT else { throw UnreadableFile(number, path) }
            if !path.isEmpty { try requireSoundFolder(above: path) }
            return nil
        }
        guard stat(path, &status) == 0 else {
            let number = errno
            throw number == ENOENT ? UnreadableFile.danglingLink(path) : UnreadableFile(number, path)
        }
        return kind(status)
    }

    /// A link to nothing above `path` hides whatever should be there.
    private static func requireSoundFolder(above path: String) throws(UnreadableFile) {
        var status = stat()
        var below = path
        var above = folder(above: path)
        while above != below {
            if lstat(above, &status) == 0 {
                guard stat(above, &status) != 0 else { return }
                let number = errno
                let error =
                    number == ENOENT ? UnreadableFile.danglingLink(above) : UnreadableFile(number, above)
                throw error.said(of: above)
            }
            (below, above) = (above, folder(above: above))
        }
    }

    /// The path from the root to what stands at `path`, links, `.` and `..` resolved (realpath(3)).
    ///
    /// - Throws: ``UnreadableFile`` when nothing stands there, or that cannot be told.
    public static func resolved(_ path: String) throws(UnreadableFile) -> String {
        guard try kind(of: path) != nil else { throw UnreadableFile(ENOENT, path) }
        guard let resolved = realpath(path, nil) else { throw UnreadableFile(errno, path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Whether nothing can stand at `path`, as far as this account can tell.
    ///
    /// For words of the command line that may be a path or something else; a word that is too long for a path is none.
    public static func isAbsent(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) != 0 && [ENOENT, ENAMETOOLONG].contains(errno)
    }

    private static func kind(_ status: stat) -> Kind {
        switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
    }

    /// The folder that a path stands in: `.` for a bare name, `/` for what is at the top.
    static func folder(above path: String) -> String {
        let path = path.last == "/" && path.count > 1 ? path.dropLast() : path[...]
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Whether this account may execute the file.
    public static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

    /// Whether the file's first bytes name an interpreter (`#!`); false for what cannot be read.
    public static func beginsWithInterpreter(_ path: String) -> Bool { begins(path, with: "#!") }

    /// Whether the file is a private key (RFC 7468 §2): nothing of it is to be read as a document.
    public static func isPrivateKey(_ path: String) -> Bool { begins(path, with: "-----BEGIN") }

    /// What cannot be read says why to whoever reads it whole.
    private static func begins(_ path: String, with start: String) -> Bool {
        guard let bytes = try? bytes(of: path, limit: start.utf8.count - 1) else { return false }
        return bytes.elementsEqual(start.utf8)
    }

    /// The bytes of a file, at most `limit` + 1 of them, so that a larger one is seen to be too large.
    ///
    /// A pipe or a device is never waited for.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes that will be used (default ``Document/longest``).
    /// - Returns: The bytes.
    /// - Throws: ``UnreadableFile`` when it cannot be opened or is no ordinary file.
    public static func bytes(
        of path: String,
        limit: Int = Document.longest
    ) throws(UnreadableFile) -> [UInt8] {
        // Opening a device may already do something to it.
        guard let found = try kind(of: path) else { throw UnreadableFile(ENOENT, path) }
        try requireFile(found, path)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw UnreadableFile(errno, path) }
        defer { close(descriptor) }
        // Something else may have taken its place since.
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw UnreadableFile(errno, path) }
        try requireFile(kind(status), path)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            let count = read(descriptor, &chunk, min(chunk.count, limit + 1 - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw UnreadableFile(errno, path) }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return bytes
    }

    private static func requireFile(_ kind: Kind, _ path: String) throws(UnreadableFile) {
        switch kind {
        case .file: return
        case .folder: throw UnreadableFile.folder(path)
        case .other: throw UnreadableFile.noFile(path)
        }
    }

    /// The names in a folder, sorted, without hidden ones and editors' copies (`name~`); empty where there is no such
    /// folder.
    ///
    /// - Throws: ``UnreadableFile`` when it is no folder, or cannot be read to its end.
    public static func names(in folder: String) throws(UnreadableFile) -> [String] {
        switch try kind(of: folder) {
        case .folder: break
        case .file, .other: throw UnreadableFile.noFolder(folder)
        case nil: return []
        }
        guard let stream = opendir(folder) else { throw UnreadableFile(errno, folder) }
        defer { closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(stream) {
            let capacity = MemoryLayout.size(ofValue: entry.pointee.d_name)
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: capacity) { String(cString: $0) }
            }
            if !name.hasPrefix("."), !name.hasSuffix("~") { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw UnreadableFile(errno, folder) }
        return names.sorted()
    }
}
