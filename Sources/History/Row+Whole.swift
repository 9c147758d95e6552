import GRDB

extension Row {
    /// A whole number of a column, within `range`.
    ///
    /// SQLite keeps in a column whatever is put there: a text, a real number past all integers, nothing.
    ///
    /// - Parameters:
    ///   - column: Its name.
    ///   - range: What it may be (default: what the number of an event can be).
    /// - Returns: nil for anything else.
    func whole(_ column: String, in range: ClosedRange<Int64> = EventChain.sequences) -> Int64? {
        let value: DatabaseValue = self[column]
        guard let number = Int64.fromDatabaseValue(value), range.contains(number) else { return nil }
        return number
    }
}
