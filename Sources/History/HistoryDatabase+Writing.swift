import FoundationEssentials
import GRDB
import RoomModel

extension HistoryDatabase {
    /// Writes events behind all others of this controller.
    ///
    /// - Parameters:
    ///   - records: The events.
    ///   - key: Their run; it is made with its first event.
    ///   - first: Which of the run's events the first of them is; those on record already are left out.
    /// - Returns: How many were written.
    /// - Throws: ``HistoryError``; none was written then.
    func append(_ records: [EventRecord], to key: RunKey, from first: Int) throws(HistoryError) -> Int {
        guard !records.isEmpty else { return 0 }
        return try write { database in
            let run = try Self.run(key, in: database, begunBy: records.first)
            let known = try Int.fetchOne(
                database.cachedStatement(sql: "SELECT count(*) FROM event WHERE run = ?"),
                arguments: [run]
            )
            let fresh = records.dropFirst(max(0, (known ?? 0) - first))
            let controller = try database.cachedStatement(sql: "SELECT sequence, hash FROM controller")
            guard let head = try Row.fetchOne(controller) else { throw HistoryError(.corrupt, path: path) }
            var (sequence, hash) = try head.chainHead(of: path)
            let insert = try database.cachedStatement(
                sql: "INSERT INTO event (sequence, run, host, bytes, hash) VALUES (?, ?, ?, ?, ?)"
            )
            for record in fresh {
                sequence += 1
                hash = EventChain.hash(record.bytes, sequence: sequence, after: hash)
                let host = record.event?.host?.description
                try insert.execute(arguments: [sequence, run, host, record.bytes, hash])
                try Self.index(record, of: run, in: database)
            }
            try database.cachedStatement(sql: "UPDATE controller SET sequence = ?, hash = ?")
                .execute(arguments: [sequence, hash])
            return fresh.count
        }
    }

    /// The row of a run.
    private static func run(
        _ key: RunKey,
        in database: Database,
        begunBy record: EventRecord?
    ) throws -> Int64 {
        let known = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM run WHERE room = ? AND name = ?"),
            arguments: [key.room, key.name]
        )
        if let known { return known }
        var start: RunStart?
        if case .started(let first)? = record?.event { start = first }
        let began = (start?.at ?? record?.event?.at)?.milliseconds ?? 0
        try database.execute(
            sql: """
                INSERT INTO run (room, name, title, kind, playbook, criteria, is_full, asked, pcs, began)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                key.room, key.name, start?.room.title, kind(of: record, start), start?.playbook,
                start?.criteria, start?.isFull ?? false, start?.hosts.count { $0.isSelected } ?? 0,
                start?.hosts.count ?? 0, began,
            ]
        )
        return database.lastInsertedRowID
    }

    /// What the row of a run says that it is; a person's act is none of the kinds of runs.
    private static func kind(of record: EventRecord?, _ start: RunStart?) -> String {
        if case .act? = record?.event { HistorySchema.act } else { RunSummary.Kind(start).rawValue }
    }

    /// Keeps apart what is asked for often, so that nobody has to read all events for it.
    private static func index(_ record: EventRecord, of run: Int64, in database: Database) throws {
        switch record.event {
        case .ended(let end):
            try database.execute(
                sql: "UPDATE run SET ended = ?, reason = ? WHERE id = ?",
                arguments: [end.at.milliseconds, end.reason.rawValue, run]
            )
        case .measured(let measurement):
            for result in measurement.results where result.check == "disk.free" {
                guard let free = result.finding.freeSpace else { continue }
                let insert = try database.cachedStatement(
                    sql: "INSERT OR REPLACE INTO space (run, host, subject, at, bytes) VALUES (?, ?, ?, ?, ?)"
                )
                try insert.execute(arguments: [
                    run, measurement.host.description, result.subject ?? "",
                    measurement.at.milliseconds, free.bytes,
                ])
            }
        case .started, .controllerChecked, .phase, .notReached, .installation, .act, nil: break
        }
    }

    /// Keeps what a run came to.
    ///
    /// - Parameters:
    ///   - key: The run.
    ///   - report: The room as it was measured, from which the states of its PCs are kept.
    ///   - acts: What people did, by which the verdict is kept.
    /// - Throws: ``HistoryError``; nothing was written then.
    func conclude(_ key: RunKey, with report: RoomReport, _ acts: [RoomAct]) throws(HistoryError) {
        let summary = RunSummary.Outcome(report.applying(acts))
        try write { database in
            guard
                let run = try Int64.fetchOne(
                    database,
                    sql: "SELECT id FROM run WHERE room = ? AND name = ?",
                    arguments: [key.room, key.name]
                )
            else { return }
            try database.execute(
                sql: "UPDATE run SET verdict = ?, ready = ?, needed = ? WHERE id = ?",
                arguments: [summary.verdict?.rawValue, summary.ready, summary.needed, run]
            )
            for row in report.rows {
                guard let last = row.remembered else { continue }
                let insert = try database.cachedStatement(
                    sql: "INSERT OR REPLACE INTO result (run, host, state, at) VALUES (?, ?, ?, ?)"
                )
                try insert.execute(
                    arguments: [run, row.host.name.description, last.state.rawValue, last.at.milliseconds]
                )
            }
        }
    }
}

extension Finding {
    /// The amount of space it says there is.
    var freeSpace: ByteCount? {
        switch self {
        case .met(.bytes(let amount)?), .tooLow(.bytes(let amount), minimum: _): amount
        case .met, .compared, .unlikeMost, .tooLow, .tooHigh, .unexpected, .missing, .altered, .unfinished,
            .unwanted, .identity, .refused, .notUnique, .transfer, .unanswered, .notPinned, .notMeasured,
            .notApplicable:
            nil
        }
    }
}

extension Row {
    /// The newest event's number and hash; without them nothing can be written behind it.
    ///
    /// - Throws: ``HistoryError`` (`corrupt`) where they cannot be read.
    func chainHead(of path: String) throws(HistoryError) -> (sequence: Int64, hash: Data) {
        do throws(DamagedCell) {
            return (try number("sequence", in: EventChain.numbers), try kept("hash"))
        } catch {
            throw HistoryError(.corrupt, path: path)
        }
    }
}
