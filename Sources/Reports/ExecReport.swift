public import RoomModel

/// What one command did on one PC.
public struct ExecRow: Hashable, Sendable {
    /// How it ended there.
    public enum Outcome: Hashable, Sendable {
        /// It ran to an end that was seen: its exit code.
        case exited(code: Int, output: String, errors: String)
        /// A signal ended it; its name without `SIG`.
        case signalled(String, output: String, errors: String)
        /// It ran, and its end was not seen: neither success nor failure.
        case unknownEnd(output: String, errors: String)
        /// It took longer than it may, and was ended on the PC after this time; nothing of it is left.
        case overran(Duration)
        /// It was begun, its end was not seen, and it may still run there; why it was not seen.
        case mayStillRun(Unreached)
        /// The exam app runs there, so nothing was run.
        case examOpen
        /// A session of the timetable runs, so nothing was run.
        case inSession
        /// The exam began while it ran, and ended it; what it printed is lost.
        case brokenOff(TransferOutcome.Hindrance)
        /// The exam began while it ran, and nothing there ends it: it may still run.
        case leftRunning(TransferOutcome.Hindrance)
        /// The PC was not reached, or lost on the way.
        case notReached(Unreached)
    }

    /// The PC.
    public let host: HostName
    /// How it ended there.
    public let outcome: Outcome

    /// Creates a row.
    public init(host: HostName, outcome: Outcome) {
        self.host = host
        self.outcome = outcome
    }
}

/// The result of one command on many PCs: identical outputs once, then who differs, unreached PCs last.
public struct ExecReport: Sendable {
    let wording: Wording
    let page: Page

    /// The lines shown of one output; the rest is counted.
    public static let mostLines = 1_000
    /// The characters shown of one line of output; the rest is cut, and that is said.
    public static let longestLine = 500

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page()) {
        self.wording = wording
        self.page = page
    }

    /// Renders the rows.
    ///
    /// - Parameter rows: One row a PC, in any order.
    /// - Returns: The first line counts; each output stands under the PCs that gave it, the most frequent first.
    public func render(_ rows: [ExecRow]) -> String {
        let sorted = rows.sorted { $0.host < $1.host }
        var order: [ExecRow.Outcome] = []
        var hosts: [ExecRow.Outcome: [HostName]] = [:]
        for row in sorted {
            if hosts[row.outcome] == nil { order.append(row.outcome) }
            hosts[row.outcome, default: []].append(row.host)
        }
        let ran = order.filter(\.ran).enumerated().sorted { left, right in
            let (a, b) = (hosts[left.element]?.count ?? 0, hosts[right.element]?.count ?? 0)
            return (b, left.offset) < (a, right.offset)
        }
        var lines = summary(sorted)
        for (_, outcome) in ran {
            lines.append("")
            lines += group(outcome, hosts[outcome] ?? [])
        }
        let others = order.filter { !$0.ran }
        if !others.isEmpty { lines.append("") }
        for outcome in others { lines += notRun(outcome, hosts[outcome] ?? []) }
        return lines.map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }

    /// The exit code: 0 all ended with 0, 2 one did not, 3 only because PCs were not reached or not seen to end.
    ///
    /// - Parameter rows: One row a PC.
    /// - Returns: 0, 2 or 3.
    public static func exitCode(_ rows: [ExecRow]) -> Int32 {
        let outcomes = rows.map(\.outcome)
        if outcomes.contains(where: \.failed) { return 2 }
        return outcomes.allSatisfy(\.succeeded) ? 0 : 3
    }

    private func summary(_ rows: [ExecRow]) -> [String] {
        let good = rows.count { $0.outcome.succeeded }
        let failed = rows.count { $0.outcome.failed }
        var text = wording(
            "\(good) dari \(rows.count) PC berhasil",
            "\(good) of \(wording.pcs(rows.count)) succeeded"
        )
        if failed > 0 { text += wording(", \(failed) gagal", ", \(failed) failed") }
        let rest = rows.count - good - failed
        if rest > 0 { text += wording(", \(rest) tanpa hasil", ", \(rest) without a result") }
        return page.wrap(text)
    }

    private func group(_ outcome: ExecRow.Outcome, _ hosts: [HostName]) -> [String] {
        let (end, output, errors) = outcome.parts(wording)
        let rule = String(repeating: "-", count: min(page.width, 72))
        var head = page.wrap("\(hosts.folded) (\(hosts.count))  \(end)", hanging: 4)
        if !outcome.succeeded { head = head.map { page.style.paint($0, .bad) } }
        var lines = [rule] + head + [rule]
        lines += text(output)
        if !errors.isEmpty {
            lines.append(wording("(keluaran galat)", "(standard error)"))
            lines += text(errors)
        }
        if output.isEmpty && errors.isEmpty { lines.append(wording("(tanpa keluaran)", "(no output)")) }
        return lines
    }

    /// Output lines, each made safe, so that a PC's output never moves the cursor.
    ///
    /// Tabs become spaces.
    private func text(_ output: String) -> [String] {
        var lines = output.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }[...]
        while lines.last?.isEmpty == true { lines.removeLast() }
        let shown = lines.prefix(Self.mostLines).map { line in
            let text = line.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    ")
            return wording.excerpt(of: text, limit: Self.longestLine)
        }
        let more = lines.count - shown.count
        return shown + (more > 0 ? [wording("(dan \(more) baris lagi)", "(and \(more) more lines)")] : [])
    }

    private func notRun(_ outcome: ExecRow.Outcome, _ hosts: [HostName]) -> [String] {
        switch outcome {
        case .examOpen:
            page.wrap(
                "\(hosts.folded)  \(HostState.examOpen.word[wording.language])  "
                    + wording("tidak dijalankan", "nothing was run"),
                hanging: 4
            )
        case .inSession:
            page.wrap(
                "\(hosts.folded)  "
                    + wording(
                        "sesi ujian berlangsung, tidak dijalankan",
                        "an exam session runs, nothing was run"
                    ),
                hanging: 4
            )
        case .brokenOff(.examOpen):
            page.wrap(
                "\(hosts.folded)  \(HostState.examOpen.word[wording.language])  "
                    + wording(
                        "dihentikan: ujian dibuka saat perintah berjalan",
                        "stopped: the exam opened while the command ran"
                    ),
                hanging: 4
            )
        case .brokenOff(.inSession):
            page.wrap(
                "\(hosts.folded)  "
                    + wording(
                        "dihentikan: sesi ujian dimulai saat perintah berjalan",
                        "stopped: an exam session began while the command ran"
                    ),
                hanging: 4
            )
        case .leftRunning(.examOpen):
            page.wrap(
                "\(hosts.folded)  \(HostState.examOpen.word[wording.language])  "
                    + wording(
                        "ujian dibuka saat perintah berjalan; mungkin masih berjalan di PC",
                        "the exam opened while the command ran; it may still run on the PC"
                    ),
                hanging: 4
            )
        case .leftRunning(.inSession):
            page.wrap(
                "\(hosts.folded)  "
                    + wording(
                        "sesi ujian dimulai saat perintah berjalan; mungkin masih berjalan di PC",
                        "an exam session began while the command ran; it may still run on the PC"
                    ),
                hanging: 4
            )
        case .notReached(let unreached):
            page.wrap(
                "\(hosts.folded)  \(unreached.state.word[wording.language])  \(wording.sentence(unreached))",
                hanging: 4
            )
        case .overran(let time):
            page.wrap(
                "\(hosts.folded)  \(HostState.tooSlow.word[wording.language])  "
                    + wording(
                        "lebih dari \(wording.time(time)), dihentikan di PC",
                        "more than \(wording.time(time)), ended on the PC"
                    ),
                hanging: 4
            )
        case .mayStillRun(let unreached):
            page.wrap(
                "\(hosts.folded)  \(unreached.state.word[wording.language])  \(wording.sentence(unreached)); "
                    + wording("mungkin masih berjalan di PC", "it may still run on the PC"),
                hanging: 4
            )
        case .exited, .signalled, .unknownEnd: []
        }
    }
}

extension ExecRow.Outcome {
    /// Whether the command was started on the PC, and what it printed is there.
    fileprivate var ran: Bool {
        switch self {
        case .exited, .signalled, .unknownEnd: true
        case .examOpen, .inSession, .brokenOff, .leftRunning, .notReached, .overran, .mayStillRun: false
        }
    }

    fileprivate var succeeded: Bool {
        if case .exited(code: 0, _, _) = self { true } else { false }
    }

    fileprivate var failed: Bool {
        switch self {
        case .exited(let code, _, _): code != 0
        case .signalled: true
        case .overran: true
        case .unknownEnd, .examOpen, .inSession, .brokenOff, .leftRunning, .notReached, .mayStillRun: false
        }
    }

    fileprivate func parts(_ wording: Wording) -> (end: String, output: String, errors: String) {
        switch self {
        case .exited(let code, let output, let errors):
            (wording("kode \(code)", "exit \(code)"), output, errors)
        case .signalled(let signal, let output, let errors):
            (wording("dihentikan sinyal ", "ended by signal ") + signal.safe(limit: 20), output, errors)
        case .unknownEnd(let output, let errors):
            (wording("akhirnya tidak terlihat", "its end was not seen"), output, errors)
        case .examOpen, .inSession, .brokenOff, .leftRunning, .notReached, .overran, .mayStillRun:
            ("", "", "")
        }
    }
}
