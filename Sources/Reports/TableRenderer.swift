public import RoomModel

/// The screen after a scan: the verdict first, what is to be done, and the next command last.
public struct TableRenderer: Sendable {
    let wording: Wording
    let page: Page
    let now: Timestamp

    /// Creates a renderer.
    ///
    /// - Parameters:
    ///   - wording: Language, labels, hints, zone.
    ///   - page: Width, height, colour.
    ///   - now: The time it is; the session's countdown and the age of results count from it.
    public init(wording: Wording, page: Page = Page(), now: Timestamp) {
        self.wording = wording
        self.page = page
        self.now = now
    }

    private var cause: SharedCauseWording { SharedCauseWording(wording: wording) }

    /// Renders one room.
    public func render(_ report: RoomReport) -> String {
        let own = wording.speaking(of: report.start)
        return TableRenderer(wording: own, page: page, now: now).rendered(report)
    }

    private func rendered(_ report: RoomReport) -> String {
        if report.end?.reason == .controllerBlocked {
            return finish(BlockedScreen(wording: wording, page: page).lines(report))
        }
        let heading = Heading(report, wording: wording, now: now)
        let problems = report.rowsToMend
        let clock = report.comparison.controllerClock
        let shared = SharedCause.find(in: problems).filter { !$0.key.isControllerClock }
        let groups = ProblemGroup.fold(problems, since: report.start.at, wording: wording) { _, key in
            key.isControllerClock || shared.contains { $0.key == key }
        }
        var blocks = [heading.lines(page)]
        if let clock { blocks.append(clockBlock(clock)) }
        blocks += shared.enumerated().map { index, cause in
            block(cause, isFirst: index == 0 && clock == nil, of: report)
        }
        if !groups.isEmpty {
            blocks.append(ProblemTable(wording: wording, page: page).lines(groups))
        }
        let keys = KeyComparison(wording: wording, page: page).lines(report)
        if !keys.isEmpty { blocks.append(keys) }
        let summary = ReadySummary(wording: wording, page: page).lines(report)
        if !summary.isEmpty { blocks.append(summary) }
        let ticks = TickList(report, now: now, wording: wording, page: page)
        let next = NextCommand(report, wording: wording)
        var last = page.wrap(next.text)
        func length() -> Int { blocks.map(\.count).reduce(blocks.count, +) + last.count }
        // The list where there is space for it, else a line or two.
        let isRoomy = length() + ticks.list.count < page.height ?? Page.usualHeight
        let shown = isRoomy ? ticks.list : ticks.folded
        if !shown.isEmpty { blocks.append(shown) }
        // Where the first line scrolls away, the verdict is said again at the end.
        if let height = page.height, length() >= height { last = heading.verdict(page) + last }
        return finish(Array((blocks + [last]).joined(separator: [""])))
    }

    private func finish(_ lines: [String]) -> String {
        lines.map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }

    private func clockBlock(_ clock: ControllerClock) -> [String] {
        let seen: String
        if let (theirs, ours) = wording.clocks(now, offset: clock.offset) {
            seen = wording(
                "\(clock.agreeing) PC menunjuk \(theirs), laptop \(ours)",
                "\(wording.pcs(clock.agreeing)) show \(theirs), the laptop \(ours)"
            )
        } else {
            let gap = wording.time(clock.offset)
            seen = wording(
                "selisih \(gap) dari \(clock.agreeing) PC",
                "\(gap) from \(wording.pcs(clock.agreeing))"
            )
        }
        return page.wrap(
            wording("JAM LAPTOP INI YANG SALAH: ", "THE CLOCK OF THIS LAPTOP IS WRONG: ") + seen,
            hanging: 2
        ) + page.wrap("  -> " + wording("setel jam laptop ini", "set the clock of this laptop"), hanging: 5)
    }

    private func block(_ shared: SharedCause, isFirst: Bool, of report: RoomReport) -> [String] {
        let count = shared.rows.count
        let head =
            isFirst
            ? wording("SATU SEBAB UNTUK \(count) PC: ", "ONE CAUSE FOR \(wording.pcs(count)): ")
            : wording("JUGA UNTUK \(count) PC: ", "ALSO FOR \(wording.pcs(count)): ")
        var lines = page.wrap(head + cause.sentence(shared).loweringFirst, hanging: 2)
        if let remedy = cause.remedy(shared, of: report) { lines += page.wrap("  -> " + remedy, hanging: 5) }
        if count < report.rows.count {
            let seats = foldedNames(shared.rows.compactMap { $0.host.seat?.safe(limit: 20) })
            let place = seats.isEmpty ? "" : wording(" (kursi \(seats))", " (seats \(seats))")
            lines += page.wrap("  PC: " + shared.rows.map(\.host.name).folded + place, hanging: 6)
        }
        if shared.isOnlyCause {
            lines += page.wrap(
                wording(
                    "Di luar itu \(count) PC tersebut memenuhi syarat.",
                    "Apart from that these \(wording.pcs(count)) are good."
                )
            )
        }
        return lines
    }
}
