import FoundationEssentials
import GRDB
import RoomModel
import Synchronization

/// A cell of the database that holds something this program never writes: nothing, another type, an impossible number.
struct DamagedCell: Error {
    let column: String
}

extension Row {
    /// The value of a column that always has one.
    ///
    /// GRDB's subscripts end the program at a value of another type; what is read from a disk must not be able to.
    func kept<Value: DatabaseValueConvertible>(
        _ column: String,
        as type: Value.Type = Value.self
    ) throws(DamagedCell) -> Value {
        guard let value = try keptIfAny(column, as: type) else { throw DamagedCell(column: column) }
        return value
    }

    /// The value of a column that may have none.
    func keptIfAny<Value: DatabaseValueConvertible>(
        _ column: String,
        as type: Value.Type = Value.self
    ) throws(DamagedCell) -> Value? {
        guard hasColumn(column) else { throw DamagedCell(column: column) }
        let cell: DatabaseValue = self[column]
        guard !cell.isNull else { return nil }
        guard let value = Value.fromDatabaseValue(cell) else { throw DamagedCell(column: column) }
        return value
    }

    /// A number in its range.
    func number<Number: FixedWidthInteger>(
        _ column: String,
        in range: ClosedRange<Number>
    ) throws(DamagedCell) -> Number {
        guard let number = Number(exactly: try kept(column, as: Int64.self)), range.contains(number) else {
            throw DamagedCell(column: column)
        }
        return number
    }

    /// A number in its range, or none.
    func numberIfAny<Number: FixedWidthInteger>(
        _ column: String,
        in range: ClosedRange<Number>
    ) throws(DamagedCell) -> Number? {
        guard let value = try keptIfAny(column, as: Int64.self) else { return nil }
        guard let number = Number(exactly: value), range.contains(number) else {
            throw DamagedCell(column: column)
        }
        return number
    }

    /// A moment.
    func moment(_ column: String) throws(DamagedCell) -> Timestamp {
        Timestamp(milliseconds: try number(column, in: Timestamp.ofRecords))
    }

    /// A moment, or none.
    func momentIfAny(_ column: String) throws(DamagedCell) -> Timestamp? {
        try numberIfAny(column, in: Timestamp.ofRecords).map { Timestamp(milliseconds: $0) }
    }
}

extension Timestamp {
    /// The milliseconds a record may name: 1970 to the end of the year 9999.
    static let ofRecords: ClosedRange<Int64> = 0...253_402_300_799_999
}

/// The records that could not be read and were left out; each counts once.
final class Damage: Sendable {
    /// How many records were left out.
    struct Count {
        /// Those that are damaged.
        var damaged = 0
        /// Those that a newer version wrote.
        var newer = 0
    }

    private let found = Mutex<(all: Set<String>, untold: Count)>(([], Count()))

    /// Notes a record by what tells it from others: its table and key.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - isNewer: Whether it is whole, and only this version does not understand it (default: it is damaged).
    func note(_ record: String, isNewer: Bool = false) {
        found.withLock { found in
            guard found.all.insert(record).inserted else { return }
            if isNewer { found.untold.newer += 1 } else { found.untold.damaged += 1 }
        }
    }

    /// How many were found since this was asked last.
    func take() -> Count {
        found.withLock { found in
            defer { found.untold = Count() }
            return found.untold
        }
    }

    /// The rows as `body` reads them, without those that cannot be read.
    func leavingOut<Value>(_ rows: [Row], of table: String, _ body: (Row) throws -> Value?) -> [Value] {
        rows.compactMap { row in
            do {
                return try body(row)
            } catch {
                note("\(table) \(row.key)")
                return nil
            }
        }
    }
}

extension Row {
    /// What tells a row from the others of its table, as far as it can be read.
    fileprivate var key: String {
        ["id", "sequence", "run", "name", "host", "subject", "first", "at"].map { column in
            hasColumn(column) ? (self[column] as DatabaseValue).description : ""
        }.joined(separator: " ")
    }
}
