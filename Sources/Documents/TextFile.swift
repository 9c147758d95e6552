import Glibc
import LocalFiles
import RoomModel

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
            guard number == ENOENT else { throw UnreadableFile(.system(number), path) }
            if !path.isEmpty { try requireSoundFolder(above: path) }
            return nil
        }
        guard stat(path, &status) == 0 else {
            let number = errno
            throw number == ENOENT ? UnreadableFile.danglingLink(path) : UnreadableFile(.system(number), path)
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
                    number == ENOENT
                    ? UnreadableFile.danglingLink(above) : UnreadableFile(.system(number), above)
                throw error.said(of: above)
            }
            (below, above) = (above, folder(above: above))
        }
    }

    /// The path from the root to what stands at `path`, links, `.` and `..` resolved (realpath(3)).
    ///
    /// - Throws: ``UnreadableFile`` when nothing stands there, or that cannot be told.
    public static func resolved(_ path: String) throws(UnreadableFile) -> String {
        guard try kind(of: path) != nil else { throw UnreadableFile(.system(ENOENT), path) }
        guard let resolved = realpath(path, nil) else { throw UnreadableFile(.system(errno), path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The path from the root, `.` and `..` taken out by their letters, links left as they are (as Python's `abspath`).
    public static func absolute(_ path: String) -> String {
        var whole = path
        if !path.hasPrefix("/"), let folder = getcwd(nil, 0) {
            defer { free(folder) }
            whole = String(cString: folder) + "/" + path
        }
        var parts: [Substring] = []
        for part in whole.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
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
        // A name that is not there is told from a link that leads nowhere.
        guard try kind(of: path) != nil else { throw UnreadableFile(.system(ENOENT), path) }
        do throws(OrdinaryFile.Refusal) {
            let descriptor = try OrdinaryFile.open(path, O_RDONLY)
            defer { close(descriptor) }
            return try OrdinaryFile.bytes(of: descriptor, limit: limit)
        } catch {
            throw UnreadableFile(error, path)
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
        guard let stream = opendir(folder) else { throw UnreadableFile(.system(errno), folder) }
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
        guard errno == 0 else { throw UnreadableFile(.system(errno), folder) }
        return names.sorted()
    }
}
