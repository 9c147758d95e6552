import RoomModel

/// The PCs that need someone: seat first, then the name, one line of cause, one line of what to do.
struct ProblemTable {
    let wording: Wording
    let page: Page

    /// The causes shown of one PC; more are counted.
    static let mostCauses = 3
    /// The widest a column of folded seats or names gets before it breaks.
    private static let widestCell = 14

    func lines(_ groups: [ProblemGroup]) -> [String] {
        let seats = groups.map { foldedNames($0.rows.compactMap { $0.host.seat?.safe(limit: 20) }) }
        let names = groups.map { $0.rows.map(\.host.name).folded }
        let words = groups.map { $0.state.word[wording.language] }
        let titles = (
            seat: wording("KURSI", "SEAT"), pc: "PC", state: wording("KEADAAN", "STATE"),
            cause: wording("SEBAB, LALU TINDAKAN", "CAUSE, THEN WHAT TO DO")
        )
        let hasSeats = seats.contains { !$0.isEmpty }
        let seatWidth = hasSeats ? column(seats, titles.seat) : 0
        let nameWidth = column(names, titles.pc, atLeast: 4)
        let stateWidth = words.map(\.count).reduce(titles.state.count, max)
        let textColumn = (hasSeats ? seatWidth + 2 : 0) + nameWidth + 2 + stateWidth + 2
        let isWide = page.width - textColumn >= 30
        func head(_ seat: String, _ name: String, _ word: String) -> String {
            (hasSeats ? seat.alignedRight(in: seatWidth) + "  " : "") + name.padded(to: nameWidth) + "  "
                + word.padded(to: stateWidth)
        }
        var lines: [String] = []
        if isWide { lines.append(head(titles.seat, titles.pc, titles.state) + "  " + titles.cause) }
        for (index, group) in groups.enumerated() {
            let indent = isWide ? textColumn : 4
            let texts = texts(group).flatMap { text in
                Page.wrap(text, width: page.width - indent, hanging: text.hasPrefix("-> ") ? 3 : 0)
            }
            if isWide {
                let seatLines = Page.wrap(seats[index], width: max(1, seatWidth))
                let nameLines = Page.wrap(names[index], width: nameWidth)
                for row in 0..<max(texts.count, seatLines.count, nameLines.count) {
                    let word = row == 0 ? words[index] : ""
                    let plain = head(
                        row < seatLines.count ? seatLines[row] : "",
                        row < nameLines.count ? nameLines[row] : "",
                        word
                    )
                    let text = row < texts.count ? texts[row] : ""
                    lines.append(painted(plain, word, group.state) + "  " + text)
                }
            } else {
                let seat = seats[index].isEmpty ? "" : titles.seat + " " + seats[index] + "  "
                lines += page.wrap(seat + names[index] + "  " + words[index], hanging: 2)
                    .map { painted($0, words[index], group.state) }
                lines += texts.map { String(repeating: " ", count: indent) + $0 }
            }
        }
        return lines
    }

    private func column(_ cells: [String], _ title: String, atLeast least: Int = 0) -> Int {
        let widest = cells.map(\.count).max() ?? 0
        return max(title.count, least, min(widest, max(Self.widestCell, page.width / 6)))
    }

    /// Colours the state's word, which stands at the end of `plain` but for spaces.
    private func painted(_ plain: String, _ word: String, _ state: HostState) -> String {
        let text = plain.trimmingSpacesAtEnd()
        guard !word.isEmpty, text.hasSuffix(word) else { return plain }
        let fill = String(repeating: " ", count: plain.count - text.count)
        return text.dropLast(word.count) + page.style.paint(word, state.role) + fill
    }

    /// Cause, remedy, cause, remedy; a remedy that serves several causes is said once, behind the last of them.
    private func texts(_ group: ProblemGroup) -> [String] {
        let shown = group.lines.prefix(Self.mostCauses)
        var texts: [String] = []
        for (index, line) in shown.enumerated() {
            texts.append(line.cause)
            let isLastOfItsKind = !shown.dropFirst(index + 1).contains { $0.hint == line.hint }
            if let hint = line.hint, isLastOfItsKind { texts.append("-> " + hint) }
        }
        if group.lines.count > Self.mostCauses {
            let more = group.lines.count - Self.mostCauses
            texts.append(wording("dan \(more) hal lain", "and \(more) more"))
        }
        let needsAction = shown.allSatisfy { $0.hint == nil }
        if needsAction,
            let action = wording.action(
                for: group.state,
                group.rows.map(\.host),
                because: group.rows.first?.unreached
            )
        {
            texts.append("-> " + action)
        }
        return texts
    }
}
