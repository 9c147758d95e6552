public import RoomModel

/// What one PC was over its runs, the newest first.
public struct TimelineScreen: Sendable {
    let wording: Wording
    let page: Page

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page()) {
        self.wording = wording
        self.page = page
    }

    /// Renders a PC.
    ///
    /// - Parameters:
    ///   - timeline: Its states.
    ///   - room: What people call the room.
    ///   - most: The most lines of states; older ones are counted.
    /// - Returns: The screen.
    public func render(_ timeline: HostTimeline, room: String, most: Int) -> String {
        let spans = timeline.spans.prefix(most)
        let host = timeline.spans[0].row.host
        let seat = host.seat.map { wording(", kursi ", ", seat ") + $0.safe(limit: 20) } ?? ""
        var lines = page.wrap("\(timeline.host)\(seat)   \(room.safe(limit: 60))") + [""]
        let words = spans.map { $0.row.state.word[wording.language] }
        let titles = (
            since: wording("SEJAK", "SINCE"), runs: wording("KALI", "RUNS"),
            state: wording("KEADAAN", "STATE"), cause: wording("SEBAB", "CAUSE")
        )
        let counts = spans.map { "\($0.runs)" }
        let since = spans.map { "\(wording.shortDate($0.from)) \(wording.clock($0.from))" }
        let sinceWidth = (since + [titles.since]).map(\.count).max() ?? 0
        let runsWidth = (counts + [titles.runs]).map(\.count).max() ?? 0
        let stateWidth = (words + [titles.state]).map(\.count).max() ?? 0
        let column = sinceWidth + runsWidth + stateWidth + 6
        let isWide = page.width - column >= 24
        func head(_ since: String, _ runs: String, _ state: String) -> String {
            since.padded(to: sinceWidth) + "  " + runs.alignedRight(in: runsWidth) + "  "
                + state.padded(to: stateWidth)
        }
        lines.append(head(titles.since, titles.runs, titles.state) + (isWide ? "  " + titles.cause : ""))
        for (index, span) in spans.enumerated() {
            let indent = isWide ? column : 4
            let texts = causes(span).flatMap { Page.wrap($0, width: page.width - indent) }
            let first = head(since[index], counts[index], words[index])
            if isWide {
                lines.append(first + "  " + (texts.first ?? ""))
            } else {
                lines.append(first)
            }
            for text in texts.dropFirst(isWide ? 1 : 0) {
                lines.append(String(repeating: " ", count: indent) + text)
            }
        }
        lines.append("")
        if timeline.spans.count > most {
            let command = wording.next(
                "history",
                timeline.host.description,
                "--last",
                "\(timeline.spans.count)"
            )
            let more = timeline.spans.count - most
            lines += page.wrap(wording("\(more) lagi: \(command)", "\(more) more: \(command)"))
        }
        let last = timeline.spans[0].to
        let (day, clock) = (wording.date(last), wording.clock(last))
        lines += page.wrap(
            wording("Terakhir diperiksa \(day), pukul \(clock).", "Last checked \(day), at \(clock).")
        )
        return lines.map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }

    /// Why it was so, at most three causes.
    private func causes(_ span: HostTimeline.Span) -> [String] {
        let words = wording.speaking(of: span.run)
        let row = span.row
        if let unreached = row.unreached { return [words.sentence(unreached)] }
        let results = row.state.isReady ? row.results.filter(\.isNote).map(row.named) : row.blockingResults
        let sentences = results.map { words.sentence($0, at: row.at) }
        let more = sentences.count - ProblemTable.mostCauses
        let rest = more > 0 ? [wording("dan \(more) hal lain", "and \(more) more")] : []
        return sentences.prefix(ProblemTable.mostCauses) + rest
    }
}
