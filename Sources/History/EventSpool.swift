import FoundationEssentials
import Glibc
import RoomModel

/// The events of one run in a file of lines, for as long as the database cannot take them.
///
/// The first line says whose events they are; each line after it is an event as it will be kept. The writer holds a lock
/// on the file, so that nobody takes in a run that still goes on.
final class EventSpool {
    /// The first line.
    struct Head: Codable {
        /// The version of this form; 1.
        var spool = 1
        let room: String
        let run: String
        /// How many of the run's events were in the database before the first of these.
        let first: Int
    }

    static let prefix = "siaga.spool-"
    static let suffix = ".ndjson"

    let path: String
    private let descriptor: CInt

    /// Begins a file for the events of a run.
    ///
    /// - Parameters:
    ///   - key: The run.
    ///   - first: How many of its events are in the database.
    ///   - folder: Where; it is made, closed to others, where it does not exist.
    /// - Throws: ``HistoryError`` when the folder is not this account's own or the file cannot be written.
    init(_ key: RunKey, first: Int, in folder: String) throws(HistoryError) {
        try PrivateFolder.make(folder)
        let name = key.name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }
        // A run that had to begin a second file goes on behind the first.
        path = "\(folder)/\(Self.prefix)\(String(name))-\(first)\(Self.suffix)"
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.error(errno, path) }
        // Whoever looks for files to take in holds the lock of a file without its first line for a moment only.
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let head = try? encoder.encode(Head(room: key.room, run: key.name, first: first)) else {
            throw HistoryError(.unusable, path: path)
        }
        do throws(HistoryError) {
            try append([head])
        } catch {
            unlink(path)
            throw error
        }
    }

    deinit {
        // A child that was forked and did not start its program yet holds the file open, and would keep the lock.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Writes lines behind the others.
    ///
    /// - Throws: ``HistoryError`` when the disk is full; part of a line may have been written then.
    func append(_ lines: [Data]) throws(HistoryError) {
        var bytes: [UInt8] = []
        for line in lines {
            bytes += line
            bytes.append(UInt8(ascii: "\n"))
        }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.error(errno, path)
            }
            written += count
        }
    }

    /// Has the disk keep what was written.
    func sync() { fsync(descriptor) }

    private static func error(_ code: CInt, _ path: String) -> HistoryError {
        switch code {
        case EROFS, EACCES, EPERM: HistoryError(.readOnly, path: path)
        case ENOSPC, EDQUOT: HistoryError(.full, path: path)
        default: HistoryError(.unusable, path: path, detail: systemMessage(code))
        }
    }
}

/// A folder that belongs to this account alone.
enum PrivateFolder {
    /// Makes it with mode 0700 where it does not exist.
    ///
    /// - Throws: ``HistoryError`` when it cannot be made, or is somebody else's, which in `/var/tmp` it may be.
    static func make(_ path: String) throws(HistoryError) {
        var status = stat()
        if lstat(path, &status) != 0 {
            try? FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            guard stat(path, &status) == 0 else {
                throw HistoryError(
                    errno == EROFS || errno == EACCES ? .readOnly : .unusable,
                    path: path,
                    detail: systemMessage(errno)
                )
            }
        }
        guard status.st_uid == geteuid() else {
            throw HistoryError(.unusable, path: path, detail: "another account's folder")
        }
        if status.st_mode & 0o077 != 0, status.st_mode & S_IFMT == S_IFDIR { chmod(path, 0o700) }
    }
}
