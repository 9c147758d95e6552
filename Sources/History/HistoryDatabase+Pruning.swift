import FoundationEssentials
import GRDB
import RoomModel

extension HistoryDatabase {
    /// The most runs removed at once, so that the end of a scan never waits long for it.
    static let mostPruned = 20

    /// Removes a room's old runs; the newest full one that was completed stays, with all that came after it.
    ///
    /// What people did goes with the runs of its time, and is not counted among them.
    ///
    /// What stood before the first event kept, and in every gap, is noted with the hash of its last event, so that the
    /// chain can still be followed.
    ///
    /// - Parameters:
    ///   - room: The room's key.
    ///   - retention: How much is kept.
    ///   - now: The time it is.
    /// - Returns: How many runs were removed, at most ``mostPruned``; the rest goes the next time.
    /// - Throws: ``HistoryError``; nothing was removed then.
    @discardableResult
    func prune(_ room: String, keeping retention: Retention, now: Timestamp) throws(HistoryError) -> Int {
        guard retention != .all else { return 0 }
        return try write { database in
            let runs = try Row.fetchAll(
                database,
                sql: "SELECT id, name, kind, began, is_full, reason FROM run WHERE room = ? ORDER BY id",
                arguments: [room]
            )
            let lastFull = runs.lastIndex { row in
                // A run that was cut off has no reason; one whose row is damaged proves nothing.
                let reason = try? row.keptIfAny("reason", as: String.self)
                return (try? row.kept("is_full", as: Bool.self)) == true
                    && reason == RunEnd.Reason.completed.rawValue
            }
            // Of each row, how many runs there are from it on.
            var left = runs.count { !$0.isAct }
            let remaining = runs.map { row in
                defer { if !row.isAct { left -= 1 } }
                return left
            }
            // Without a full run every run is part of the picture.
            let old = runs.prefix(lastFull ?? 0).enumerated().filter { index, row in
                switch retention {
                case .all: false
                case .runs(let most): remaining[index] > most
                case .days(let days):
                    // Where nobody knows when it began, nothing says that it is old.
                    (try? row.moment("began"))?.advanced(by: .seconds(days * 86_400)) ?? now < now
                }
            }
            for (_, row) in old.prefix(Self.mostPruned) { try Self.remove(row.kept("id"), in: database) }
            return min(old.count, Self.mostPruned)
        }
    }

    private static func remove(_ run: Int64, in database: Database) throws {
        let events = try Row.fetchAll(
            database,
            sql: "SELECT sequence, hash FROM event WHERE run = ? ORDER BY sequence",
            arguments: [run]
        )
        for event in events {
            try note(event.number("sequence", in: EventChain.numbers), event.kept("hash"), in: database)
        }
        for table in ["result", "space", "event"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [run])
        }
        try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run])
    }

    /// Notes that an event is gone; neighbours become one gap.
    private static func note(_ sequence: Int64, _ hash: Data, in database: Database) throws {
        let before = try Int64.fetchOne(
            database,
            sql: "SELECT first FROM pruned WHERE last = ?",
            arguments: [sequence - 1]
        )
        let after = try Row.fetchOne(
            database,
            sql: "SELECT last, hash FROM pruned WHERE first = ?",
            arguments: [sequence + 1]
        )
        try database.execute(
            sql: "DELETE FROM pruned WHERE first IN (?, ?)",
            arguments: [before ?? sequence, sequence + 1]
        )
        let last = try after?.number("last", in: EventChain.numbers) ?? sequence
        let lastHash: Data = try after?.kept("hash") ?? hash
        try database.execute(
            sql: "INSERT INTO pruned (first, last, hash) VALUES (?, ?, ?)",
            arguments: [before ?? sequence, last, lastHash]
        )
    }
}

extension Row {
    /// Whether it is what a person did, not a run.
    fileprivate var isAct: Bool { (try? kept("kind", as: String.self)) == HistorySchema.act }
}
