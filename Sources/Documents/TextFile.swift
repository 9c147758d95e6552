import RoomModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads small files and folders, synchronously: for a command before its run begins, never from an asynchronous task.
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

    /// What stands at `path`, symbolic links followed; nil for nothing.
    public static func kind(of path: String) -> Kind? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
    }

    /// Whether this account may execute the file.
    public static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

    /// Whether the file's first bytes name an interpreter (`#!`).
    public static func beginsWithInterpreter(_ path: String) -> Bool { begins(path, with: "#!") }

    /// Whether the file is a private key (RFC 7468 §2): nothing of it is to be read as a document.
    public static func isPrivateKey(_ path: String) -> Bool { begins(path, with: "-----BEGIN") }

    private static func begins(_ path: String, with start: String) -> Bool {
        guard kind(of: path) == .file else { return false }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: start.utf8.count)
        return read(descriptor, &bytes, bytes.count) == bytes.count && bytes.elementsEqual(start.utf8)
    }

    /// The bytes of a file, at most `limit` + 1 of them, so that a larger one is seen to be too large.
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
        switch kind(of: path) {
        case .file: break
        case .folder: throw UnreadableFile("this is a folder")
        case .other: throw UnreadableFile("this is no ordinary file")
        case nil: throw UnreadableFile("there is no such file")
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw UnreadableFile(reason(errno)) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            let count = read(descriptor, &chunk, min(chunk.count, limit + 1 - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw UnreadableFile(reason(errno)) }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return bytes
    }

    /// The names in a folder, sorted, without hidden ones and editors' copies (`name~`); empty when there is no folder.
    public static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let capacity = MemoryLayout.size(ofValue: entry.pointee.d_name)
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: capacity) { String(cString: $0) }
            }
            if !name.hasPrefix("."), !name.hasSuffix("~") { names.append(name) }
        }
        return names.sorted()
    }

    /// The sentence for an error number of open(2) or read(2).
    private static func reason(_ number: CInt) -> String {
        switch number {
        case ENOENT: "there is no such file"
        case EACCES, EPERM: "this account may not read it"
        case ENAMETOOLONG: "the path is too long"
        default: String(cString: strerror(number)).lowercased()
        }
    }
}

/// Why a file could not be read.
public struct UnreadableFile: Error, Hashable, Sendable {
    /// What is wrong, lower case, no full stop.
    public let message: String

    /// Creates the error.
    public init(_ message: String) {
        self.message = message
    }
}
