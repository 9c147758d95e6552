import RoomModel

/// The matrix of PCs and checks: a row a PC, a column a check, and in each cell what became of it.
struct CheckMatrix {
    let wording: Wording
    /// The most bytes of explanations in the cells of one document; behind it cells have only their sign.
    static let mostExplained = 2_000_000

    /// The checks in the order in which the plan names them, and those that only results name.
    static func columns(_ report: RoomReport) -> [CheckID] {
        let measured = Set(report.rows.flatMap { $0.results.map(\.check) })
        let planned = report.start.checks.filter(measured.contains)
        return planned + measured.subtracting(planned).sorted()
    }

    /// Writes the table.
    ///
    /// - Parameters:
    ///   - report: The room.
    ///   - name: What the rows' anchors begin with.
    ///   - text: The document so far.
    func write(_ report: RoomReport, name: String, into text: inout String) {
        let columns = Self.columns(report)
        let places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
        let limit = text.utf8.count + Self.mostExplained
        text += "<div class=\"scroll\"><table class=\"matrix\"><thead><tr><th>" + wording("Kursi", "Seat")
        text += "<th>PC<th>" + wording("Keadaan", "State")
        for check in columns {
            text += "<th class=\"check\" title=\"\(check.description.escapedForMarkup())\"><span>"
            text += wording.label(check).escapedForMarkup(limit: 60) + "</span>"
        }
        text += "<tbody>\n"
        for row in report.rows {
            let mark = RowMark(row, at: report.asOf, wording: wording)
            text +=
                "<tr id=\"\(name)-\(row.host.name)\"><td>" + (row.host.seat ?? "").escapedForMarkup(limit: 20)
            text +=
                "<th scope=\"row\">\(row.host.name)<td class=\"state \(mark.style)\">\(mark.sign) \(mark.word)"
            // What an earlier run measured says when.
            if let at = row.at, at < report.start.at { text += " <small>\(wording.clock(at))</small>" }
            if let unreached = row.unreached {
                text += "<td class=\"why\" colspan=\"\(max(1, columns.count))\">"
                text += wording.sentence(unreached, earlier: row.earlier, at: row.at).escapedForMarkup(
                    limit: 300
                )
            } else if row.results.isEmpty {
                if !columns.isEmpty { text += "<td class=\"why\" colspan=\"\(columns.count)\">" }
            } else {
                var cells = [[CheckResult]](repeating: [], count: columns.count)
                for result in row.results {
                    if let place = places[result.check] { cells[place].append(result) }
                }
                for cell in cells { write(cell, of: row, within: limit, into: &text) }
            }
            text += "\n"
        }
        text += "</table></div>\n"
    }

    private func write(_ results: [CheckResult], of row: RoomRow, within limit: Int, into text: inout String)
    {
        guard let gravest = results.max(by: { $0.status.weight < $1.status.weight }) else {
            text += "<td>"
            return
        }
        text += "<td class=" + gravest.status.style
        if gravest.status != .pass, text.utf8.count < limit {
            let sentences = results.filter { $0.status != .pass }.prefix(5).map {
                wording.sentence($0, at: row.at)
            }
            text += " title=\"" + sentences.joined(separator: "; ").escapedForMarkup(limit: 300) + "\""
        }
        text += ">" + gravest.status.sign
    }

    /// What the signs mean.
    func legend(_ report: RoomReport) -> String {
        let seen = Set(report.rows.flatMap { $0.results.map(\.status) })
        let items = CheckStatus.allCases.filter(seen.contains).map {
            "<span><b class=\"\($0.style)\">\($0.sign)</b> \($0.word[wording.language])</span>"
        }
        return "<p class=\"legend\">" + items.joined(separator: " ") + "</p>\n"
    }
}
