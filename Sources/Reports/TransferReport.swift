public import RoomModel

/// What became of a transfer on one PC, as a row.
public struct TransferRow: Hashable, Sendable {
    /// The PC.
    public let host: HostName
    /// What became of it there.
    public let outcome: TransferOutcome

    /// Creates a row.
    public init(host: HostName, outcome: TransferOutcome) {
        self.host = host
        self.outcome = outcome
    }
}

/// The result of a push or pull: equal outcomes once with the PCs they hold for, the good ones first.
public struct TransferReport: Sendable {
    let wording: Wording
    let page: Page
    let isPush: Bool

    /// The files named of one PC; the rest is counted.
    public static let mostFiles = 8

    /// Creates a renderer.
    ///
    /// - Parameters:
    ///   - wording: The language and the room's ways.
    ///   - page: The space there is.
    ///   - isPush: Whether files went to the PCs.
    public init(wording: Wording, page: Page = Page(), isPush: Bool) {
        self.wording = wording
        self.page = page
        self.isPush = isPush
    }

    /// Renders the rows.
    ///
    /// - Parameters:
    ///   - rows: One row a PC, in any order.
    ///   - target: Where the files went, as it was typed.
    ///   - again: What to type to go on where files are missing; nil: nothing to add.
    /// - Returns: The first line counts; then who has what.
    public func render(_ rows: [TransferRow], to target: String, again: String? = nil) -> String {
        let sorted = rows.sorted { $0.host < $1.host }
        var groups: [(line: String, hosts: [HostName], details: [String], rank: Int)] = []
        for row in sorted {
            let line = sentence(row.outcome)
            let details = details(row.outcome)
            if let index = groups.firstIndex(where: { $0.line == line && $0.details == details }) {
                groups[index].hosts.append(row.host)
            } else {
                groups.append((line, [row.host], details, row.outcome.rank))
            }
        }
        let ordered = groups.enumerated().sorted {
            ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
        }
        var lines = page.wrap(headline(rows, target)) + [""]
        for (_, group) in ordered {
            let count =
                String(repeating: " ", count: max(0, 3 - "\(group.hosts.count)".count))
                + "\(group.hosts.count)"
            let text = "\(count)  \(group.line)   \(group.hosts.folded)"
            lines += page.wrap(text, hanging: 5).map { group.rank > 1 ? page.style.paint($0, .bad) : $0 }
            lines += group.details.flatMap { page.wrap("     " + $0, hanging: 7) }
        }
        let leftOut = rows.map(\.outcome).compactMap(\.tally?.leftOut).max() ?? 0
        if leftOut > 0 {
            lines += page.wrap(
                wording(
                    "Tidak ikut: \(leftOut) tautan atau bukan berkas biasa.",
                    "Left out: \(leftOut) links or other things that are no files."
                )
            )
        }
        if let again, Self.exitCode(rows) != 0 {
            lines += [""]
            lines += page.wrap(
                wording(
                    "Yang sudah sampai tidak dikirim ulang. Lanjutkan: \(wording.command(again))",
                    "What has arrived is not moved again. Go on: \(wording.command(again))"
                )
            )
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The exit code: 0 every file is in its place everywhere, 2 some are not on a PC that was reached, 3 only because
    /// PCs were not reached or an exam kept them from it.
    ///
    /// - Parameter rows: One row a PC.
    /// - Returns: 0, 2 or 3.
    public static func exitCode(_ rows: [TransferRow]) -> Int32 {
        let ranks = rows.map(\.outcome.rank)
        if ranks.contains(TransferOutcome.failed) { return 2 }
        return ranks.allSatisfy { $0 <= 1 } ? 0 : 3
    }

    private func headline(_ rows: [TransferRow], _ target: String) -> String {
        let whole = rows.count { $0.outcome.rank <= 1 }
        let place = target.safe(limit: 80)
        return isPush
            ? wording(
                "KIRIM ke \(place): \(whole) dari \(rows.count) PC lengkap dan cocok",
                "PUSH to \(place): \(whole) of \(wording.pcs(rows.count)) whole and compared"
            )
            : wording(
                "AMBIL ke \(place): \(whole) dari \(rows.count) PC lengkap dan cocok",
                "PULL to \(place): \(whole) of \(wording.pcs(rows.count)) whole and compared"
            )
    }

    private func sentence(_ outcome: TransferOutcome) -> String {
        switch outcome {
        case .complete(let tally) where tally.moved.files == 0:
            wording("sudah sama, tidak ada yang dikirim", "the same already, nothing was moved")
        case .complete(let tally):
            wording("lengkap, SHA-256 cocok: ", "whole, SHA-256 compared: ") + count(tally.moved)
                + (tally.same.files > 0
                    ? wording(", \(tally.same.files) sudah sama", ", \(tally.same.files) the same already")
                    : "")
        case .partial(let tally, _):
            wording(
                "TIDAK LENGKAP: \(tally.moved.files + tally.same.files) dari \(tally.whole.files) berkas",
                "NOT WHOLE: \(tally.moved.files + tally.same.files) of \(tally.whole.files) files"
            )
        case .stopped(let tally) where tally.whole.files == 0:
            wording("belum dimulai", "not begun")
        case .stopped(let tally):
            wording(
                "dihentikan: \(tally.moved.files + tally.same.files) dari \(tally.whole.files) berkas di tempatnya",
                "stopped: \(tally.moved.files + tally.same.files) of \(tally.whole.files) files in place"
            )
        case .examOpen:
            HostState.examOpen.word[wording.language] + "  " + wording("tidak disentuh", "left alone")
        case .inSession: wording("sesi ujian berlangsung, tidak disentuh", "an exam session runs, left alone")
        case .brokenOff(let hindrance): brokenOff(hindrance)
        case .refused(let refusal): wording("ditolak: ", "refused: ") + wording.sentence(refusal)
        case .notReached(let unreached):
            "\(unreached.state.word[wording.language])  \(wording.sentence(unreached))"
        }
    }

    private func brokenOff(_ hindrance: TransferOutcome.Hindrance) -> String {
        let why =
            switch hindrance {
            case .examOpen:
                wording("aplikasi ujian dibuka sementara itu", "the exam app was opened meanwhile")
            case .inSession: wording("sesi ujian dimulai sementara itu", "an exam session began meanwhile")
            }
        return wording("dihentikan: \(why); lanjutkan nanti", "stopped: \(why); go on later")
    }

    /// `12 berkas, 68 MB`.
    private func count(_ count: FileCount) -> String {
        wording("\(count.files) berkas", count.files == 1 ? "1 file" : "\(count.files) files") + ", "
            + wording.amount(count.size)
    }

    private func details(_ outcome: TransferOutcome) -> [String] {
        guard case .partial(_, let problems) = outcome else { return [] }
        let shown = problems.prefix(Self.mostFiles).map { problem in
            "\(problem.path.safe(limit: 120)): \(wording.sentence(problem.reason))"
        }
        let more = problems.count - shown.count
        return shown + (more > 0 ? [wording("dan \(more) lagi", "and \(more) more")] : [])
    }
}

extension TransferOutcome {
    /// A PC on which something is not in its place though it was reached.
    static let failed = 4

    /// The order in which outcomes are shown; 0 and 1 are good.
    fileprivate var rank: Int {
        switch self {
        case .complete(let tally): tally.moved.files == 0 ? 1 : 0
        case .stopped: 2
        case .examOpen, .inSession, .brokenOff: 3
        case .partial, .refused: Self.failed
        case .notReached: 5
        }
    }

    fileprivate var tally: TransferTally? {
        switch self {
        case .complete(let tally), .partial(let tally, _), .stopped(let tally):
            tally
        case .examOpen, .inSession, .brokenOff, .refused, .notReached: nil
        }
    }
}
