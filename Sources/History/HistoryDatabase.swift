import FoundationEssentials
import GRDB
import Glibc
import LocalFiles
import RoomModel

/// One connection to the database of the runs: short transactions, the sequence allotted inside them.
///
/// Every call may wait for another process and for the disk; ``RunHistory`` keeps that off the cooperative pool.
struct HistoryDatabase {
    let path: String
    /// What was left out of answers because it cannot be read.
    let damage = Damage()
    private let queue: DatabaseQueue

    /// Opens the database.
    ///
    /// - Parameters:
    ///   - path: The file; it is made with mode 0600 where `makes` allows.
    ///   - timeout: How long another process is waited for.
    ///   - makes: Whether a database that does not exist is made.
    /// - Throws: ``HistoryError``; nothing was changed then.
    init(_ path: String, timeout: Duration, makes: Bool) throws(HistoryError) {
        self.path = path
        // SQLite opens these itself, and would wait for a pipe.
        for end in ["", "-wal", "-shm", "-journal"] {
            if let refusal = OrdinaryFile.refusal(at: path + end) {
                throw HistoryError(.occupied, path: path + end, detail: refusal.reason.en)
            }
        }
        if makes { try Self.makeFile(path) }
        do {
            queue = try Self.connected(path, timeout: timeout, makes: makes)
        } catch {
            throw HistoryError(error, path: path)
        }
    }

    private static func connected(_ path: String, timeout: Duration, makes: Bool) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Double(timeout.inMilliseconds) / 1_000)
        configuration.foreignKeysEnabled = true
        configuration.label = "siaga.history"
        configuration.prepareDatabase { database in
            // A power cut loses what was not yet synced and damages nothing; the end of a run is synced.
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
        }
        do {
            return try opened(path, configuration)
        } catch let error as DatabaseError where !makes && error.isWithoutPlace {
            // Where no file may be made beside it, it can only be read as something that never changes.
            configuration.readonly = true
            // A URI (sqlite.org/uri.html), in which these have a meaning of their own.
            let escaped = path.replacing("%", with: "%25").replacing("?", with: "%3f")
                .replacing("#", with: "%23")
            let queue = try DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration)
            _ = try queue.read { try Self.version(of: $0) }
            return queue
        }
    }

    private static func opened(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let version = try queue.read { try Self.version(of: $0) }
        guard version <= HistorySchema.version else { throw HistoryError(.newer, path: path) }
        guard version < HistorySchema.version else { return queue }
        try queue.writeWithoutTransaction { database in
            try Self.beginWriteAheadLog(of: database)
            try database.inTransaction(.immediate) {
                // Another process may have been quicker.
                if try Self.version(of: database) == 0 { try HistorySchema.create(in: database) }
                return .commit
            }
        }
        return queue
    }

    /// Lets readers and one writer work at once.
    ///
    /// SQLite may say that the file is locked without having waited: two programs that make the record at the same moment
    /// are in each other's way for a few milliseconds.
    private static func beginWriteAheadLog(of database: Database) throws {
        for _ in 0..<100 {
            do {
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                return
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                usleep(20_000)
            }
        }
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    }

    private static func version(of database: Database) throws -> Int {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        // The number stands in the file's head; this looks at the tables too.
        _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
        return version
    }

    /// Makes an empty file that only its owner may read; SQLite gives its other files the same mode.
    ///
    /// An open file is never opened here a second time: closing it would drop SQLite's locks (fcntl(2)).
    private static func makeFile(_ path: String) throws(HistoryError) {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor >= 0 {
            Glibc.close(descriptor)
            return
        }
        switch errno {
        case EEXIST: chmod(path, 0o600)
        case EROFS, EACCES, EPERM: throw HistoryError(.readOnly, path: path)
        case ENOSPC, EDQUOT: throw HistoryError(.full, path: path)
        case let code: throw HistoryError(.unusable, path: path, detail: systemMessage(code))
        }
    }

    /// Ends the connection; what it had open is given up.
    func close() { try? queue.close() }

    /// Reads.
    func read<Value>(_ body: (Database) throws -> Value) throws(HistoryError) -> Value {
        do {
            return try queue.read(body)
        } catch {
            throw HistoryError(error, path: path)
        }
    }

    /// Writes, everything or nothing, with the write lock from the beginning.
    func write<Value>(_ body: (Database) throws -> Value) throws(HistoryError) -> Value {
        do {
            return try queue.write(body)
        } catch {
            throw HistoryError(error, path: path)
        }
    }

    /// Has the disk keep what was written so far, if nobody else is in the way.
    func checkpoint() {
        _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.passive) }
    }
}

extension DatabaseError {
    /// Whether SQLite could not make the files it wants beside the database.
    fileprivate var isWithoutPlace: Bool { resultCode == .SQLITE_CANTOPEN || resultCode == .SQLITE_READONLY }
}

/// What the system calls an error, lower case.
func systemMessage(_ code: CInt) -> String { String(cString: strerror(code)).lowercased() }
