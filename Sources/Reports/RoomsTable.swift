public import RoomModel

/// Several rooms, one line each, the worst first.
public struct RoomsTable: Sendable {
    let wording: Wording
    let page: Page

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page()) {
        self.wording = wording
        self.page = page
    }

    /// Renders the rooms; ready ones are counted in one line once there are more than ten.
    public func render(_ reports: [RoomReport]) -> String {
        let sorted = reports.worstFirst
        let ready = sorted.filter { $0.verdict?.kind == .ready }
        let foldsReady = reports.count > 10 && ready.count > 3
        let shown = foldsReady ? sorted.filter { $0.verdict?.kind != .ready } : sorted
        let columns = [
            wording("RUANG", "ROOM"), wording("VERDIK", "VERDICT"), wording("SIAP", "READY"),
            wording("PERLU", "NEED"),
            wording("CADANGAN", "SPARE"), HostState.fix.word[wording.language],
            wording("PUTUS", "NO CONTACT"), wording("VERSI", "VERSION"),
        ]
        let cells = shown.map(cells)
        let widths = columns.indices.map { index in
            max(columns[index].count, cells.map { $0[index].count }.max() ?? 0)
        }
        func line(_ row: [String]) -> String {
            row.indices.map { index in
                index < 2 || index == row.count - 1
                    ? row[index].padded(to: widths[index]) : row[index].alignedRight(in: widths[index])
            }
            .joined(separator: "  ")
        }
        let isWide = widths.reduce(0, +) + 2 * (widths.count - 1) <= page.width
        var lines: [String]
        if isWide {
            lines = [line(columns)] + cells.map(line)
        } else {
            lines = cells.flatMap { row in
                page.wrap(
                    "\(row[0])  \(row[1])  "
                        + columns.indices.dropFirst(2).map { "\(columns[$0]) \(row[$0])" }.joined(
                            separator: ", "
                        ),
                    hanging: 2
                )
            }
        }
        if foldsReady {
            let word = RoomVerdict.Kind.ready.word[wording.language]
            lines.append(
                String(repeating: " ", count: isWide ? widths[0] + 2 : 0)
                    + wording("\(ready.count) ruang lain: \(word)", "\(ready.count) more: \(word)")
            )
        }
        let causes = sorted.filter { $0.verdict?.kind != .ready }.flatMap(causes)
        if !causes.isEmpty { lines += [""] + causes }
        lines += [""] + page.wrap(summary(reports))
        let next = sorted.first.map {
            wording("Rincian satu ruang: ", "One room in detail: ") + wording.next("scan", $0.start.room.name)
        }
        return (lines + (next.map { page.wrap($0) } ?? [])).map { $0.trimmingSpacesAtEnd() + "\n" }
            .joined()
    }

    /// How much of it all is ready, and how much of it was seen at all.
    private func summary(_ reports: [RoomReport]) -> String {
        let ready = reports.count { [.ready, .readyWithSpares].contains($0.verdict?.kind) }
        let rows = reports.flatMap(\.rows)
        let measured = rows.count { $0.unreached == nil && $0.state != .notChecked }
        return wording(
            "\(ready) dari \(reports.count) ruang siap; \(measured) dari \(rows.count) PC terukur.",
            "\(ready) of \(reports.count) rooms ready; \(measured) of \(wording.pcs(rows.count)) measured."
        )
    }

    /// `lab3: satu sebab untuk 3 PC (pc[07-09]): …` and what to do, for each cause that many PCs of a room share.
    private func causes(_ report: RoomReport) -> [String] {
        var own = wording
        own.invocation.room = report.start.room.name
        own.invocation.selection = [[report.start.room.name]]
        let words = SharedCauseWording(wording: own)
        return SharedCause.find(in: report.rowsToMend).flatMap { shared in
            let count = shared.rows.count
            let names = shared.rows.map(\.host.name).folded
            let head = wording("satu sebab untuk \(count) PC", "one cause for \(wording.pcs(count))")
            let room = report.start.room.name.safe(limit: 30)
            let sentence = words.sentence(shared).loweringFirst
            return page.wrap("\(room): \(head) (\(names)): \(sentence)", hanging: 2)
                + (words.remedy(shared, of: report).map { page.wrap("  -> " + $0, hanging: 5) } ?? [])
        }
    }

    private func cells(_ report: RoomReport) -> [String] {
        let clients = report.rows.filter { !$0.host.isProctor }
        let ready = clients.count { $0.fillsSeat(at: report.asOf) }
        let verdict = report.verdict
        let sparesLeft = verdict.map { min($0.readySpares, max(0, $0.ready - $0.needed)) }
        return [
            report.start.room.name.safe(limit: 30),
            verdict.map { $0.kind.word[wording.language] } ?? wording("TIDAK DINILAI", "NO VERDICT"),
            "\(ready)",
            verdict.map { "\($0.needed)" } ?? "-",
            sparesLeft.map { "\($0)" } ?? "-",
            "\(clients.count { $0.state == .fix })",
            "\(clients.count { $0.unreached != nil || $0.state == .notChecked })",
            version(report),
        ]
    }

    /// The one version of the exam app, or how many PCs have another.
    private func version(_ report: RoomReport) -> String {
        guard let version = report.comparison.appVersion else { return "-" }
        return version.differing == 0
            ? version.usual.safe(limit: 20)
            : wording("\(version.differing) beda", "\(version.differing) differ")
    }
}

extension [RoomReport] {
    /// The rooms, the worst first: most PCs missing, then those without a verdict, spares used, ready; else by name.
    var worstFirst: [RoomReport] {
        sorted { left, right in
            let (a, b) = (left.rank, right.rank)
            if a != b { return a < b }
            let (mine, theirs) = (left.start.room.name, right.start.room.name)
            return mine.precedesAsSeat(theirs)
        }
    }
}

extension RoomReport {
    fileprivate var rank: Int {
        guard let verdict else { return 0 }
        return switch verdict.kind {
        case .notReady: -1 - verdict.missing
        case .readyWithSpares: 1
        case .ready: 2
        }
    }
}
