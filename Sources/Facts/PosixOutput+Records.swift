import RoomModel

extension PosixOutput {
    /// The last line of facts that print any number of records, the proof that none was cut off.
    static let endLine = "end"

    /// The records of a fact that prints one a line, words set apart by single spaces, and `end` behind the last.
    ///
    /// - Returns: The words of each line before the end.
    /// - Throws: ``Unmeasured`` without that end, with a second one, or with an empty line.
    func records() throws(Unmeasured) -> [[Substring]] {
        guard lines.last == Self.endLine else { throw unreadable() }
        let records = lines.dropLast().map { $0.split(separator: " ") }
        guard records.allSatisfy({ !$0.isEmpty && $0 != ["end"] }) else { throw unreadable() }
        return records
    }
}
