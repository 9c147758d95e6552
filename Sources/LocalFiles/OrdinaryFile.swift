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
    /// - Returns: The descriptor; whoever asked closes it.
    /// - Throws: ``Refusal`` where it cannot be opened or is no ordinary file.
    public static func open(_ path: String, _ flags: CInt, mode: mode_t = 0o600) throws(Refusal) -> CInt {
        let descriptor = Glibc.open(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, mode)
        guard descriptor >= 0 else {
            let code = errno
            // A pipe that nobody reads, and a socket, cannot be opened for writing; a folder neither.
            if code == ENXIO { throw .other }
            if code == EISDIR { throw .folder }
            throw .system(code)
        }
        var status = stat()
        let known = fstat(descriptor, &status) == 0
        let code = errno
        guard known, let refusal = refusal(of: status) else {
            if known { return descriptor }
            close(descriptor)
            throw .system(code)
        }
        close(descriptor)
        // For those who go on to speak of errno(3).
        errno = refusal == .folder ? EISDIR : EINVAL
        throw refusal
    }

    /// Why a path must not be given to a library that opens files itself; nil where it may, also where nothing is there.
    public static func refusal(at path: String) -> Refusal? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return refusal(of: status)
    }

    private static func refusal(of status: stat) -> Refusal? {
        switch status.st_mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: .folder
        default: .other
        }
    }
}
