import FoundationEssentials
import GRDB
import RoomModel

extension HistoryDatabase {
    /// The rooms on record, by key.
    func rooms() throws(HistoryError) -> [String] {
        let rows = try read { database in
            try Row.fetchAll(database, sql: "SELECT DISTINCT room AS name FROM run ORDER BY room")
        }
        return damage.leavingOut(rows, of: "room") { row in try row.kept("name") }
    }

    /// The runs of a room in one line each, in the order they were written: a clock that was set back changes nothing.
    ///
    /// What people did is no run.
    func summaries(of room: String) throws(HistoryError) -> [RunSummary] {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM run WHERE room = ? AND kind IS NOT ? ORDER BY id",
                arguments: [room, HistorySchema.act]
            )
            return damage.leavingOut(rows, of: "run") { row in
                try RunSummary(row) ?? rebuilt(row, in: database)
            }
        }
    }

    /// A run whose own row cannot be read, from its events; nil where its beginning cannot be read either.
    ///
    /// A kind of run that this version does not know is no damage: the events say whose it is.
    private func rebuilt(_ row: Row, in database: Database) throws -> RunSummary? {
        let key = RunKey(room: try row.kept("room"), name: try row.kept("name"))
        if (try? row.kept("kind", as: String.self)).flatMap(RunSummary.Kind.init(rawValue:)) != nil {
            damage.note("run \(key.room) \(key.name)")
        }
        let lines = try Row.fetchAll(
            database,
            sql: "SELECT sequence, bytes FROM event WHERE run = ? ORDER BY sequence",
            arguments: [try row.kept("id", as: Int64.self)]
        )
        return RunSummary(key, damage.leavingOut(lines, of: "event") { try record($0, in: database) })
    }

    /// The events of a run as they were written, in order.
    ///
    /// - Parameters:
    ///   - key: The run.
    ///   - host: Only those about this PC, and those about the run as a whole; nil means all.
    /// - Returns: The lines; one that cannot be understood is kept as it is, and noted in ``damage``.
    /// - Throws: ``HistoryError`` when they cannot be read.
    func records(of key: RunKey, about host: HostName? = nil) throws(HistoryError) -> [EventRecord] {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT event.sequence AS sequence, event.bytes AS bytes FROM event JOIN run ON run.id = event.run
                    WHERE run.room = ? AND run.name = ? AND (? IS NULL OR host IS NULL OR host = ?)
                    ORDER BY event.sequence
                    """,
                arguments: [key.room, key.name, host?.description, host?.description]
            )
            return damage.leavingOut(rows, of: "event") { try record($0, in: database) }
        }
    }

    /// What people did in a room, in the order it was written.
    func acts(of room: String) throws(HistoryError) -> [RoomAct] {
        let rows = try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT event.sequence AS sequence, event.bytes AS bytes FROM event JOIN run ON run.id = event.run
                    WHERE run.room = ? AND run.kind = ? ORDER BY event.sequence
                    """,
                arguments: [room, HistorySchema.act]
            )
        }
        return damage.leavingOut(rows, of: "event") { row in
            let act = EventRecord(try row.kept("bytes")).event?.act
            if act == nil { damage.note("event \(try row.kept("sequence", as: Int64.self))") }
            return act
        }
    }

    /// The last line of a room.
    func lastLine(of room: String) throws(HistoryError) -> Data? {
        let row = try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT sequence, bytes FROM event WHERE sequence = (
                        SELECT max(sequence) FROM event WHERE run = (
                            SELECT id FROM run WHERE room = ? ORDER BY id DESC LIMIT 1
                        )
                    )
                    """,
                arguments: [room]
            )
        }
        return damage.leavingOut(row.map { [$0] } ?? [], of: "event") { try $0.kept("bytes", as: Data.self) }
            .first
    }

    /// The last whole result of each PC before a run, of those that were held to the same then.
    func earlier(before key: RunKey, start: RunStart) throws(HistoryError) -> [HostName: RoomRow.Earlier] {
        let (rows, first) = try read { database in
            let run = try Int64.fetchOne(
                database,
                sql: """
                    SELECT id FROM run
                    WHERE room = ? AND playbook = ?
                        AND id < ifnull((SELECT id FROM run WHERE room = ? AND name = ?), ?)
                        AND EXISTS (SELECT 1 FROM result WHERE result.run = run.id)
                    ORDER BY id DESC LIMIT 1
                    """,
                arguments: [key.room, start.playbook, key.room, key.name, Int64.max]
            )
            return (
                try Row.fetchAll(
                    database,
                    sql: "SELECT host, state, at FROM result WHERE run = ?",
                    arguments: [run]
                ),
                try Row.fetchAll(
                    database,
                    sql: "SELECT sequence, bytes FROM event WHERE run = ? ORDER BY sequence LIMIT 1",
                    arguments: [run]
                )
            )
        }
        let events = damage.leavingOut(first, of: "event") { EventRecord(try $0.kept("bytes")).event }
        guard case .started(let before)? = events.first else { return [:] }
        let comparable = before.comparable(with: start)
        return counted(rows) { try HostName(try $0.kept("host", as: String.self)) }
            .filter { comparable.contains($0.key) }
    }

    /// What a PC counted as when each run had ended.
    func states(of host: HostName, room: String) throws(HistoryError) -> [String: RoomRow.Earlier] {
        let rows = try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT run.name AS name, state, at FROM result JOIN run ON run.id = result.run
                    WHERE run.room = ? AND host = ?
                    """,
                arguments: [room, host.description]
            )
        }
        return counted(rows) { try $0.kept("name") }
    }

    /// The rows of `result`, by what tells them apart.
    private func counted<Key: Hashable>(_ rows: [Row], by key: (Row) throws -> Key) -> [Key: RoomRow.Earlier]
    {
        let counted: [(Key, RoomRow.Earlier)] = damage.leavingOut(rows, of: "result") { row in
            guard let state = HostState(rawValue: try row.kept("state")) else {
                throw DamagedCell(column: "state")
            }
            return (try key(row), RoomRow.Earlier(state: state, at: try row.moment("at")))
        }
        return Dictionary(counted) { _, last in last }
    }

    /// Free disk space of a room's PCs as it was measured, the oldest first.
    func space(of room: String, from begin: Timestamp, to end: Timestamp) throws(HistoryError)
        -> [SpaceTrend.Series: [SpaceTrend.Point]]
    {
        let rows = try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT host, subject, at, bytes FROM space JOIN run ON run.id = space.run
                    WHERE run.room = ? AND at >= ? AND at <= ? ORDER BY at
                    """,
                arguments: [room, begin.milliseconds, end.milliseconds]
            )
        }
        var series: [SpaceTrend.Series: [SpaceTrend.Point]] = [:]
        let points = damage.leavingOut(rows, of: "space") { row in
            let subject: String = try row.kept("subject")
            return (
                SpaceTrend.Series(
                    host: try HostName(try row.kept("host", as: String.self)),
                    subject: subject.isEmpty ? nil : subject
                ),
                SpaceTrend.Point(
                    at: try row.moment("at"),
                    free: ByteCount(bytes: try row.number("bytes", in: 0...Self.mostBytes))
                )
            )
        }
        for (key, point) in points { series[key, default: []].append(point) }
        return series
    }
}

extension HistoryDatabase {
    /// More than any disk has: 1 EiB.
    private static let mostBytes: Int64 = 1 << 60
}

extension RunSummary {
    /// More PCs than any room has.
    private static let mostPCs = 1_000_000

    /// What the row of a run says; nil where a cell of it is damaged.
    fileprivate init?(_ row: Row) {
        do {
            let room: String = try row.kept("room")
            let pcs = 0...Self.mostPCs
            guard let kind = Kind(rawValue: try row.kept("kind")) else { return nil }
            let reason: String? = try row.keptIfAny("reason")
            let ready = try row.numberIfAny("ready", in: pcs)
            let verdict: String? = try row.keptIfAny("verdict")
            let needed = try row.numberIfAny("needed", in: pcs)
            self.init(
                name: try row.kept("name"),
                room: room,
                title: try row.keptIfAny("title") ?? room,
                kind: kind,
                asked: try row.number("asked", in: pcs),
                pcs: try row.number("pcs", in: pcs),
                began: try row.moment("began"),
                ended: try row.momentIfAny("ended"),
                reason: reason.flatMap(RunEnd.Reason.init),
                outcome: ready.map {
                    Outcome(verdict: verdict.flatMap(RoomVerdict.Kind.init), ready: $0, needed: needed)
                }
            )
        } catch {
            return nil
        }
    }

    /// What the events of a run say of it; nil where its beginning is missing.
    init?(_ key: RunKey, _ records: [EventRecord]) {
        guard case .started(let start)? = records.first?.event else { return nil }
        var end: RunEnd?
        if case .ended(let last)? = records.last?.event { end = last }
        self.init(
            name: key.name,
            room: key.room,
            title: start.room.title,
            kind: Kind(start),
            asked: start.hosts.count { $0.isSelected },
            pcs: start.hosts.count,
            began: start.at,
            ended: end?.at,
            reason: end?.reason,
            outcome: nil
        )
    }
}
