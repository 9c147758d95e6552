import FoundationEssentials
import GRDB
import RoomModel

extension HistoryDatabase {
    /// The rooms on record, by key.
    func rooms() throws(HistoryError) -> [String] {
        try read { try String.fetchAll($0, sql: "SELECT DISTINCT room FROM run ORDER BY room") }
    }

    /// The runs of a room in one line each, in the order they were written: a clock that was set back changes nothing.
    func summaries(of room: String) throws(HistoryError) -> [RunSummary] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM run WHERE room = ? ORDER BY id",
                arguments: [room]
            ).map(RunSummary.init)
        }
    }

    /// The events of a run as they were written, in order.
    ///
    /// - Parameters:
    ///   - key: The run.
    ///   - host: Only those about this PC, and those about the run as a whole; nil means all.
    /// - Returns: The lines, without their breaks.
    /// - Throws: ``HistoryError`` when they cannot be read.
    func lines(of key: RunKey, about host: HostName? = nil) throws(HistoryError) -> [Data] {
        try read { database in
            try Data.fetchAll(
                database,
                sql: """
                    SELECT event.bytes FROM event JOIN run ON run.id = event.run
                    WHERE run.room = ? AND run.name = ? AND (? IS NULL OR host IS NULL OR host = ?)
                    ORDER BY event.sequence
                    """,
                arguments: [key.room, key.name, host?.description, host?.description]
            )
        }
    }

    /// The last line of a room.
    func lastLine(of room: String) throws(HistoryError) -> Data? {
        try read { database in
            try Data.fetchOne(
                database,
                sql: """
                    SELECT bytes FROM event WHERE sequence = (
                        SELECT max(sequence) FROM event WHERE run = (
                            SELECT id FROM run WHERE room = ? ORDER BY id DESC LIMIT 1
                        )
                    )
                    """,
                arguments: [room]
            )
        }
    }

    /// The last whole result of each PC before a run that was held to the same criteria.
    func earlier(before key: RunKey, start: RunStart) throws(HistoryError) -> [HostName: RoomRow.Earlier] {
        let rows = try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT host, state, at FROM result WHERE run = (
                        SELECT id FROM run
                        WHERE room = ? AND playbook = ? AND criteria = ?
                            AND id < ifnull((SELECT id FROM run WHERE room = ? AND name = ?), ?)
                            AND EXISTS (SELECT 1 FROM result WHERE result.run = run.id)
                        ORDER BY id DESC LIMIT 1
                    )
                    """,
                arguments: [
                    key.room, start.playbook, start.criteria, key.room, key.name, Int64.max,
                ]
            )
        }
        return Self.counted(rows) { try? HostName($0["host"] as String) }
    }

    /// What a PC counted as when each run had ended.
    func states(of host: HostName, room: String) throws(HistoryError) -> [String: RoomRow.Earlier] {
        let rows = try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT run.name, state, at FROM result JOIN run ON run.id = result.run
                    WHERE run.room = ? AND host = ?
                    """,
                arguments: [room, host.description]
            )
        }
        return Self.counted(rows) { $0["name"] as String }
    }

    /// The rows of `result`, by what tells them apart.
    private static func counted<Key: Hashable>(
        _ rows: [Row],
        by key: (Row) -> Key?
    ) -> [Key: RoomRow.Earlier] {
        var counted: [Key: RoomRow.Earlier] = [:]
        for row in rows {
            guard let key = key(row), let state = HostState(rawValue: row["state"]) else { continue }
            counted[key] = RoomRow.Earlier(state: state, at: Timestamp(milliseconds: row["at"]))
        }
        return counted
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
        for row in rows {
            guard let host = try? HostName(row["host"] as String),
                let at = row.whole("at", in: .min ... .max),
                let bytes = row.whole("bytes", in: 0...ByteCount.most.bytes)
            else { continue }
            let subject: String = row["subject"]
            let key = SpaceTrend.Series(host: host, subject: subject.isEmpty ? nil : subject)
            let point = SpaceTrend.Point(
                at: Timestamp(milliseconds: at),
                free: ByteCount(bytes: bytes)
            )
            series[key, default: []].append(point)
        }
        return series
    }
}

extension RunSummary {
    fileprivate init(_ row: Row) {
        let ended: Int64? = row["ended"]
        let ready: Int? = row["ready"]
        let title: String? = row["title"]
        self.init(
            name: row["name"],
            room: row["room"],
            title: title ?? row["room"],
            kind: Kind(rawValue: row["kind"]) ?? .part,
            asked: row["asked"],
            pcs: row["pcs"],
            began: Timestamp(milliseconds: row["began"]),
            ended: ended.map { Timestamp(milliseconds: $0) },
            reason: (row["reason"] as String?).flatMap(RunEnd.Reason.init),
            outcome: ready.map {
                Outcome(
                    verdict: (row["verdict"] as String?).flatMap(RoomVerdict.Kind.init),
                    ready: $0,
                    needed: row["needed"]
                )
            }
        )
    }
}
