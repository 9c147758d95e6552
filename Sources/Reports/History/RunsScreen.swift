public import RoomModel

/// The runs on record, the newest first, one line each.
public struct RunsScreen: Sendable {
    let wording: Wording
    let page: Page

    /// How much of a run's name is shown where no other begins so; `report` takes a beginning.
    private static let nameLength = 15

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page()) {
        self.wording = wording
        self.page = page
    }

    /// Renders runs.
    ///
    /// - Parameters:
    ///   - runs: The newest first; at least one.
    ///   - more: How many older ones are not among them.
    /// - Returns: The screen.
    public func render(_ runs: [RunSummary], more: Int = 0) -> String {
        let rooms = Set(runs.map(\.room))
        let columns = self.columns(isOneRoom: rooms.count == 1)
        let names = shortNames(of: runs)
        let table =
            [columns] + zip(runs, names).map { cells($0, named: $1, isOneRoom: rooms.count == 1) }
        let widths = columns.indices.map { index in table.map { $0[index].count }.max() ?? 0 }
        let isWide = widths.reduce(0, +) + 2 * (widths.count - 1) <= page.width
        var lines = rooms.count == 1 ? page.wrap(runs[0].title.safe(limit: 60)) + [""] : []
        for (index, row) in table.enumerated() {
            if isWide {
                lines.append(row.indices.map { row[$0].padded(to: widths[$0]) }.joined(separator: "  "))
            } else if index > 0 {
                let run = row.last ?? ""
                lines += page.wrap(row.dropLast().filter { !$0.isEmpty }.joined(separator: "  "), hanging: 4)
                lines.append("    " + run)
            }
        }
        lines.append("")
        if more > 0 {
            let command = wording.next("history", "--last", "\(runs.count + more)")
            lines += page.wrap(wording("\(more) lagi: \(command)", "\(more) more: \(command)"))
        }
        let report = wording.next("report", names[0])
        lines += page.wrap(wording("Hasil satu kali periksa: \(report)", "One run in full: \(report)"))
        return lines.map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }

    private func columns(isOneRoom: Bool) -> [String] {
        let room = isOneRoom ? [] : [wording("RUANG", "ROOM")]
        return [wording("WAKTU", "TIME")] + room + [
            wording("VERDIK", "VERDICT"), wording("SIAP", "READY"), wording("PC", "PCS"),
            wording("LAMA", "TOOK"), wording("HASIL", "RUN"),
        ]
    }

    private func cells(_ run: RunSummary, named name: String, isOneRoom: Bool) -> [String] {
        let room = isOneRoom ? [] : [run.title.safe(limit: 20)]
        let ready = run.outcome.map { outcome in
            "\(outcome.ready)" + (outcome.needed.map { "/\($0)" } ?? "")
        }
        return ["\(wording.shortDate(run.began)) \(wording.clock(run.began))"] + room + [
            verdict(run), ready ?? "-", asked(run), run.took.map(took) ?? "-", name,
        ]
    }

    private func verdict(_ run: RunSummary) -> String {
        if let verdict = run.outcome?.verdict { return verdict.word[wording.language] }
        switch run.reason {
        case nil: return wording("TERPUTUS", "CUT OFF")
        case .interrupted?: return wording("DIHENTIKAN", "STOPPED")
        case .controllerBlocked?: return wording("LAPTOP DI LUAR", "NOT IN NETWORK")
        case .completed?, .deadline?: return wording("TIDAK DINILAI", "NO VERDICT")
        }
    }

    /// What was asked of whom: all of them, so many, or only some checks.
    private func asked(_ run: RunSummary) -> String {
        switch run.kind {
        case .full: wording("semua", "all")
        case .part: "\(run.asked)"
        case .checks: "\(run.asked)" + wording(", --only", ", --only")
        case .installation: "\(run.asked)" + wording(", pasang", ", install")
        }
    }

    private func took(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        if seconds < 100 { return "\(seconds) " + wording("dtk", "s") }
        return "\((seconds + 30) / 60) " + wording("mnt", "min")
    }

    private func shortNames(of runs: [RunSummary]) -> [String] {
        let names = runs.map { $0.name.safe(limit: 40) }
        let beginnings = Dictionary(grouping: names) { $0.prefix(Self.nameLength) }
        return names.map { name in
            let beginning = name.prefix(Self.nameLength)
            return beginnings[beginning]?.count == 1 ? String(beginning) : name
        }
    }
}
