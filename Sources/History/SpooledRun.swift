import FoundationEssentials
import Glibc
import RoomModel

/// Events of a run that lie in a file and wait for the database.
struct SpooledRun {
    let path: String
    let key: RunKey
    /// How many of the run's events were in the database before the first of these.
    let first: Int
    let records: [EventRecord]
    /// Held for as long as this value is: nobody else takes the file in meanwhile.
    private let lock: FileLock

    /// The files in some folders, in the order of their runs; those that are still being written are left out.
    static func all(in folders: [String]) -> [SpooledRun] {
        folders.flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
                .filter { $0.hasPrefix(EventSpool.prefix) && $0.hasSuffix(EventSpool.suffix) }
                .compactMap { SpooledRun("\(folder)/\($0)") }
        }
        .sorted { ($0.key.name, $0.first) < ($1.key.name, $1.first) }
    }

    /// Reads a file; nil when it is another account's, is being written, or has no head that makes sense.
    ///
    /// A last line without its end was cut off with the program that wrote it and is no event.
    private init?(_ path: String) {
        guard let lock = FileLock(path, O_RDONLY), lock.isOwn, lock.take(LOCK_EX),
            let text = FileManager.default.contents(atPath: path)
        else { return nil }
        let end = text.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.startIndex
        var lines = text[..<end].split(separator: UInt8(ascii: "\n"))[...]
        guard let line = lines.popFirst(),
            let head = try? JSONDecoder().decode(EventSpool.Head.self, from: line),
            head.spool == 1, ClosedRange.counts.contains(head.first)
        else { return nil }
        self.path = path
        self.lock = lock
        key = RunKey(room: head.room, name: head.run)
        first = head.first
        records = lines.map { EventRecord(Data($0)) }
    }

    /// Ends the file, whose events are elsewhere now.
    func remove() { unlink(path) }
}

/// An open file and the lock on it (flock(2)); the lock ends with the value.
final class FileLock {
    private let descriptor: CInt

    /// Opens a file for its lock; nil when it cannot be opened.
    init?(_ path: String, _ flags: CInt) {
        descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        // As with a spool: closing alone leaves the lock to a child that was just forked.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Whether the file is this account's.
    var isOwn: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_uid == geteuid()
    }

    /// Takes the lock, or changes it, without waiting.
    func take(_ kind: CInt) -> Bool { flock(descriptor, kind | LOCK_NB) == 0 }

    /// Takes the lock together with others; who has it alone renames a file and gives it back.
    func share() { while flock(descriptor, LOCK_SH) != 0, errno == EINTR {} }
}
