public import RoomModel

/// One row a PC and check for spreadsheets and scripts (RFC 4180); codes stay English, sentences follow the language.
///
/// A PC without results has one row whose check is empty. No cell begins a formula: what could gets an apostrophe.
public struct CSVReport: Sendable {
    let wording: Wording

    /// The columns, in order; new ones are only added behind them.
    static let columns = [
        "room", "run", "pc", "address", "seat", "spare", "proctor", "state", "fills_seat", "at", "check",
        "subject",
        "status", "severity", "required", "finding", "sentence", "hint", "substitute", "seen_by", "seen_at",
        "swapped_with",
    ]

    /// Creates a renderer.
    public init(wording: Wording) {
        self.wording = wording
    }

    /// Renders the rooms as one table.
    ///
    /// - Returns: Lines that end with CR LF, the first of them the columns' names.
    public func render(_ reports: [RoomReport]) -> String {
        var text = Self.line(Self.columns)
        for report in reports {
            let spares = report.substitutions.reduce(into: [HostName: String]()) {
                $0[$1.host.name] = $1.spare.description
            }
            for row in report.rows {
                let head = head(row, of: report)
                let last = [spares[row.host.name] ?? ""] + acts(row)
                guard row.unreached == nil, !row.results.isEmpty else {
                    text += Self.line(head + tail(row, report) + last)
                    continue
                }
                for result in row.results { text += Self.line(head + tail(result, row) + last) }
            }
        }
        return text
    }

    private func head(_ row: RoomRow, of report: RoomReport) -> [String] {
        [
            report.start.room.name, report.start.run, row.host.name.description, row.host.address.description,
            row.host.seat ?? "", flag(row.host.isSpare), flag(row.host.isProctor), row.state.rawValue,
            flag(row.fillsSeat(at: report.asOf)), row.at?.calendarText(in: wording.zone) ?? "",
        ]
    }

    /// Who looked at the PC in Siaga's place and when; the PC whose seat it has, or that has its seat.
    private func acts(_ row: RoomRow) -> [String] {
        [
            row.look?.stamp.by ?? "", row.look?.stamp.at.calendarText(in: wording.zone) ?? "",
            (row.swap?.value.replaced ?? row.replaced?.value.host)?.description ?? "",
        ]
    }

    private func tail(_ result: CheckResult, _ row: RoomRow) -> [String] {
        [
            result.check.description, result.subject ?? "", result.status.rawValue, result.severity.rawValue,
            flag(result.isRequired), result.finding.code, wording.sentence(result, at: row.at),
            hint(result) ?? "",
        ]
    }

    private func tail(_ row: RoomRow, _ report: RoomReport) -> [String] {
        let sentence =
            row.unreached.map { wording.sentence($0, earlier: row.earlier) }
            ?? row.state.word[wording.language]
        let action =
            wording.swapHint(row) ?? wording.action(for: row.state, [row.host], because: row.unreached) ?? ""
        return ["", "", "", "", "", row.unreached?.cause ?? "", sentence, action.plainSpaces]
    }

    private func hint(_ result: CheckResult) -> String? {
        switch result.status {
        case .warn, .fail, .unknown: wording.remedy(result)
        case .pass, .notApplicable, .waived: nil
        }
    }

    private func flag(_ value: Bool) -> String { value ? "true" : "false" }

    /// The cells quoted where they must be, and the line's end.
    static func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// One cell; spreadsheets take what begins with `=`, `+`, `-`, `@`, tab or CR for a formula.
    static func cell(_ text: String) -> String {
        var safe = text
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) {
            safe = "'" + text
        }
        safe = safe.safe(limit: 1_000)
        let needsQuotes =
            safe.utf8.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 } || safe.hasPrefix(" ")
            || safe.hasSuffix(" ")
        return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
}

extension String {
    /// The text with ordinary spaces for those that keep a command on one line.
    var plainSpaces: String { replacing("\u{A0}", with: " ") }
}
