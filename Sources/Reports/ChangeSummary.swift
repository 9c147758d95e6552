import RoomModel

/// Which PCs were ready before and are not now, or the other way round.
struct ChangeSummary {
    let wording: Wording
    let page: Page

    /// The kinds of change shown; more are counted.
    private static let most = 3

    /// One line a kind of change; none where nothing changed, or nothing was known before.
    func lines(_ report: RoomReport) -> [String] {
        var order: [Change] = []
        var rows: [Change: [RoomRow]] = [:]
        for row in report.rows {
            guard let change = Change(row, in: report) else { continue }
            if rows[change] == nil { order.append(change) }
            rows[change, default: []].append(row)
        }
        guard !order.isEmpty else { return [] }
        let head = wording("Berubah", "Changed") + "  "
        var parts = order.prefix(Self.most).map { sentence($0, rows[$0] ?? [], report) }
        if order.count > Self.most {
            let count = order.dropFirst(Self.most).map { rows[$0]?.count ?? 0 }.reduce(0, +)
            parts.append(wording("\(count) PC lain", "\(wording.pcs(count)) more"))
        }
        return page.wrap(head + parts.joined(separator: "; "), hanging: head.count)
    }

    private func sentence(_ change: Change, _ rows: [RoomRow], _ report: RoomReport) -> String {
        let times = rows.compactMap(\.earlier?.at)
        let names = rows.map(\.host.name).folded
        let (before, now) = (change.before.word[wording.language], change.now.word[wording.language])
        guard let first = times.min(), let last = times.max() else { return names }
        let (from, to) = (wording.moment(first, on: report.asOf), wording.moment(last, on: report.asOf))
        let time = from == to ? from : "\(from)-\(to)"
        let was = rows.count == 1 ? "was" : "were"
        let isToday = wording.isDay(of: first, report.asOf)
        return isToday
            ? wording(
                "\(names) \(before) pukul \(time), kini \(now)",
                "\(names) \(was) \(before) at \(time), now \(now)"
            )
            : wording(
                "\(names) \(before) \(time), kini \(now)",
                "\(names) \(was) \(before) on \(time), now \(now)"
            )
    }

    /// From which state to which.
    private struct Change: Hashable {
        let before: HostState
        let now: HostState

        /// nil where a row was not looked at in this run, or did not change between ready and not ready.
        init?(_ row: RoomRow, in report: RoomReport) {
            guard let earlier = row.earlier, let at = row.at, at >= report.start.at,
                row.state != .examOpen, row.state != .lookYourself, row.state != .notChecked,
                earlier.state.isReady != row.state.isReady,
                // The row itself says so.
                row.unreached == nil || !earlier.state.isReady
            else { return nil }
            before = earlier.state
            now = row.state
        }
    }
}

extension Wording {
    /// `06.40` of the same day, else `24-11-2026 06.40`.
    func moment(_ moment: Timestamp, on day: Timestamp) -> String {
        isDay(of: moment, day) ? clock(moment) : "\(shortDate(moment)) \(clock(moment))"
    }

    /// Whether two moments are of one day, where the room is.
    func isDay(of moment: Timestamp, _ other: Timestamp) -> Bool {
        CivilTime(moment, in: zone).date == CivilTime(other, in: zone).date
    }
}
