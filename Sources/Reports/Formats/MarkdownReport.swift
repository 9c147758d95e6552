public import RoomModel

/// The result as Markdown (GitHub's tables), for a ticket, a chat or a wiki.
public struct MarkdownReport: Sendable {
    let wording: Wording

    /// Creates a renderer.
    public init(wording: Wording) {
        self.wording = wording
    }

    /// Renders the rooms, the worst first.
    public func render(_ reports: [RoomReport]) -> String {
        reports.worstFirst.map(room).joined(separator: "\n")
    }

    private func room(_ report: RoomReport) -> String {
        let page = Page(width: 120)
        var text: String
        if report.end?.reason == .controllerBlocked {
            let lines = BlockedScreen(wording: wording, page: page).lines(report).filter { !$0.isEmpty }
            return "# " + lines.map(Self.escaped).joined(separator: "\n\n") + "\n"
        }
        let heading = Heading(report, wording: wording, now: report.asOf)
        let (word, _, rest) = heading.firstLine
        text = "# " + (word.isEmpty ? "" : "\(word): ") + Self.escaped(rest) + "\n\n"
        let when = wording.date(report.asOf) + ", " + wording.clock(report.asOf) + "."
        text += ([when] + heading.lines(page).dropFirst()).map(Self.escaped).joined(separator: " ") + "\n"
        text += walk(report)
        let rest2 = HTMLReport.items(
            ReadySummary(wording: wording, page: page, isDocument: true).lines(report)
        )
        if !rest2.isEmpty {
            text += "\n## " + wording("Selebihnya", "The rest") + "\n\n"
            text += rest2.map { "- \(Self.escaped($0))\n" }.joined()
        }
        return text + pcs(report)
    }

    private func walk(_ report: RoomReport) -> String {
        let list = WalkList(report, wording: wording)
        guard !list.shared.isEmpty || !list.stops.isEmpty else { return "" }
        var text = "\n## " + wording("Yang harus didatangi", "Where to go") + "\n"
        for cause in list.shared {
            let names = cause.rows.isEmpty ? "" : " (\(cause.rows.map(\.host.name).folded))"
            text += "\n**\(Self.escaped(cause.sentence))**\(Self.escaped(names))"
            text += (cause.remedy.map { " → \(Self.escaped($0))" } ?? "") + "\n"
        }
        guard !list.stops.isEmpty else { return text }
        text +=
            "\n"
            + line([
                wording("Kursi", "Seat"), "PC", wording("Keadaan", "State"),
                wording("Sebab", "Cause"), wording("Tindakan", "What to do"),
            ]) + "|---|---|---|---|---|\n"
        for stop in list.stops {
            let spare = stop.substitute.map(wording.meanwhile)
            let hints = stop.lines.compactMap(\.hint) + [stop.action, spare].compactMap(\.self)
            var told: Set<String> = []
            text += line([
                stop.row.host.seat ?? "", stop.row.host.name.description,
                RowMark(stop.row, at: report.asOf, wording: wording).word,
                stop.lines.map(\.cause).joined(separator: "; "),
                hints.filter { told.insert($0).inserted }.joined(separator: "; "),
            ])
        }
        return text
    }

    private func pcs(_ report: RoomReport) -> String {
        var text = "\n## " + wording("Semua PC", "All PCs") + "\n\n"
        text +=
            line([
                wording("Kursi", "Seat"), "PC", wording("Keadaan", "State"), wording("Pukul", "At"),
            ]) + "|---|---|---|---|\n"
        for row in report.rows {
            text += line([
                row.host.seat ?? "", row.host.name.description,
                RowMark(row, at: report.asOf, wording: wording).word, row.at.map(wording.clock) ?? "",
            ])
        }
        return text
    }

    private func line(_ cells: [String]) -> String {
        "| " + cells.map(Self.escaped).joined(separator: " | ") + " |\n"
    }

    /// The text with everything escaped that Markdown or HTML inside it would read as more than text.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.plainSpaces.safe(limit: 2_000).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!": result += "\\" + String(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
