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
            guard let controller = try? head.kept("id", as: String.self) else {
                throw HistoryError(.corrupt, path: path)
            }
            let rows = try Row.fetchAll(database, sql: "SELECT first, last, hash FROM pruned ORDER BY first")
            // A gap that cannot be read explains nothing: what is missing there is missing.
            var gaps = damage.leavingOut(rows, of: "pruned") { try Gap($0) }[...]
            let pruned = gaps.reduce(Int64(0)) { $0.addingReportingOverflow($1.count).partialValue }
            var walk = ChainWalk(origin: EventChain.origin(of: controller))
            var events = 0
            var firstBreak: ChainReport.Break?
            let cursor = try Row.fetchCursor(
                database,
                sql: """
                    SELECT sequence, bytes, hash, run.name AS name, run.room AS room
                    FROM event LEFT JOIN run ON run.id = event.run ORDER BY sequence
                    """
            )
            while let row = try cursor.next() {
                events += 1
                guard firstBreak == nil else { continue }
                let sequence: Int64 = try row.kept("sequence")
                walk.skip(&gaps)
                let bytes = try? row.kept("bytes", as: Data.self)
                if let kind = walk.step(to: sequence, bytes: bytes, hash: try? row.kept("hash")) {
                    let isMissing = kind == .missing
                    firstBreak = ChainReport.Break(
                        kind: kind,
                        sequence: isMissing ? walk.sequence + 1 : sequence,
                        run: isMissing ? nil : try? row.keptIfAny("name"),
                        room: isMissing ? nil : try? row.keptIfAny("room")
                    )
                }
            }
            walk.skip(&gaps)
            let (sequence, hash) = try head.chainHead(of: path)
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

/// Events that retention removed.
private struct Gap {
    let numbers: ClosedRange<Int64>
    /// The hash of the last of them.
    let hash: Data

    var count: Int64 { numbers.upperBound - numbers.lowerBound + 1 }

    init(_ row: Row) throws(DamagedCell) {
        let first = try row.number("first", in: EventChain.numbers)
        numbers = first...(try row.number("last", in: first...EventChain.numbers.upperBound))
        hash = try row.kept("hash")
    }
}

/// Follows the chain from event to event.
private struct ChainWalk {
    private(set) var sequence: Int64 = 0
    private(set) var hash: Data

    init(origin: Data) { hash = origin }

    /// Goes over what retention removed right here.
    mutating func skip(_ gaps: inout ArraySlice<Gap>) {
        while let gap = gaps.first, gap.numbers.lowerBound == sequence + 1 {
            sequence = gap.numbers.upperBound
            hash = gap.hash
            gaps.removeFirst()
        }
    }

    /// Goes on to the next event; says what is wrong with it, and stays then.
    mutating func step(to next: Int64, bytes: Data?, hash kept: Data?) -> ChainReport.Break.Kind? {
        guard next == sequence + 1, EventChain.numbers.contains(next) else { return .missing }
        guard let bytes, let kept, EventChain.hash(bytes, sequence: next, after: hash) == kept else {
            return .altered
        }
        (sequence, hash) = (next, kept)
        return nil
    }
}
