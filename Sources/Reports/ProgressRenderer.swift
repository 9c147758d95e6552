public import RoomModel

/// The lines that are shown, and shown again, while a run goes on.
public struct ProgressRenderer: Sendable {
    let wording: Wording
    let page: Page

    /// The longest bar, in marks.
    private static let longestBar = 30
    /// The lines that name the PCs still pending; the rest is counted.
    private static let mostPendingLines = 3

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page()) {
        self.wording = wording
        self.page = page
    }

    /// Renders a run at one moment.
    ///
    /// - Parameters:
    ///   - progress: The run as it stands.
    ///   - now: The time it is.
    /// - Returns: Lines without their ends, none wider than the page, at most nine.
    public func lines(_ progress: RunProgress, now: Timestamp) -> [String] {
        let title = progress.title.safe(limit: 40)
        let elapsed = max(0, now.since(progress.startedAt).inMilliseconds / 1_000)
        let left =
            progress.isChange
            ? wording(
                "Mengubah \(title), \(progress.total) PC",
                "Changing \(title), \(wording.pcs(progress.total))"
            )
            : wording(
                "Memeriksa \(title), \(progress.total) PC",
                "Checking \(title), \(wording.pcs(progress.total))"
            )
        let right = wording.clockWithSeconds(now) + "   " + wording("\(elapsed) dtk", "\(elapsed) s")
        let gap = page.width - 2 - left.count - right.count
        var lines =
            gap >= 2
            ? [left + String(repeating: " ", count: gap) + right] : page.wrap(left).prefix(1) + [right]
        lines.append(bar(progress))
        if let since = progress.movingSince {
            lines += ByteBar(wording: wording, page: page).lines(progress.bytes, now.since(since))
        }
        lines += pending(progress)
        lines += page.wrap(
            progress.isChange
                ? wording(
                    "Ctrl-C: berhenti sesudah langkah yang sedang berjalan",
                    "Ctrl-C: stop behind the steps that are going on"
                )
                : wording(
                    "Ctrl-C: berhenti, yang sudah selesai tetap ditampilkan",
                    "Ctrl-C: stop; what is done will be shown"
                ),
            hanging: 8
        )
        .prefix(2)
        return lines
    }

    private func bar(_ progress: RunProgress) -> String {
        let open = progress.pending.count
        let counts = wording(
            "  \(progress.done) selesai   \(open) belum",
            "  \(progress.done) done   \(open) open"
        )
        let length = min(Self.longestBar, max(4, page.width - counts.count - 2))
        let full = progress.total == 0 ? length : length * progress.done / progress.total
        return "[" + String(repeating: "#", count: full) + String(repeating: "-", count: length - full) + "]"
            + counts
    }

    /// Who is pending at what, the latest phase first: that is where a stuck PC stands out.
    private func pending(_ progress: RunProgress) -> [String] {
        let parts = HostPhase.allCases.reversed().compactMap { phase -> String? in
            let hosts = progress.pending.filter { $0.phase == phase }.map(\.host)
            let still = hosts.filter { progress.bytes(of: $0) == nil }
            guard !still.isEmpty else { return nil }
            return still.folded + " " + phase.activity[wording.language]
        }
        let shares = progress.pending.compactMap { pending -> String? in
            progress.bytes(of: pending.host).map { "\(pending.host)\u{A0}\($0.percent)\u{A0}%" }
        }
        guard !parts.isEmpty || !shares.isEmpty else { return [] }
        let text = "  " + wording("belum: ", "open: ") + (shares + parts).joined(separator: ", ")
        let lines = page.wrap(text, hanging: 2 + wording("belum: ", "open: ").count)
        guard lines.count > Self.mostPendingLines else { return lines }
        return lines.prefix(Self.mostPendingLines - 1) + ["  ..."]
    }
}
