import Glibc
public import RoomModel

/// Every run of this controller: a database that many processes may use at once, and files for when it cannot be used.
///
/// Nothing here stops a run: what goes wrong while events are written becomes a ``HistoryNotice``, and the events go to
/// a file beside the database, from where the next command takes them in.
public actor RunHistory {
    /// How long another process is waited for; a run's own transactions take milliseconds.
    public static let patience: Duration = .seconds(3)

    let path: String
    private let folder: String
    private let spoolFolders: [String]
    private let timeout: Duration
    private let executor = QueueExecutor(label: "siaga.history")

    private var database: HistoryDatabase?
    /// Why nothing can be written; what can be read is in ``database`` all the same.
    private var failure: HistoryError?
    private var lock: FileLock?
    private var open: [RunKey: OpenRun] = [:]
    private var notices: [HistoryNotice] = []
    /// Runs that lie in files and could not be taken in.
    var waiting: [SpooledRun] = []

    /// The executor that keeps file work off the cooperative pool.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A run that goes on.
    private struct OpenRun {
        var records: [EventRecord] = []
        /// How many of them are in the database.
        var stored = 0
        /// Where the others go since the database failed.
        var spool: EventSpool?
        /// How many are in the file.
        var spooled = 0
        /// Whether the events can be kept nowhere; it was said.
        var isLost = false
    }

    /// The history of this controller.
    ///
    /// - Parameters:
    ///   - folder: Where `siaga.db` lies; made with mode 0700 when the first run is written.
    ///   - spoolFolders: Where events go when neither the database nor this folder takes them, in order.
    ///   - timeout: How long another process is waited for (default: 3 s).
    public init(folder: String, spoolFolders: [String] = [], timeout: Duration = RunHistory.patience) {
        self.folder = folder
        self.spoolFolders = spoolFolders
        self.timeout = timeout
        path = "\(folder)/siaga.db"
    }

    /// Whether there is something that has to be said.
    public var hasNotices: Bool { !notices.isEmpty }

    /// What happened since this was asked last; it has to be said.
    public func takeNotices() -> [HistoryNotice] {
        defer { notices = [] }
        return notices
    }

    // MARK: Writing

    /// Begins a run, and takes in what earlier runs left in files.
    ///
    /// - Parameters:
    ///   - run: The run's name; unique, sortable by time.
    ///   - room: The room's key.
    public func begin(_ run: String, room: String) {
        open[RunKey(room: room, name: run)] = OpenRun()
        _ = try? opened(makes: true)
    }

    /// Writes an event behind the others of its run.
    ///
    /// It is in the database, or in a file, when this returns: a program that is killed loses nothing before it.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - run: The run's name.
    ///   - room: The room's key.
    public func append(_ event: RunEvent, to run: String, room: String) {
        let key = RunKey(room: room, name: run)
        guard let record = try? EventRecord(event), open[key] != nil else { return }
        open[key]?.records.append(record)
        store(key)
    }

    /// Ends a run: notes what it came to, has the disk keep it, and removes what is too old.
    ///
    /// - Parameters:
    ///   - run: The run's name.
    ///   - room: The room's key.
    ///   - retention: How much of the room is kept.
    ///   - now: The time it is.
    public func finish(_ run: String, room: String, keeping retention: Retention = .usual, now: Timestamp) {
        let key = RunKey(room: room, name: run)
        guard let ended = open.removeValue(forKey: key) else { return }
        ended.spool?.sync()
        guard ended.spool == nil, let database else { return }
        do throws(HistoryError) {
            if let report = try report(of: ended.records.compactMap(\.event), key) {
                try database.conclude(key, with: report, acts(of: room))
            }
            try database.prune(room, keeping: retention, now: now)
        } catch {
            // The events are in; what is kept apart from them can be made again.
        }
        database.checkpoint()
    }

    /// Keeps what a person did, as a run of that one event.
    ///
    /// - Parameters:
    ///   - act: What was done.
    ///   - room: The room's key.
    ///   - retention: How much of the room is kept.
    /// - Returns: Whether it is kept, in the database or in a file; if not, it is as if nobody had done it.
    public func keep(_ act: RoomAct, room: String, keeping retention: Retention = .usual) -> Bool {
        let key = RunKey(room: room, name: act.stamp.id)
        begin(key.name, room: room)
        append(.act(act), to: key.name, room: room)
        let isKept = open[key].map { !$0.isLost && $0.stored + $0.spooled > 0 } ?? false
        finish(key.name, room: room, keeping: retention, now: act.stamp.at)
        return isKept
    }

    /// Brings what a run has so far into the database, else into a file.
    private func store(_ key: RunKey) {
        guard var run = open[key] else { return }
        if run.spool == nil, !run.isLost {
            do throws(HistoryError) {
                run.stored += try write(run.records.dropFirst(run.stored), of: key, from: run.stored)
                open[key] = run
                return
            } catch {
                if error.code == .corrupt, moveAside() {
                    do throws(HistoryError) {
                        // The new database knows nothing of this run yet.
                        run.stored = try write(run.records[...], of: key, from: 0)
                        open[key] = run
                        return
                    } catch {
                        run.stored = 0
                        spool(&run, key, because: error)
                    }
                } else {
                    spool(&run, key, because: error)
                }
            }
        } else if let spool = run.spool {
            do throws(HistoryError) {
                try spool.append(run.records.dropFirst(run.stored + run.spooled).map(\.bytes))
                run.spooled = run.records.count - run.stored
            } catch {
                run.spool = nil
                run.spooled = 0
                self.spool(&run, key, because: error, except: spool.path)
            }
        }
        open[key] = run
    }

    private func write(
        _ records: ArraySlice<EventRecord>,
        of key: RunKey,
        from first: Int
    ) throws(HistoryError) -> Int {
        guard let database = try opened(makes: true) else { return 0 }
        return try database.append(Array(records), to: key, from: first)
    }

    /// Begins a file for a run, in the first folder that takes it.
    private func spool(
        _ run: inout OpenRun,
        _ key: RunKey,
        because error: HistoryError,
        except tried: String? = nil
    ) {
        for folder in [folder] + spoolFolders where tried?.hasPrefix(folder + "/") != true {
            guard let spool = try? EventSpool(key, first: run.stored, in: folder),
                (try? spool.append(run.records.dropFirst(run.stored).map(\.bytes))) != nil
            else { continue }
            run.spool = spool
            run.spooled = run.records.count - run.stored
            notices.append(.spooled(error, file: spool.path))
            return
        }
        run.isLost = true
        notices.append(.notKept(error))
    }

    // MARK: The file

    /// Whether a run of this program goes on.
    func isOpen(_ run: String, room: String) -> Bool { open[RunKey(room: room, name: run)] != nil }

    /// Whether no other program has the record open at this moment; what cannot be locked nobody writes.
    var isAlone: Bool {
        guard let lock else { return true }
        defer { lock.share() }
        return lock.take(LOCK_EX)
    }

    /// The open database, with everything taken in that lay in files.
    ///
    /// - Parameter makes: Whether one that does not exist is made.
    /// - Returns: nil where there is none.
    /// - Throws: ``HistoryError`` when it cannot be used, or not be written where `makes` asks for that.
    func opened(makes: Bool) throws(HistoryError) -> HistoryDatabase? {
        if let failure, makes || database == nil { throw failure }
        if let database { return database }
        let files = SpooledRun.all(in: [folder] + spoolFolders)
        let makes = makes || !files.isEmpty
        guard makes || exists else { return nil }
        do throws(HistoryError) {
            if makes { try PrivateFolder.make(folder) }
            lock = FileLock("\(folder)/siaga.lock", O_RDWR | O_CREAT)
            lock?.share()
            database = try connected(makes: makes)
        } catch {
            // Nobody waits for the same obstacle twice; what can be read still is.
            failure = error
            waiting = files
            if !files.isEmpty { notices.append(.pending(error, files: files.count)) }
            if makes, exists { database = try? HistoryDatabase(path, timeout: timeout, makes: false) }
            throw error
        }
        takeIn(files)
        return database
    }

    private func connected(makes: Bool) throws(HistoryError) -> HistoryDatabase {
        do throws(HistoryError) {
            return try HistoryDatabase(path, timeout: timeout, makes: makes)
        } catch {
            guard error.code == .corrupt, moveAside() else { throw error }
            return try HistoryDatabase(path, timeout: timeout, makes: true)
        }
    }

    private var exists: Bool { access(path, F_OK) == 0 }

    /// Takes in what lies in files, run by run.
    private func takeIn(_ files: [SpooledRun]) {
        guard let database, !files.isEmpty else { return }
        var (events, runs) = (0, Set<RunKey>())
        for (index, file) in files.enumerated() {
            do throws(HistoryError) {
                events += try database.append(file.records, to: file.key, from: file.first)
                runs.insert(file.key)
                let records = try database.records(of: file.key)
                if let report = try report(of: records.compactMap(\.event), file.key) {
                    try database.conclude(file.key, with: report, database.acts(of: file.key.room))
                }
                database.checkpoint()
                file.remove()
            } catch {
                waiting = Array(files[index...])
                notices.append(.pending(error, files: waiting.count))
                break
            }
        }
        if !runs.isEmpty { notices.append(.takenIn(runs: runs.count, events: events)) }
    }

    /// Has the records said that were left out of what was read.
    func noteDamage(of database: HistoryDatabase) {
        let records = database.damage.take()
        if records.damaged > 0 { notices.append(.leftOut(records: records.damaged, file: path)) }
        if records.newer > 0 { notices.append(.newer(records: records.newer, file: path)) }
    }

    /// Gives a damaged database another name, unless other processes have it open.
    ///
    /// - Returns: Whether a new one may be begun.
    func moveAside() -> Bool {
        database?.close()
        database = nil
        guard let lock else { return false }
        defer { lock.share() }
        guard lock.take(LOCK_EX), let name = DamagedFile.moveAside(path, at: DamagedFile.stamp()) else {
            return false
        }
        notices.append(.movedAside(file: name))
        return true
    }
}
