import RoomModel

/// What a spreadsheet made of a text it took for a date, a number or a formula.
enum SpreadsheetDamage: Hashable {
    case date
    /// `1,23E+11`: the digits are lost.
    case number
    /// `#REF!`, `#####`.
    case formula

    /// Short names of months as Excel writes them in English and Indonesian.
    private static let months: Set<String> = [
        "jan", "feb", "mar", "apr", "may", "mei", "jun", "jul", "aug", "agu", "agt", "ags", "sep", "oct",
        "okt", "nov",
        "nop", "dec", "des",
    ]

    /// The damage seen in a cell; nil for a cell as somebody typed it.
    init?(_ cell: String) {
        if cell.hasPrefix("#"),
            cell.hasSuffix("!") || cell.hasSuffix("?") || cell.hasPrefix("##") || cell == "#N/A"
        {
            self = .formula
        } else if Self.isScientific(cell) {
            self = .number
        } else if Self.isDate(cell) {
            self = .date
        } else {
            return nil
        }
    }

    private static func isDigits(_ text: some StringProtocol, _ counts: ClosedRange<Int>) -> Bool {
        counts.contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isScientific(_ cell: String) -> Bool {
        let halves = cell.uppercased().split(separator: "E", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[1].hasPrefix("+"), isDigits(halves[1].dropFirst(), 1...3) else {
            return false
        }
        let parts = halves[0].split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
        return isDigits(parts[0], 1...1) && parts.count <= 2
            && (parts.count == 1 || isDigits(parts[1], 1...15))
    }

    private static func isDate(_ cell: String) -> Bool {
        let date = cell.split(separator: " ").first ?? ""
        let parts = date.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
        guard (2...3).contains(parts.count), !date.contains(".") else { return false }
        let named = parts.filter { months.contains($0.lowercased()) }.count
        if named == 1 { return parts.filter { isDigits($0, 1...4) }.count == parts.count - 1 }
        guard named == 0, parts.count == 3 else { return false }
        let isYearLast = isDigits(parts[0], 1...2) && isDigits(parts[1], 1...2) && isDigits(parts[2], 2...4)
        let isYearFirst = isDigits(parts[0], 4...4) && isDigits(parts[1], 1...2) && isDigits(parts[2], 1...2)
        return isYearLast && parts[2].utf8.count != 3 || isYearFirst
    }

    /// What happened to `cell` in a column of this letter, and how to undo it.
    func sentences(_ what: Localized, _ cell: String, letters: String) -> (
        message: Localized, hint: Localized
    ) {
        let shown = cell.safe(limit: 40)
        let format = Localized(
            id: "ubah format kolom \(letters) menjadi Teks, ketik lagi",
            en: "set the format of column \(letters) to Text, type it again"
        )
        switch self {
        case .date:
            return (
                Localized(
                    id: "\(what.id) \"\(shown)\": Excel mengubahnya menjadi tanggal",
                    en: "\(what.en) \"\(shown)\": Excel made it a date"
                ), format
            )
        case .number:
            return (
                Localized(
                    id: "\(what.id) \"\(shown)\": Excel mengubahnya menjadi angka",
                    en: "\(what.en) \"\(shown)\": Excel made it a number"
                ), format
            )
        case .formula:
            return (
                Localized(
                    id: "\(what.id) \"\(shown)\": rumus di sel ini salah",
                    en: "\(what.en) \"\(shown)\": the formula of this cell is wrong"
                ),
                Localized(id: "ketik isinya, bukan rumus", en: "type the value, not a formula")
            )
        }
    }
}
