public import RoomModel

/// One self-contained page: the verdict, the seat map, where to go, every check, and what the run was.
///
/// No script and nothing from elsewhere, so that it opens from a USB stick, goes by mail, and prints on A4.
public struct HTMLReport: Sendable {
    let wording: Wording

    /// Creates a renderer.
    public init(wording: Wording) {
        self.wording = wording
    }

    /// Renders the rooms on one page, the worst first.
    ///
    /// - Returns: The whole file, UTF-8.
    public func render(_ reports: [RoomReport]) -> String {
        let reports = reports.worstFirst
        let titles = reports.map { $0.start.room.title.escapedForMarkup(limit: 60) }
        let first = reports.first.map { headline($0).word }.flatMap { $0.isEmpty ? nil : $0 + ": " } ?? ""
        let title = (reports.count == 1 ? first : "") + (titles.first ?? "") + (titles.count > 1 ? " …" : "")
        var text = """
            <!DOCTYPE html>
            <html lang="\(wording.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(title)</title>
            <style>
            \(HTMLStyleSheet.text)</style>
            </head>
            <body>

            """
        if reports.count > 1 { text += overview(reports) }
        for (index, report) in reports.enumerated() { write(report, name: "r\(index + 1)", into: &text) }
        return text + "</body>\n</html>\n"
    }

    private func overview(_ reports: [RoomReport]) -> String {
        var text = "<nav><h2>" + wording("Semua ruang", "All rooms") + "</h2><table class=\"plain\">\n"
        for (index, report) in reports.enumerated() {
            let (word, style, sentence) = headline(report)
            text += "<tr><td class=\"state \(style)\">\(word)<td><a href=\"#r\(index + 1)\">\(sentence)</a>\n"
        }
        return text + "</table></nav>\n"
    }

    private func write(_ report: RoomReport, name: String, into text: inout String) {
        let (word, style, sentence) = headline(report)
        let when = wording.date(report.asOf) + ", " + wording.clock(report.asOf)
        text += "<main id=\"\(name)\">\n<header class=\"\(style)\">\n<p class=\"when\">\(when)</p>\n"
        text += "<h1>" + (word.isEmpty ? sentence : "<span>\(word)</span> \(sentence)") + "</h1>\n"
        let remarks =
            report.end?.reason == .controllerBlocked
            ? BlockedScreen(wording: wording, page: Self.page).lines(report).dropFirst()
            : Heading(report, wording: wording, now: report.asOf).lines(Self.page).dropFirst()
        for remark in remarks where !remark.isEmpty {
            text += "<p>\(Self.trimmed(remark).escapedForMarkup(limit: 300))</p>\n"
        }
        text += "</header>\n<section class=\"seats\"><h2>" + wording("Denah", "Seat map") + "</h2>\n"
        text += SeatMapDrawing(wording: wording).render(report, name: name) + "</section>\n"
        text += walk(report, name: name)
        let rest = ReadySummary(wording: wording, page: Self.page, isDocument: true).lines(report)
        if !rest.isEmpty {
            text += "<section><h2>" + wording("Selebihnya", "The rest") + "</h2>\n<ul>\n"
            for item in Self.items(rest) { text += "<li>\(item.escapedForMarkup(limit: 2_000))\n" }
            text += "</ul></section>\n"
        }
        if !CheckMatrix.columns(report).isEmpty {
            let matrix = CheckMatrix(wording: wording)
            let isWide = CheckMatrix.columns(report).count > 20
            text += "<section class=\"checks\(isWide ? " wide" : "")\"><h2>"
            text += wording("Semua pemeriksaan", "All checks") + "</h2>\n" + matrix.legend(report)
            matrix.write(report, name: name, into: &text)
            text += "</section>\n"
        }
        text += facts(report) + "</main>\n"
    }

    private func walk(_ report: RoomReport, name: String) -> String {
        let list = WalkList(report, wording: wording)
        guard !list.shared.isEmpty || !list.stops.isEmpty else { return "" }
        var text = "<section><h2>" + wording("Yang harus didatangi", "Where to go") + "</h2>\n"
        for cause in list.shared {
            let names = cause.rows.map(\.host.name).folded
            let place =
                cause.rows.isEmpty ? "" : " <small>(\(wording.pcs(cause.rows.count)): \(names))</small>"
            text += "<p class=\"shared\"><b>\(cause.sentence.escapedForMarkup(limit: 400))</b>\(place)"
            if let remedy = cause.remedy { text += "<br>→ \(Self.advice(remedy))" }
            text += "</p>\n"
        }
        guard !list.stops.isEmpty else { return text + "</section>\n" }
        text += "<table class=\"plain walk\"><thead><tr><th>" + wording("Kursi", "Seat") + "<th>PC<th>"
        text +=
            wording("Keadaan", "State") + "<th>" + wording("Sebab, lalu tindakan", "Cause, then what to do")
        text += "<th class=\"tick\">" + wording("Sudah", "Done") + "<tbody>\n"
        for stop in list.stops {
            let mark = RowMark(stop.row, at: report.asOf, wording: wording)
            text += "<tr><td class=\"place\">" + (stop.row.host.seat ?? "").escapedForMarkup(limit: 20)
            text += "<td><a href=\"#\(name)-\(stop.row.host.name)\">\(stop.row.host.name)</a>"
            text += "<td class=\"state \(mark.style)\">\(mark.sign) \(mark.word)<td>"
            for line in stop.lines {
                text += "<div>\(line.cause.escapedForMarkup(limit: 400))</div>"
                if let hint = line.hint {
                    text += "<div class=\"do\">→ \(Self.advice(hint))</div>"
                }
            }
            if let action = stop.action {
                text += "<div class=\"do\">→ \(Self.advice(action))</div>"
            }
            if let spare = stop.substitute {
                text += "<div class=\"do\">⇄ \(wording.meanwhile(spare).escapedForMarkup(limit: 300))</div>"
            }
            text += "<td class=\"tick\">☐\n"
        }
        return text + "</table></section>\n"
    }

    private func facts(_ report: RoomReport) -> String {
        let start = report.start
        var rows = [
            (wording("Ruang", "Room"), start.room.title),
            (wording("Daftar periksa", "Playbook"), start.playbook),
            (
                wording("Mulai", "Began"),
                wording.date(start.at) + ", " + wording.clockWithSeconds(start.at)
            ),
        ]
        if let mode = start.room.mode {
            rows.insert(
                (
                    wording("Moda", "Mode"),
                    wording.name(of: mode)
                ),
                at: 1
            )
        }
        if let end = report.end {
            rows.append((wording("Lama", "Took"), wording.time(end.at.since(start.at))))
        }
        let asked = report.rows.count { $0.host.isSelected }
        rows.append(
            (
                wording("PC yang diperiksa", "PCs asked"),
                wording("\(asked) dari \(report.rows.count)", "\(asked) of \(report.rows.count)")
            )
        )
        let addresses = (report.controller?.interfaces ?? []).filter(\.isUp).flatMap(\.addresses)
        if !addresses.isEmpty {
            rows.append((wording("Laptop ini", "This laptop"), addresses.joined(separator: ", ")))
        }
        rows.append((wording("Nama hasil", "Run"), start.run))
        let cells = rows.map { "<tr><th>\($0)<td>\($1.escapedForMarkup())\n" }
        return "<section class=\"facts\"><h2>" + wording("Tentang pemeriksaan ini", "About this run")
            + "</h2><table class=\"plain\">\n" + cells.joined() + "</table></section>\n"
    }

    /// What to do, escaped, with the commands to type (no-break spaces hold their words together) marked as such.
    static func advice(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            guard word.contains("\u{A0}") else { return String(word).escapedForMarkup(limit: 300) }
            let command = String(word.reversed().drop { ";,.".contains($0) }.reversed())
            let rest = word.dropFirst(command.count)
            return "<kbd>\(command.plainSpaces.escapedForMarkup(limit: 300))</kbd>\(rest)"
        }
        .joined(separator: " ")
    }

    /// The verdict's word, its class, and the sentence behind it, escaped.
    private func headline(_ report: RoomReport) -> (word: String, style: String, sentence: String) {
        if report.end?.reason == .controllerBlocked {
            let first = BlockedScreen(wording: wording, page: Self.page).lines(report).first ?? ""
            return ("", "bad", first.escapedForMarkup(limit: 200))
        }
        let (word, role, rest) = Heading(report, wording: wording, now: report.asOf).firstLine
        let style =
            switch role {
            case .good: "good"
            case .caution: "caution"
            case .bad: "bad"
            case .quiet: "quiet"
            }
        return (word, style, rest.escapedForMarkup(limit: 200))
    }

    private static let page = Page(width: 120)

    /// Lines of a screen as items: what is indented belongs to the item before it, unless it is one of its own.
    static func items(_ lines: [String]) -> [String] {
        lines.reduce(into: [String]()) { items, line in
            let text = trimmed(line).replacing(ReadySummary.tick, with: "☐ ")
                .replacing(TickList.ticked, with: "☑ ")
            if line.hasPrefix(" "), !text.hasPrefix("- "), !items.isEmpty {
                items[items.count - 1] += " " + text
            } else {
                items.append(text.hasPrefix("- ") ? String(text.dropFirst(2)) : text)
            }
        }
    }

    private static func trimmed(_ line: String) -> String {
        String(line.drop { $0 == " " }).trimmingSpacesAtEnd()
    }
}
