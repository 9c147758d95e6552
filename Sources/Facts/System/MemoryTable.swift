import RoomModel

/// Lines of `/proc/meminfo`: `MemTotal:  16316412 kB` (proc(5)).
struct MemoryTable {
    /// The most memory believed of one PC, 64 TiB.
    static let most = ByteCount.gibibytes(64 << 10)

    private let amounts: [String: ByteCount]

    /// Reads the lines; all must be well formed, none twice.
    ///
    /// - Parameter output: What a fragment printed of the table.
    /// - Throws: ``Unmeasured`` for anything else.
    init(_ output: PosixOutput) throws(Unmeasured) {
        var amounts: [String: ByteCount] = [:]
        for line in output.lines {
            let words = line.split(separator: " ")
            guard words.count == 3, words[0].hasSuffix(":"), words[2] == "kB",
                let amount = ByteCount(digits: words[1], unit: 1_024), amount <= Self.most,
                amounts.updateValue(amount, forKey: String(words[0].dropLast())) == nil
            else { throw output.unreadable() }
        }
        self.amounts = amounts
    }

    /// The amount of `name`, or nil.
    subscript(name: String) -> ByteCount? { amounts[name] }
}
