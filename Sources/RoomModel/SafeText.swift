extension Unicode.Scalar {
    /// Whether it moves a cursor, hides, reorders or breaks what stands beside it, and shows nothing of itself.
    ///
    /// These are the controls C0, DEL and C1, the format characters (bidirectional controls, zero-width characters, the
    /// byte order mark, tag characters), line and paragraph separators, and what a renderer may leave out (UAX #44:
    /// General_Category, Default_Ignorable_Code_Point). Variation selectors only choose the form of a visible character.
    public var actsUnseen: Bool {
        if value < 0x80 { return value < 0x20 || value == 0x7F }
        if (0xFE00...0xFE0F).contains(value) { return false }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return properties.isDefaultIgnorableCodePoint
        }
    }
}

extension String {
    /// This text safe for a terminal, a table and a log: what moves a cursor, hides or reorders becomes `\u{..}`.
    ///
    /// Covers all that ``Swift/Unicode/Scalar/actsUnseen`` names, line ends too; cut to `limit` characters.
    ///
    /// - Parameter limit: The most characters kept (default 200).
    /// - Returns: The safe text.
    public func safe(limit: Int = 200) -> String {
        var result = ""
        for (index, scalar) in unicodeScalars.enumerated() {
            guard index < limit else { return result + "…" }
            if scalar.actsUnseen {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// This JSON with everything escaped that could act on a terminal; such characters only occur inside texts, where
    /// an escape means the same character (RFC 8259 §7).
    public var escapingControlsInJSON: String {
        var safe = ""
        for scalar in unicodeScalars {
            // Line ends and spaces between the texts; inside them JSON has these escaped already.
            if scalar.value < 0x20 || !scalar.actsUnseen {
                safe.unicodeScalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                let code = String(unit, radix: 16)
                safe += "\\u" + String(repeating: "0", count: 4 - code.count) + code
            }
        }
        return safe
    }
}
