import RoomModel

/// Disks that will be too full soon; a note, which changes no state.
struct TrendSummary {
    let wording: Wording
    let page: Page

    /// One line a limit, its PCs folded.
    func lines(_ trends: [SpaceTrend]) -> [String] {
        var order: [ByteCount] = []
        var groups: [ByteCount: [SpaceTrend]] = [:]
        for trend in trends {
            if groups[trend.limit] == nil { order.append(trend.limit) }
            groups[trend.limit, default: []].append(trend)
        }
        return order.flatMap { limit in
            let group = groups[limit] ?? []
            let days = group.map(\.days)
            let (first, last) = (days.min() ?? 0, days.max() ?? 0)
            let span = first == last ? "\(first)" : "\(first)-\(last)"
            let names = Array(Set(group.map(\.series.host))).sorted().folded
            let amount = wording.amount(limit)
            return page.wrap(
                wording(
                    "Disk makin penuh: \(names) di bawah \(amount) dalam kira-kira \(span) hari",
                    "Disk filling up: \(names) under \(amount) in about \(span) \(span == "1" ? "day" : "days")"
                ),
                hanging: 2
            )
        }
    }
}
