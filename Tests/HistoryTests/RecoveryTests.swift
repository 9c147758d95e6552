import FoundationEssentials
import GRDB
import Glibc
import History
import RoomModel
import Testing

/// What becomes of a run whose database cannot be used: it is never lost.
@Suite(.timeLimit(.minutes(2))) struct RecoveryTests {
    private typealias Sample = SampleHistory
    private let events: [RunEvent]

    init() throws {
        events = [
            Sample.start("2", hosts: ["pc01", "pc02"]), try Sample.measured("pc01"), try Sample.off("pc02"),
            Sample.end(),
        ]
    }

    /// Puts `bytes` over those of a file.
    private func overwrite(_ path: String, at offset: Int, with bytes: [UInt8]) throws {
        let descriptor = try #require(Optional(open(path, O_WRONLY)))
        #expect(pwrite(descriptor, bytes, bytes.count, offset) == bytes.count)
        close(descriptor)
    }

    @Test func `a locked database gets the run later, byte by byte and in order`() async throws {
        let sample = SampleHistory()
        await sample.write("1", [Sample.start("1"), Sample.end()])
        let other = try sample.connection()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let history = sample.reopened()
        await Sample.write("2", events, to: history)
        let notices = await history.takeNotices()
        guard case .spooled(let error, let file)? = notices.first, notices.count == 1 else {
            Issue.record("\(notices)")
            return
        }
        #expect(error.code == .locked)
        #expect(sample.spools == ["siaga.spool-2-0.ndjson"])
        var status = stat()
        #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
        let lines = try #require(FileManager.default.contents(atPath: file))
            .split(separator: UInt8(ascii: "\n")).dropFirst().map { Data($0) }
        #expect(lines.count == 4)

        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        let next = sample.reopened()
        #expect(try await next.events(of: "2", room: Sample.room) == events)
        #expect(await next.takeNotices() == [.takenIn(runs: 1, events: 4)])
        let kept = try await other.read {
            try Data.fetchAll($0, sql: "SELECT bytes FROM event WHERE sequence > 2 ORDER BY sequence")
        }
        #expect(kept == lines)
        #expect(sample.spools.isEmpty)
        #expect(try await next.verify()?.firstBreak == nil)
        #expect(try await next.summaries(of: Sample.room).last?.outcome?.ready == 1)
    }

    @Test func `a database that is locked in the middle of a run gets the rest later`() async throws {
        let sample = SampleHistory()
        let history = sample.history
        await history.begin("2", room: Sample.room)
        await history.append(events[0], to: "2", room: Sample.room)
        await history.append(events[1], to: "2", room: Sample.room)
        let other = try sample.connection()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        await history.append(events[2], to: "2", room: Sample.room)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        // What was begun in the file stays there: the order of one run must not depend on luck.
        await history.append(events[3], to: "2", room: Sample.room)
        await history.finish("2", room: Sample.room, now: Timestamp(milliseconds: 3))
        #expect(sample.spools == ["siaga.spool-2-2.ndjson"])
        let next = sample.reopened()
        #expect(try await next.events(of: "2", room: Sample.room) == events)
        #expect(try await next.verify()?.events == 4)
    }

    @Test func `a file that was taken in before the program died is not taken in twice`() async throws {
        let sample = SampleHistory()
        let other = try await lockedRun(sample)
        let file = "\(sample.folder)/\(try #require(sample.spools.first))"
        let bytes = try #require(FileManager.default.contents(atPath: file))
        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        #expect(try await sample.reopened().verify()?.events == 4)
        try bytes.write(to: URL(filePath: file))
        #expect(try await sample.reopened().verify()?.events == 4)
        #expect(sample.spools.isEmpty)
    }

    @Test func `a line cut off by a crash is left out`() async throws {
        let sample = SampleHistory()
        let other = try await lockedRun(sample)
        let file = "\(sample.folder)/\(try #require(sample.spools.first))"
        #expect(truncate(file, try #require(FileManager.default.contents(atPath: file)).count - 5) == 0)
        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        #expect(try await sample.reopened().events(of: "2", room: Sample.room) == Array(events.dropLast()))
    }

    @Test func `a file that is still being written is left alone`() async throws {
        let sample = SampleHistory()
        let other = try await lockedRun(sample, ends: false)
        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        let next = sample.reopened()
        #expect(try await next.runs(of: Sample.room) == [])
        #expect(await next.takeNotices() == [])
        #expect(sample.spools.count == 1)
    }

    /// A run that was written to a file, and the connection that is in its way.
    private func lockedRun(_ sample: SampleHistory, ends: Bool = true) async throws -> DatabaseQueue {
        await sample.reopened().begin("0", room: Sample.room)
        let other = try sample.connection()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        await sample.history.begin("2", room: Sample.room)
        for event in events { await sample.history.append(event, to: "2", room: Sample.room) }
        if ends { await sample.history.finish("2", room: Sample.room, now: Timestamp(milliseconds: 3)) }
        return other
    }

    @Test func `a damaged head: the file is moved aside and the run goes into a new one`() async throws {
        let sample = SampleHistory()
        await sample.write("1", [Sample.start("1"), Sample.end()])
        let damaged = SampleHistory()
        try FileManager.default.createDirectory(atPath: damaged.folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: sample.database, toPath: damaged.database)
        try overwrite(damaged.database, at: 0, with: Array("not a database at all".utf8))
        let before = try #require(FileManager.default.contents(atPath: damaged.database))
        await damaged.write("2", events)
        let notices = await damaged.history.takeNotices()
        guard case .movedAside(let file)? = notices.first, notices.count == 1 else {
            Issue.record("\(notices)")
            return
        }
        #expect(file.hasPrefix(damaged.database + ".corrupt-20"))
        #expect(FileManager.default.contents(atPath: file) == before)
        #expect(try await damaged.reopened().events(of: "2", room: Sample.room) == events)
        #expect(try await damaged.reopened().verify()?.firstBreak == nil)
        #expect(damaged.spools.isEmpty)
    }

    /// Writes some runs, with a history that is closed again.
    private func fill(_ sample: SampleHistory) async throws {
        let history = sample.reopened()
        for run in 0..<20 {
            let old = [Sample.start("a\(run)", hosts: (0..<40).map { "pc\($0)" }), Sample.end()]
            await Sample.write("a\(run)", old, to: history)
        }
    }

    @Test func `damage that shows in the middle of a run: the whole run is in the new file`() async throws {
        let sample = SampleHistory()
        try await fill(sample)
        let history = sample.reopened()
        await history.begin("b", room: Sample.room)
        await history.append(events[0], to: "b", room: Sample.room)
        // Another program has the page of `controller` in memory, and its writing makes ours read all pages again.
        let other = try sample.connection()
        let size = try await other.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            _ = try Int.fetchOne(database, sql: "SELECT sequence FROM controller")
            return try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        }
        #expect(size > 20)
        try overwrite(sample.database, at: 4_096, with: [UInt8](repeating: 0xA5, count: (size - 1) * 4_096))
        try await other.write { try $0.execute(sql: "UPDATE controller SET sequence = sequence") }
        try other.close()
        for event in events[1...] { await history.append(event, to: "b", room: Sample.room) }
        await history.finish("b", room: Sample.room, now: Timestamp(milliseconds: 3))
        let notices = await history.takeNotices()
        guard case .movedAside? = notices.first, notices.count == 1 else {
            Issue.record("\(notices)")
            return
        }
        let next = sample.reopened()
        #expect(try await next.runs(of: Sample.room) == ["b"])
        #expect(try await next.events(of: "b", room: Sample.room) == events)
        #expect(sample.files.contains { $0.contains(".corrupt-") })
    }

    @Test func `a damaged file that another program has open stays, and the run goes beside it`() async throws
    {
        let sample = SampleHistory()
        await sample.write("1", [Sample.start("1"), Sample.end()])
        try await sample.connection().writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try overwrite(sample.database, at: 0, with: Array("not a database at all".utf8))
        let history = sample.reopened()
        await Sample.write("2", events, to: history)
        guard case .spooled(let error, _)? = await history.takeNotices().first else {
            Issue.record("not spooled")
            return
        }
        #expect(error.code == .corrupt)
        #expect(!sample.files.contains { $0.contains(".corrupt-") })
        #expect(sample.spools.count == 1)
    }

    @Test func `reading a damaged database says so, and the next question is answered`() async throws {
        let sample = SampleHistory()
        try FileManager.default.createDirectory(atPath: sample.folder, withIntermediateDirectories: true)
        try Data("no database".utf8 + [UInt8](repeating: 7, count: 5_000)).write(
            to: URL(filePath: sample.database)
        )
        let history = sample.reopened()
        #expect(try await history.runs(of: Sample.room) == [])
        guard case .movedAside? = await history.takeNotices().first else {
            Issue.record("not moved aside")
            return
        }
    }

    @Test func `a database of a newer version is left alone`() async throws {
        let sample = SampleHistory()
        await sample.write("1", [Sample.start("1"), Sample.end()])
        try await sample.connection().write { try $0.execute(sql: "PRAGMA user_version = 99") }
        let history = sample.reopened()
        await Sample.write("2", events, to: history)
        guard case .spooled(let error, _)? = await history.takeNotices().first else {
            Issue.record("not spooled")
            return
        }
        #expect(error.code == .newer)
        await #expect(throws: HistoryError.self) { try await sample.reopened().runs(of: Sample.room) }
    }

    @Test func `where its folder cannot be made, the run goes to the next one that can`() async throws {
        let fallback = FileManager.default.temporaryDirectory.path + "/siaga-spool-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: fallback) }
        let folders = ["/proc/siaga/none", fallback]
        let history = RunHistory(folder: "/proc/siaga", spoolFolders: folders, timeout: .milliseconds(50))
        await Sample.write("2", events, to: history)
        guard case .spooled(_, let file)? = await history.takeNotices().first else {
            Issue.record("not spooled")
            return
        }
        #expect(file == "\(fallback)/siaga.spool-2-0.ndjson")
        let sample = SampleHistory()
        let next = sample.reopened(spoolFolders: [fallback])
        #expect(try await next.events(of: "2", room: Sample.room) == events)
    }

    @Test func `where nothing can be written, it says so once`() async throws {
        let history = RunHistory(folder: "/proc/siaga", timeout: .milliseconds(50))
        await Sample.write("2", events, to: history)
        let notices = await history.takeNotices()
        guard case .notKept? = notices.first, notices.count == 1 else {
            Issue.record("\(notices)")
            return
        }
    }

    @Test func `what waits in files is shown while the database cannot take it`() async throws {
        let sample = SampleHistory()
        await sample.write("1", [Sample.start("1"), Sample.end()])
        let other = try sample.connection()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        await Sample.write("2", events, to: sample.reopened())
        // The other program only writes: reading goes on.
        let history = sample.reopened()
        #expect(try await history.runs(of: Sample.room) == ["1", "2"])
        #expect(try await history.events(of: "2", room: Sample.room) == events)
        #expect(try await history.lastReport(of: Sample.room)?.start.run == "2")
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    }

    @Test func `a run that ended is taken in although a child still holds its file open`() async throws {
        let sample = SampleHistory()
        await sample.write("1", [Sample.start("1"), Sample.end()])
        let other = try sample.connection()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let history = sample.reopened()
        await history.begin("2", room: Sample.room)
        for event in events { await history.append(event, to: "2", room: Sample.room) }
        // What a fork leaves to a child until it starts its program: the same open file, and with it the lock.
        let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").filter { number in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)"))?
                .hasPrefix("\(sample.folder)/\(sample.spools.first ?? "none")") == true
        }
        let inherited = dup(try #require(files.first.flatMap { CInt($0) }))
        defer { close(inherited) }
        await history.finish("2", room: Sample.room, now: Timestamp(milliseconds: 10))
        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        #expect(try await sample.reopened().events(of: "2", room: Sample.room) == events)
        #expect(sample.spools.isEmpty)
    }
}
