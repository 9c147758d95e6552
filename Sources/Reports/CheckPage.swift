import RoomModel

/// The page about all checks, in Markdown and both languages, made of the catalogue.
public struct CheckPage: Sendable {
    private let sheets: [CheckSheet]

    /// Creates a renderer for checks in the catalogue's order.
    public init(_ sheets: [CheckSheet]) {
        self.sheets = sheets
    }

    /// The whole page.
    public func render() -> String {
        var lines = [
            "# Pemeriksaan / Checks", "",
            "Dibuat dari katalog dengan `make checks-page`; jangan disunting. / *Made of the catalogue by"
                + " `make checks-page`; do not edit.*", "",
            "Setiap pemeriksaan juga menerima `severity` (warn, fail), `on_exam_day` (warn, fail), `required` (true,"
                + " false), `hint` ({ id, en }), `on` ({ os, arch }) dan `hosts`. / *Every check also takes these keys.*"
                + " Editor: `siaga playbook schema > playbook.schema.json`, lalu / *then*"
                + " `# yaml-language-server: $schema=playbook.schema.json` in the first line of a playbook.",
            "",
            "| id | yang diukur / what is measured | bila tidak / if not met |", "|---|---|---|",
        ]
        for sheet in sheets {
            let anchor = sheet.id.description.replacing(".", with: "")
            lines.append(
                "| [`\(sheet.id)`](#\(anchor)) | \(both(sheet.label)) | \(both(sheet.weight)) |"
            )
        }
        for sheet in sheets { lines += section(sheet) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func section(_ sheet: CheckSheet) -> [String] {
        var weight = both(sheet.weight)
        if sheet.isStrictOnExamDay { weight += "; PERBAIKI pada hari ujian / *FIX on a day of the exam*" }
        var lines = [
            "", "## \(sheet.id)", "", "\(both(sheet.label)).", "",
            "- Bila tidak terpenuhi / *if not met*: \(weight)",
            "- Tindakan / *what to do*: \(both(sheet.hint))",
            "- Asal angka / *source*: \(cell(sheet.source))", "- `\(sheet.example)`",
        ]
        guard !sheet.parameters.isEmpty else { return lines }
        lines += ["", "| parameter | nilai / value | arti / meaning |", "|---|---|---|"]
        for parameter in sheet.parameters {
            lines.append(
                "| `\(parameter.name)` | \(both(parameter.terms)) | \(both(parameter.explanation)) |"
            )
        }
        return lines
    }

    private func both(_ text: Localized) -> String {
        text.id == text.en ? cell(text.id) : "\(cell(text.id)) / *\(cell(text.en))*"
    }

    /// The text with what Markdown would take for its own.
    private func cell(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("*", with: "\\*").replacing("_", with: "\\_")
            .replacing("<", with: "\\<")
    }
}
