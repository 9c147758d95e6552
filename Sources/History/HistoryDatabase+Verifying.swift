import FoundationEssentials
import GRDB
import RoomModel

extension HistoryDatabase {
    /// Follows the chain from its beginning to its newest event.
    ///
    /// - Throws: ``HistoryError``; `corrupt` where the file itself is damaged.
    func verify() throws(HistoryError) -> ChainReport {
        try read { database in
            let faults = try String.fetchAll(database, sql: "PRAGMA quick_check(1)")
            guard faults == ["ok"], let head = try Row.fetchOne(database, sql: "SELECT * FROM controller")
            else { throw HistoryError(.corrupt, path: path) }
            let controller: String = head["id"]
            // A gap that no retention leaves is none: the walk stops in front of it.
            var gaps = try Row.fetchAll(database, sql: "SELECT first, last, hash FROM pruned ORDER BY first")
                .filter(Self.isGap)[...]
            let pruned = gaps.reduce(Int64(0)) { sum, gap in
                min(
                    sum + (gap["last"] as Int64) - (gap["first"] as Int64) + 1,
                    EventChain.sequences.upperBound
                )
            }
            var walk = ChainWalk(origin: EventChain.origin(of: controller))
            var events = 0
            var firstBreak: ChainReport.Break?
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT sequence, bytes, hash, run.name AS name, run.room AS room
                    FROM event LEFT JOIN run ON run.id = event.run ORDER BY sequence
                    """
            )
            while let row = try rows.next() {
                events += 1
                guard firstBreak == nil else { continue }
                let sequence: Int64 = row["sequence"]
                walk.skip(&gaps)
                if let kind = walk.step(to: sequence, bytes: row["bytes"], hash: row["hash"]) {
                    let isMissing = kind == .missing
                    firstBreak = ChainReport.Break(
                        kind: kind,
                        sequence: isMissing ? walk.sequence + 1 : sequence,
                        run: isMissing ? nil : row["name"],
                        room: isMissing ? nil : row["room"]
                    )
                }
            }
            walk.skip(&gaps)
            // What is no number of an event is that of none.
            let (sequence, hash): (Int64, Data) = (head.whole("sequence") ?? -1, head["hash"])
            if firstBreak == nil, walk.sequence != sequence || walk.hash != hash {
                firstBreak = ChainReport.Break(
                    kind: .head,
                    sequence: min(walk.sequence, sequence) + 1,
                    run: nil,
                    room: nil
                )
            }
            return ChainReport(
                controller: controller,
                events: events,
                pruned: pruned,
                sequence: sequence,
                head: hash.hexadecimal,
                firstBreak: firstBreak
            )
        }
    }
}

extension HistoryDatabase {
    /// Whether a row of `pruned` can be one of retention's.
    private static func isGap(_ row: Row) -> Bool {
        guard let first = row.whole("first"), let last = row.whole("last") else { return false }
        return first <= last
    }
}

/// Follows the chain from event to event.
private struct ChainWalk {
    private(set) var sequence: Int64 = 0
    private(set) var hash: Data

    init(origin: Data) { hash = origin }

    /// Goes over what retention removed right here.
    mutating func skip(_ gaps: inout ArraySlice<Row>) {
        while let gap = gaps.first, gap["first"] == sequence + 1 {
            sequence = gap["last"]
            hash = gap["hash"]
            gaps.removeFirst()
        }
    }

    /// Goes on to the next event; says what is wrong with it, and stays then.
    mutating func step(to next: Int64, bytes: Data, hash kept: Data) -> ChainReport.Break.Kind? {
        guard next == sequence + 1 else { return .missing }
        guard EventChain.hash(bytes, sequence: next, after: hash) == kept else { return .altered }
        (sequence, hash) = (next, kept)
        return nil
    }
}
