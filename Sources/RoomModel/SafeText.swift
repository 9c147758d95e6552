extension String {
    /// This text safe for a terminal, a table and a log: what moves a cursor, hides or reorders becomes `\u{..}`.
    ///
    /// Covers C0, DEL, C1, the bidirectional controls (U+200E-200F, U+202A-202E, U+2066-2069, U+061C), line and
    /// paragraph separators and the byte order mark; cut to `limit` characters.
    ///
    /// - Parameter limit: The most characters kept (default 200).
    /// - Returns: The safe text.
    public func safe(limit: Int = 200) -> String {
        var result = ""
        for (index, scalar) in unicodeScalars.enumerated() {
            guard index < limit else { return result + "…" }
            switch scalar.value {
            case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
