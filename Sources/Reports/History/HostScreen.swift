public import RoomModel

/// Everything about one PC: its states, every check now and before, what people did about it.
public struct HostScreen: Sendable {
    let wording: Wording
    let page: Page

    /// The states shown; more are counted, and `siaga history` has them.
    private static let mostStates = 10

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page()) {
        self.wording = wording
        self.page = page
    }

    /// Renders a PC.
    ///
    /// - Parameters:
    ///   - dossier: What is on record of it.
    ///   - room: What people call the room.
    /// - Returns: The screen; it may be longer than a terminal.
    public func render(_ dossier: HostDossier, room: String) -> String {
        let own = wording.speaking(of: dossier.start)
        return HostScreen(wording: own, page: page).rendered(dossier, room: room)
    }

    private func rendered(_ dossier: HostDossier, room: String) -> String {
        let row = dossier.row
        var lines: [String]
        let seat = row.host.seat.map { ", " + wording.seat($0) } ?? ""
        lines = page.wrap("\(row.host.name)\(seat)   \(room.safe(limit: 60))")
        let when = row.at.map { "  " + wording.shortDate($0) + " " + wording.clock($0) } ?? ""
        lines += page.wrap(row.state.word[wording.language] + when)
        if let look = row.look { lines += page.wrap("  " + wording.vouched(look), hanging: 2) }
        if let swap = row.swap ?? row.replaced {
            lines += page.wrap("  " + wording.sentence(.swap(swap.value)), hanging: 2)
        }
        for (title, block) in [
            (wording("PEMERIKSAAN", "CHECKS"), checks(dossier)),
            (wording("KATA ORANG", "WHAT PEOPLE SAID AND DID"), dossier.acts.flatMap(act)),
        ] where !block.isEmpty {
            lines += ["", title] + block
        }
        var text = lines.map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
        if let timeline = dossier.timeline {
            let screen = TimelineScreen(wording: wording, page: page)
            // Its first two lines name the PC once more.
            let rest = screen.render(timeline, room: room, most: Self.mostStates)
                .split(separator: "\n", omittingEmptySubsequences: false).drop { !$0.isEmpty }
            text += rest.joined(separator: "\n")
        }
        return text
    }

    private func checks(_ dossier: HostDossier) -> [String] {
        dossier.checks.flatMap { check -> [String] in
            let word = "[" + check.now.status.word[wording.language] + "] "
            var lines = page.wrap(
                "  " + word + wording.sentence(dossier.row.named(check.now), at: check.at),
                hanging: 4
            )
            if let before = check.before, let at = check.beforeAt {
                let moment = wording.shortDate(at) + " " + wording.clock(at)
                let sentence = wording.sentence(dossier.row.named(before), at: at).loweringFirst
                lines += page.wrap(
                    wording("    sebelumnya (\(moment)): \(sentence)", "    before (\(moment)): \(sentence)"),
                    hanging: 6
                )
            }
            return lines
        }
    }

    private func act(_ entry: HostDossier.Act) -> [String] {
        let undone =
            entry.withdrawal.map { stamp in
                wording(
                    " - dibatalkan \(wording.datedMark(stamp))",
                    " - taken back \(wording.datedMark(stamp))"
                )
            } ?? ""
        let text = wording.datedMark(entry.act.stamp) + ": " + wording.sentence(entry.act.content) + undone
        return page.wrap("  " + text, hanging: 4)
    }
}
