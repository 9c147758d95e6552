import RoomModel

/// A number with its unit, as a playbook writes it: `10 GiB`, `1.5 s`, `10 %`.
struct Quantity: Hashable {
    /// The units of one kind of amount.
    struct Units {
        let noun: String
        let example: String
        /// Each unit in the smallest one, small ones first.
        let factors: KeyValuePairs<String, Double>
        /// The largest amount, in the smallest unit.
        let most: Double

        var names: [String] { factors.map(\.key) }

        /// In bytes: SI prefixes are powers of 1,000, binary ones of 1,024 (IEC 80000-13).
        static let bytes = Units(
            noun: "amount of bytes",
            example: "10 GiB",
            factors: [
                "B": 1, "kB": 1e3, "KiB": 0x1p10, "MB": 1e6, "MiB": 0x1p20, "GB": 1e9, "GiB": 0x1p30,
                "TB": 1e12,
                "TiB": 0x1p40,
            ],
            most: Double(ByteCount.most.bytes)
        )

        /// In nanoseconds.
        static let duration = Units(
            noun: "time",
            example: "500 ms",
            factors: ["ms": 1e6, "s": 1e9, "min": 60e9, "h": 3_600e9],
            most: 0x1p62
        )
    }

    /// The number, never negative.
    let number: Double
    /// The unit as written; empty for none.
    let unit: String

    /// Reads digits, at most one `.`, blanks and a unit.
    init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard digits.first?.isNumber == true, digits.last?.isNumber == true, digits.utf8.count <= 20,
            let number = Double(digits)
        else { return nil }
        self.number = number
        unit = String(text.dropFirst(digits.count).drop { $0 == " " })
    }

    /// The amount in the smallest of `units`; nil for another unit or an amount beyond all measure.
    func amount(in units: Units) -> Int64? {
        let factor = units.factors.first { $0.key.lowercased() == unit.lowercased() }?.value
        guard let factor, number * factor <= units.most else { return nil }
        return Int64((number * factor).rounded())
    }
}
