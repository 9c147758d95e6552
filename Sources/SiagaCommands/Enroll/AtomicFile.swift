import Documents
import Glibc
import RoomModel

/// Replaces a file as a whole: readers see the old or the new contents, also after a power cut.
enum AtomicFile {
    /// Writes `bytes` to `path` by way of a new file beside it (O_EXCL, fsync, rename).
    ///
    /// - Parameters:
    ///   - bytes: The whole contents.
    ///   - path: The file.
    ///   - mode: Who may read it, less the umask (default 0600: the owner alone).
    /// - Throws: ``CommandFailure`` with the reason; the old file is untouched then.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws(CommandFailure) {
        try refuseOthers(path)
        let part = "\(path).\(getpid()).part"
        let descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw failure(path) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            written += count
        }
        let isWhole = written == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isWhole, rename(part, path) == 0 else {
            let error = failure(path)
            unlink(part)
            throw error
        }
    }

    /// Refuses a path where something stands that is no file: a rename would put a file in a device's place.
    ///
    /// - Throws: ``CommandFailure`` with what stands there.
    static func refuseOthers(_ path: String) throws(CommandFailure) {
        let what: Localized
        do throws(UnreadableFile) {
            switch try TextFile.kind(of: path) {
            case .file, nil: return
            case .folder: what = Localized(id: "itu sebuah folder", en: "it is a folder")
            case .other: what = Localized(id: "itu bukan berkas biasa", en: "it is no ordinary file")
            }
        } catch {
            throw refusal(path, error.sentence, hint: error.hint)
        }
        throw refusal(path, what, hint: Localized(id: "sebut nama berkas baru", en: "name a new file"))
    }

    private static func refusal(_ path: String, _ what: Localized, hint: Localized?) -> CommandFailure {
        CommandFailure(
            Localized(
                id: "\(path.safe()) tidak bisa ditulis: \(what.id)",
                en: "cannot write \(path.safe()): \(what.en)"
            ),
            hint: hint
        )
    }

    private static func failure(_ path: String) -> CommandFailure {
        let reason = String(cString: strerror(errno)).lowercased()
        return CommandFailure(
            Localized(
                id: "\(path.safe()) tidak bisa ditulis (\(reason))",
                en: "cannot write \(path.safe()): \(reason)"
            )
        )
    }
}
