import RoomModel

/// The seat map as HTML: a grid of seats, and the PCs that have no place in it beside it.
struct SeatMapDrawing {
    let wording: Wording

    /// Draws the rows.
    ///
    /// - Parameters:
    ///   - report: The room.
    ///   - name: What the anchors of the matrix begin with.
    /// - Returns: The map and its legend; every PC is in it once.
    func render(_ report: RoomReport, name: String) -> String {
        let map = SeatMap(report.rows.filter { $0.replaced == nil })
        let badges = badges(report)
        func seats(_ rows: [RoomRow]) -> String {
            rows.map { seat($0, report, name: name, badge: badges[$0.host.name]) }.joined()
        }
        var text = ""
        if map.columns > 0 {
            text += "<div class=\"scroll\"><div class=\"map\" style=\"--columns:\(map.columns)\">\n"
            for (index, place) in map.places.enumerated() {
                switch place.count {
                case 0: text += "<span class=\"seat none\"></span>"
                case 1: text += seats(place)
                default: text += "<div class=\"pair\">" + seats(place) + "</div>"
                }
                if index % map.columns == map.columns - 1 { text += "\n" }
            }
            text += "</div></div>\n"
        }
        for (title, rows) in [
            (wording("Kursi lain", "Other seats"), map.others),
            (wording("Tanpa nomor kursi", "Without a seat"), map.seatless),
            (wording("Cadangan", "Spares"), map.spares), (wording("PC proktor", "Proctor PC"), map.proctors),
            (wording("Diganti", "Replaced"), report.rows.filter { $0.replaced != nil }),
        ] where !rows.isEmpty {
            text += "<h3>\(title)</h3><div class=\"strip\">" + seats(rows) + "</div>\n"
        }
        return text + legend(report)
    }

    /// What stands below a PC's state: the spare that takes its place, whose place it takes, or its clones.
    private func badges(_ report: RoomReport) -> [HostName: String] {
        var badges: [HostName: [String]] = [:]
        for pair in report.substitutions {
            badges[pair.host.name, default: []].append("⇄ \(pair.spare)")
            badges[pair.spare, default: []].append("⇄ \(pair.host.seat ?? pair.host.name.description)")
        }
        for row in report.rows {
            let other = row.swap?.value.replaced ?? row.replaced?.value.host
            if let other { badges[row.host.name, default: []].append("⇄ \(other)") }
        }
        for trait in report.comparison.shared {
            for host in trait.hosts {
                let others = trait.hosts.filter { $0 != host }
                let text = "= " + others.folded
                if badges[host]?.contains(text) != true { badges[host, default: []].append(text) }
            }
        }
        return badges.mapValues { $0.joined(separator: " ") }
    }

    private func seat(_ row: RoomRow, _ report: RoomReport, name: String, badge: String?) -> String {
        let mark = RowMark(row, at: report.asOf, wording: wording)
        // A PC without a seat is found by its name.
        let place =
            row.host.seat.map {
                "<b>\($0.escapedForMarkup(limit: 12))</b><i>\(mark.sign)</i><span>\(row.host.name)</span>"
            }
            ?? "<b class=\"name\">\(row.host.name)</b><i>\(mark.sign)</i>"
        return
            "<a class=\"seat \(mark.style)\" href=\"#\(name)-\(row.host.name)\" data-pc=\"\(row.host.name)\">"
            + "\(place)<em>\(mark.word)</em>"
            + (badge.map { "<small>\($0.escapedForMarkup(limit: 60))</small>" } ?? "") + "</a>"
    }

    /// The marks in the map, how often each, and what it is called.
    private func legend(_ report: RoomReport) -> String {
        var order: [RowMark] = []
        var counts: [RowMark: Int] = [:]
        for row in report.rows {
            let mark = RowMark(row, at: report.asOf, wording: wording)
            if counts[mark] == nil { order.append(mark) }
            counts[mark, default: 0] += 1
        }
        var signs: [String] = []
        if !report.substitutions.isEmpty || report.rows.contains(where: { $0.swap != nil }) {
            signs.append("<span><b>⇄</b> " + wording("diganti cadangan", "replaced by a spare") + "</span>")
        }
        if !report.comparison.shared.isEmpty {
            signs.append("<span><b>=</b> " + wording("hasil kloning", "cloned") + "</span>")
        }
        let items = order.sorted { (counts[$0] ?? 0) > (counts[$1] ?? 0) }.map {
            "<span><b class=\"\($0.style)\">\($0.sign)</b> \($0.word) \(counts[$0] ?? 0)</span>"
        }
        return "<p class=\"legend\">" + (items + signs).joined(separator: " ") + "</p>\n"
    }
}
