public import Glibc
public import RoomModel

/// Opens files of this machine that were named to this program, or that it left somewhere itself.
///
/// Where a file is wanted, a pipe would be waited for until the exam is over, and a device would be asked for things it
/// does at once; so only an ordinary file is opened, and the waiting is ruled out before it is known what stands there.
public enum OrdinaryFile {
    /// Why a path was not opened.
    public enum Refusal: Error, Hashable, Sendable {
        /// The system says so (errno(3)).
        case system(CInt)
        /// A folder stands there.
        case folder
        /// A pipe, a socket or a device stands there.
        case other

        /// The reason, lower case, no full stop; the system's own words are English in both languages.
        public var reason: Localized {
            switch self {
            case .system(let code):
                let text = String(cString: strerror(code)).lowercased()
                return Localized(id: text, en: text)
            case .folder: return Localized(id: "itu sebuah folder", en: "it is a folder")
            case .other:
                return Localized(
                    id: "itu pipa atau perangkat, bukan berkas biasa",
                    en: "it is a pipe or a device, no ordinary file"
                )
            }
        }
    }

    /// Opens a file, or makes it.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - flags: As in open(2); `O_CLOEXEC`, `O_NONBLOCK` and `O_NOCTTY` are added. A link is followed unless
    ///     `O_NOFOLLOW` is among them, which belongs wherever the file is this program's own.
    ///   - mode: Who may do what with a file that is made (default 0600).
    ///   - takesPipe: Whether a pipe will do too, as a shell makes one of `<(…)`: whoever reads it waits under a deadline
    ///     of their own (default: no).
    /// - Returns: The descriptor; whoever asked closes it.
    /// - Throws: ``Refusal`` where it cannot be opened or is no ordinary file.
    public static func open(
        _ path: String,
        _ flags: CInt,
        mode: mode_t = 0o600,
        takesPipe: Bool = false
    ) throws(Refusal) -> CInt {
        var status = stat()
        // Opening a device may already do something to it.
        if stat(path, &status) == 0 { try refuse(status, takesPipe) }
        let descriptor = Glibc.open(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, mode)
        guard descriptor >= 0 else {
            let code = errno
            // A pipe that nobody reads, and a socket, cannot be opened for writing; a folder neither.
            if code == ENXIO { throw .other }
            if code == EISDIR { throw .folder }
            throw .system(code)
        }
        do throws(Refusal) {
            guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
            // Something else may have taken its place since.
            try refuse(status, takesPipe)
            return descriptor
        } catch {
            let code = errno
            close(descriptor)
            errno = code
            throw error
        }
    }

    /// Why a path must not be given to a library that opens files itself; nil where it may, also where nothing is there.
    public static func refusal(at path: String) -> Refusal? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return refusal(of: status)
    }

    /// Reads an open file on to its end, or to one byte past `limit`, so that a larger one is seen to be too large.
    ///
    /// - Throws: ``Refusal`` where the disk gives no more.
    public static func bytes(of descriptor: CInt, limit: Int) throws(Refusal) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            let count = read(descriptor, &chunk, min(chunk.count, limit + 1 - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system(errno) }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return bytes
    }

    private static func refuse(_ status: stat, _ takesPipe: Bool) throws(Refusal) {
        guard let refusal = refusal(of: status), !takesPipe || status.st_mode & S_IFMT != S_IFIFO else {
            return
        }
        // For those who go on to speak of errno(3).
        errno = refusal == .folder ? EISDIR : EINVAL
        throw refusal
    }

    private static func refusal(of status: stat) -> Refusal? {
        switch status.st_mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: .folder
        default: .other
        }
    }
}
