public import RoomModel

/// The checks there are, one line each, or one of them in full.
public struct CheckScreen: Sendable {
    private let sheets: [CheckSheet]
    private let language: Language
    private let page: Page

    /// Creates a renderer.
    ///
    /// - Parameters:
    ///   - sheets: The checks, in the catalogue's order.
    ///   - language: The language.
    ///   - page: The space there is.
    public init(_ sheets: [CheckSheet], language: Language, page: Page = Page()) {
        self.sheets = sheets
        self.language = language
        self.page = page
    }

    /// One line a check: its name, what is measured, what it weighs.
    public func list() -> String {
        let columns = sheets.map { [$0.id.description, $0.label[language], $0.weight[language]] }
        let head = [
            say("NAMA", "NAME"), say("YANG DIUKUR", "WHAT IS MEASURED"), say("BILA TIDAK", "IF NOT MET"),
        ]
        let widths = (0..<2).map { column in ([head] + columns).map { $0[column].count }.max() ?? 0 }
        let lines = ([head] + columns).map { row in
            row[0].padded(to: widths[0]) + "  " + row[1].padded(to: widths[1]) + "  " + row[2]
        }
        let next = page.wrap(
            say("Satu pemeriksaan lengkap: ", "One of them in full: ") + "siaga\u{A0}check\u{A0}explain\u{A0}"
                + (sheets.first { !$0.parameters.isEmpty }?.id.description ?? "ID")
        )
        return (lines + [""] + next).map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }

    /// Everything about each check.
    public func explanation() -> String {
        sheets.map(explanation).joined(separator: "\n")
    }

    private func explanation(_ sheet: CheckSheet) -> String {
        var weight = sheet.weight[language]
        if sheet.isStrictOnExamDay {
            weight += say("; PERBAIKI pada hari ujian", "; FIX on a day of the exam")
        }
        let facts = [
            (say("Bila tidak", "If not met"), weight),
            (say("Tindakan", "What to do"), sheet.hint[language]),
            (say("Asal angka", "Source"), sheet.source),
        ]
        var lines = ["\(sheet.id)   \(sheet.label[language])", ""]
        for (name, text) in facts { lines += page.wrap("  " + name.padded(to: 12) + text, hanging: 14) }
        if !sheet.parameters.isEmpty {
            lines += ["", say("Yang bisa diatur:", "What can be set:")]
            for parameter in sheet.parameters {
                let head = "  " + parameter.name.padded(to: 12) + "  "
                lines += page.wrap(head + parameter.terms[language], hanging: 16)
                let indent = String(repeating: " ", count: 16)
                lines += page.wrap(indent + parameter.explanation[language], hanging: 16)
            }
        }
        lines += ["", say("Di daftar periksa, di bawah checks:", "In a playbook, under checks:")]
        lines.append("  \(sheet.example)")
        return lines.map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }

    private func say(_ indonesian: String, _ english: String) -> String {
        Localized(id: indonesian, en: english)[language]
    }
}
