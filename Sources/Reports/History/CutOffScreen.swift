public import RoomModel

/// Runs that never came to their end, as a note before anything else: what they found is kept.
public struct CutOffScreen: Sendable {
    let wording: Wording
    let page: Page

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page()) {
        self.wording = wording
        self.page = page
    }

    /// Renders the newest of the runs; the others are counted.
    ///
    /// - Parameter runs: The newest first.
    /// - Returns: The lines; empty where there is no run.
    public func render(_ runs: [CutOffRun]) -> String {
        guard let run = runs.first else { return "" }
        let summary = run.summary
        let when = "\(wording.shortDate(summary.began)) \(wording.clock(summary.began))"
        let asked = max(summary.asked, run.answered)
        let command = wording.next("report", summary.name)
        var sentences = [
            wording(
                "Catatan: \(name(summary.kind)) \(when) terputus; \(run.answered) dari "
                    + "\(asked) PC ada hasilnya.",
                "Note: the \(name(summary.kind)) of \(when) was cut off; \(run.answered) of "
                    + "\(wording.pcs(asked)) had a result."
            ),
            wording("Lihat: \(command)", "To see them: \(command)"),
        ]
        if runs.count > 1 {
            let history = wording.next("history")
            sentences.append(
                wording(
                    "Terputus sebelum itu: \(runs.count - 1); semua: \(history)",
                    "Cut off before it: \(runs.count - 1); all: \(history)"
                )
            )
        }
        return sentences.flatMap { page.wrap($0, hanging: 2) }.map { $0.trimmingSpacesAtEnd() + "\n" }
            .joined()
    }

    private func name(_ kind: RunSummary.Kind) -> String {
        switch kind {
        case .full, .part, .checks: wording("pemeriksaan", "scan")
        case .installation: wording("pemasangan", "installation")
        }
    }
}
