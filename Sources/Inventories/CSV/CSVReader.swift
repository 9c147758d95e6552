import RoomModel

/// Rows and cells of a text of comma-separated values (RFC 4180), with the row numbers a spreadsheet shows.
///
/// Never pads a short row, never closes an open quote. A row with line breaks in quotes is one row, as in a spreadsheet;
/// a first line `sep=;` is no row.
struct CSVReader {
    /// The most columns: a list of PCs has ten.
    static let mostColumns = 200
    /// The most rows: the most PCs of an inventory, and the header.
    static let mostRows = 50_001

    struct Row: Hashable, Sendable {
        /// As the spreadsheet numbers it, from 1.
        let number: Int
        let cells: [String]
        /// Whether nothing stands in any cell.
        var isEmpty: Bool { cells.allSatisfy { $0.trimmed.isEmpty } }
    }

    private(set) var rows: [Row] = []
    /// `,`, `;` or a tab.
    let separator: Unicode.Scalar
    /// Why nothing behind the last row can be read with certainty; nil where all was read.
    private(set) var fault: CSVFault?

    /// Reads a text.
    init(_ text: String) {
        var scalars = Array(text.unicodeScalars)[...]
        let first = scalars.prefix(12).prefix { $0 != "\n" && $0 != "\r" }
        let word = String(String.UnicodeScalarView(first.prefix(4))).lowercased()
        // Excel adds the other cells of its first row: `sep=;;;;`.
        if word == "sep=", let mark = first.dropFirst(4).first {
            separator = mark
            scalars = scalars.drop { $0 != "\n" && $0 != "\r" }
            if scalars.first == "\r" { scalars = scalars.dropFirst() }
            if scalars.first == "\n" { scalars = scalars.dropFirst() }
        } else {
            separator = Self.separator(of: scalars)
        }
        do throws(CSVFault) {
            try read(scalars)
        } catch {
            fault = error
        }
    }

    /// The mark that stands most often in the header, outside quotes; of equals the semicolon, the tab, the comma.
    private static func separator(of text: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar {
        var counts: [Unicode.Scalar: Int] = [:]
        var isQuoted = false
        var isEmpty = true
        for scalar in text.prefix(64 << 10) {
            switch scalar {
            case "\"": isQuoted.toggle()
            case "\n", "\r":
                if !isQuoted, !isEmpty { return best(counts) }
            case ",", ";", "\t":
                if !isQuoted { counts[scalar, default: 0] += 1 }
            default: isEmpty = false
            }
        }
        return best(counts)
    }

    private static func best(_ counts: [Unicode.Scalar: Int]) -> Unicode.Scalar {
        var best: Unicode.Scalar = ","
        for mark in [";", "\t", ","] as [Unicode.Scalar] where counts[mark] ?? 0 > counts[best] ?? 0 {
            best = mark
        }
        return counts[";"] == counts[best] && counts[";"] != nil ? ";" : best
    }

    private enum Place { case start, plain, quoted, afterQuote }

    private mutating func read(_ text: ArraySlice<Unicode.Scalar>) throws(CSVFault) {
        var place = Place.start
        var cell = String.UnicodeScalarView()
        var cells: [String] = []
        var opened = 0
        var index = text.startIndex
        while index < text.endIndex {
            let scalar = text[index]
            index += 1
            if scalar.isUnwelcome { throw controlCharacter(scalar, cells.count + 1) }
            switch (place, scalar) {
            case (.quoted, "\""):
                if index < text.endIndex, text[index] == "\"" {
                    cell.append("\"")
                    index += 1
                } else {
                    place = .afterQuote
                }
            case (.quoted, _): cell.append(scalar)
            case (_, separator):
                cells.append(String(cell))
                cell = String.UnicodeScalarView()
                place = .start
                guard cells.count < Self.mostColumns else { throw tooManyColumns() }
            case (_, "\n"), (_, "\r"):
                if scalar == "\r", index < text.endIndex, text[index] == "\n" { index += 1 }
                cells.append(String(cell))
                try end(&cells)
                cell = String.UnicodeScalarView()
                place = .start
            case (.start, "\""):
                place = .quoted
                opened = cells.count + 1
            case (.afterQuote, " "): break
            case (.afterQuote, _): throw textAfterQuote(cells.count + 1)
            default:
                cell.append(scalar)
                place = .plain
            }
        }
        if place == .quoted { throw openQuote(opened) }
        if place != .start || !cells.isEmpty {
            cells.append(String(cell))
            try end(&cells)
        }
    }

    private mutating func end(_ cells: inout [String]) throws(CSVFault) {
        guard rows.count < Self.mostRows else {
            throw CSVFault(
                row: rows.count + 1,
                Localized(
                    id: "lebih dari \(Self.mostRows - 1) baris",
                    en: "there are more than \(Self.mostRows - 1) rows"
                ),
                hint: Localized(
                    id: "satu ruang berisi 15 sampai 40 PC; hapus baris yang tidak perlu",
                    en: "a room has 15 to 40 PCs; remove the rows that are not needed"
                )
            )
        }
        rows.append(Row(number: rows.count + 1, cells: cells))
        cells = []
    }

    private func openQuote(_ column: Int) -> CSVFault {
        CSVFault(
            row: rows.count + 1,
            column: column,
            Localized(id: "tanda kutip (\") tidak ditutup", en: "a quote (\") is never closed"),
            hint: Localized(
                id: "tutup tanda kutip di akhir isi sel, atau hapus",
                en: "close it at the end of the cell, or remove it"
            )
        )
    }

    private func textAfterQuote(_ column: Int) -> CSVFault {
        CSVFault(
            row: rows.count + 1,
            column: column,
            Localized(
                id: "ada isi sesudah tanda kutip (\") penutup",
                en: "something stands after the closing quote (\")"
            ),
            hint: Localized(
                id: "tanda kutip di dalam isi ditulis dua kali (\"\")",
                en: "a quote inside a cell is written twice (\"\")"
            )
        )
    }

    private func controlCharacter(_ scalar: Unicode.Scalar, _ column: Int) -> CSVFault {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return CSVFault(
            row: rows.count + 1,
            column: column,
            Localized(
                id: "ada karakter kendali (U+\(code)) yang tidak terlihat",
                en: "the cell has a control character (U+\(code))"
            ),
            hint: Localized(
                id: "hapus isi sel, ketik lagi; simpan sebagai \"CSV UTF-8\"",
                en: "clear the cell and type it again; save as \"CSV UTF-8\""
            )
        )
    }

    private func tooManyColumns() -> CSVFault {
        CSVFault(
            row: rows.count + 1,
            Localized(
                id: "lebih dari \(Self.mostColumns) kolom",
                en: "there are more than \(Self.mostColumns) columns"
            ),
            hint: Localized(id: "hapus kolom yang tidak perlu", en: "remove the columns that are not needed")
        )
    }
}

extension Unicode.Scalar {
    /// Whether the scalar has no business in a cell: C0 and C1 controls other than tab and line ends, and what reorders text.
    fileprivate var isUnwelcome: Bool {
        switch value {
        case 0x09, 0x0A, 0x0D: false
        case 0x00..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x10FF00...0x10FFFF: true
        default: false
        }
    }
}

extension String {
    /// The text without blanks at both ends, no-break spaces and zero-width marks of copied cells included.
    var trimmed: String {
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar {
            case " ", "\t", "\n", "\r", "\u{A0}", "\u{200B}", "\u{FEFF}": true
            default: false
            }
        }
        let kept = unicodeScalars.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        return String(String.UnicodeScalarView(kept))
    }
}
