import FoundationEssentials
import GRDB
import RoomModel

extension HistoryDatabase {
    /// A line on record, with its number; what this version does not understand is noted.
    ///
    /// One that names what happened and is just as it was written is no damage: a newer Siaga wrote it.
    func record(_ row: Row, in database: Database) throws -> EventRecord {
        let record = EventRecord(try row.kept("bytes"))
        guard record.event == nil else { return record }
        let sequence = try row.kept("sequence", as: Int64.self)
        let isNewer = try isNewer(record, sequence, in: database)
        damage.note("event \(sequence)", isNewer: isNewer)
        return record
    }

    /// Whether an event that is not understood was written by a newer version.
    private func isNewer(
        _ record: EventRecord,
        _ sequence: Int64,
        in database: Database
    ) throws -> Bool {
        guard record.namesItsKind, EventChain.numbers.contains(sequence), sequence > 0,
            let own = try Row.fetchOne(
                database,
                sql: "SELECT hash FROM event WHERE sequence = ?",
                arguments: [sequence]
            ),
            let previous = try hash(before: sequence, in: database)
        else { return false }
        return try own.kept("hash") == EventChain.hash(record.bytes, sequence: sequence, after: previous)
    }

    /// What an event is chained to: the one before it, what retention removed there, or the beginning.
    private func hash(before sequence: Int64, in database: Database) throws -> Data? {
        if sequence == 1 {
            let head = try Row.fetchOne(database, sql: "SELECT id FROM controller")
            return try head.map { EventChain.origin(of: try $0.kept("id")) }
        }
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT hash FROM event WHERE sequence = ?
                UNION ALL SELECT hash FROM pruned WHERE last = ? LIMIT 1
                """,
            arguments: [sequence - 1, sequence - 1]
        )
        return try row?.kept("hash")
    }
}

extension EventRecord {
    /// Whether it says what happened, in a word of its own, as every version's events do.
    fileprivate var namesItsKind: Bool {
        struct Kind: Decodable {
            let event: String
        }
        return (try? JSONDecoder().decode(Kind.self, from: bytes)) != nil
    }
}
