public import RoomModel

/// What a run that changes PCs would do, and what it came to: equal PCs folded into one entry.
public struct InstallationScreen: Sendable {
    let wording: Wording
    let page: Page

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page()) {
        self.wording = wording
        self.page = page
    }

    /// What to type.
    public struct Commands: Hashable, Sendable {
        /// To do what a plan shows.
        public let run: String
        /// To do what a run has left.
        public let rest: String

        /// Creates the commands.
        ///
        /// - Parameters:
        ///   - run: To do what a plan shows.
        ///   - rest: To do what a run has left (default: the same).
        public init(run: String, rest: String? = nil) {
            self.run = run
            self.rest = rest ?? run
        }
    }

    /// The plan, before anything is changed.
    ///
    /// - Parameters:
    ///   - report: What was measured.
    ///   - commands: What to type to do it.
    ///   - isAsked: Whether it is asked next, so that nothing need be typed.
    ///   - isAwaited: Whether PCs on which nothing can be planned now are switched on, or tried again (default: no).
    ///   - line: How fast the files may travel, and to how many PCs at once.
    ///   - notes: Sentences between the PCs and that command: the next session, the laptop's sleep.
    /// - Returns: The screen.
    public func plan(
        _ report: InstallationReport,
        commands: Commands,
        isAsked: Bool,
        isAwaited: Bool = false,
        line: Line = Line(),
        notes: [String] = []
    ) -> String {
        let name = report.installation.playbook.safe(limit: 60)
        let room = report.start.room.title.safe(limit: 60)
        let word = wording("RENCANA", "PLAN")
        var lines = head(
            word,
            wording("\(name), \(room). Belum ada yang diubah.", "\(name), \(room). Nothing was changed yet."),
            .good
        )
        lines.append("")
        lines += entries(report.rows.map { ($0.host.name, wording.planEntry($0, again: commands.run)) })
        lines.append("")
        for note in self.notes(report, line) + notes { lines += page.wrap(note) }
        if !report.hasWork {
            lines += page.wrap(
                isAwaited
                    ? wording(
                        "Sekarang belum ada yang bisa diubah; PC di atas ditunggu.",
                        "Nothing can be changed right now; these PCs are waited for."
                    )
                    : wording("Tidak ada yang perlu diubah.", "Nothing is to be changed.")
            )
        }
        if report.hasWork || isAwaited, !isAsked {
            lines += page.wrap(wording("Jalankan: ", "To do it: ") + wording.command(commands.run))
        }
        return text(lines)
    }

    /// What a run came to.
    ///
    /// - Parameters:
    ///   - report: The run.
    ///   - rerun: What to type for the PCs that are not done.
    /// - Returns: The screen.
    public func result(_ report: InstallationReport, rerun: String) -> String {
        let room = report.start.room.title.safe(limit: 60)
        let rows = report.rows
        let left = rows.filter { !$0.isDone }
        let isStopped = report.end?.reason == .interrupted
        let word =
            isStopped
            ? wording("DIHENTIKAN", "STOPPED")
            : left.isEmpty ? wording("SELESAI", "DONE") : wording("BELUM SELESAI", "NOT DONE")
        var lines = head(word, "\(room): \(counts(rows))", left.isEmpty ? .good : .caution)
        lines.append("")
        lines += entries(rows.map { ($0.host.name, wording.resultEntry($0, again: rerun)) })
        lines.append("")
        if left.allSatisfy({ $0.settlement?.isDone == true }) {
            lines += page.wrap(
                (left.isEmpty
                    ? wording("Berikutnya: ", "Next: ")
                    : wording("Lihat apa yang kurang: ", "See what is wrong: "))
                    + wording.scan
            )
        } else {
            let isWhole = !left.contains { $0.settlement?.failure?.code.mayBeCutShort == true }
            lines += page.wrap(
                (isWhole ? wording("Tidak ada langkah yang terpotong. ", "No step was cut short. ") : "")
                    + wording("Lanjutkan yang belum: ", "Go on with the rest: ") + wording.command(rerun)
            )
        }
        return text(lines)
    }

    /// When the next exam session is, as a plan says it; nil where there is none.
    ///
    /// - Parameters:
    ///   - timetable: The room's sessions.
    ///   - now: The time it is.
    /// - Returns: The sentence.
    public func nextSession(of timetable: Timetable, at now: Timestamp) -> String? {
        guard let next = wording.next(in: timetable, at: now) else { return nil }
        let start = wording.clock(minutes: next.session.start.minutes)
        let day = next.laterDay.map { wording.date($0) + ", " } ?? ""
        return wording("Sesi berikutnya: \(day)\(start).", "Next session: \(day)\(start).")
    }

    /// Whether an exam session runs at a moment, by the room's clock.
    public func isSession(of timetable: Timetable, at moment: Timestamp) -> Bool {
        guard let next = wording.next(in: timetable, at: moment) else { return false }
        return next.laterDay == nil && next.minutesLeft <= 0
    }

    /// What an earlier run was at when its controller died; nil where it came to its end.
    public func interrupted(_ report: InstallationReport) -> String? {
        guard report.end == nil else { return nil }
        let clock = wording.clock(report.start.at)
        let done = report.rows.count(where: \.isDone)
        let running = report.rows.filter { $0.running != nil }
        var sentences = [
            wording(
                "Pemasangan pukul \(clock) terputus: \(done) dari \(report.rows.count) PC selesai.",
                "The run of \(clock) was cut off: \(done) of \(wording.pcs(report.rows.count)) were done."
            )
        ]
        if !running.isEmpty {
            let names = running.map(\.host.name).folded
            sentences.append(
                wording(
                    "Sedang diubah waktu itu: \(names); dilihat lagi sekarang.",
                    "Being changed at that moment: \(names); they are looked at again now."
                )
            )
        }
        return text(page.wrap(sentences.joined(separator: " ")))
    }

    /// When a run that nobody is asked about stops by itself; nil where it does not.
    public func limit(_ maximumFailures: Int?) -> String? {
        maximumFailures.map { text(page.wrap(stopping($0))) }
    }

    private func stopping(_ most: Int) -> String {
        wording(
            "Berhenti bila lebih dari \(most) PC gagal atau tak terjangkau.",
            "Stops when more than \(wording.pcs(most)) failed or were not reached."
        )
    }

    // MARK: The whole

    private func entries(_ rows: [(HostName, InstallationEntry)]) -> [String] {
        var order: [InstallationEntry] = []
        var hosts: [InstallationEntry: [HostName]] = [:]
        for (host, entry) in rows {
            if hosts[entry] == nil { order.append(entry) }
            hosts[entry, default: []].append(host)
        }
        let sorted = order.enumerated().sorted {
            ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
        }
        return sorted.map(\.element).flatMap { entry -> [String] in
            let members = hosts[entry] ?? []
            let count = "\(members.count)".alignedRight(in: 4)
            let phrase = entry.phrase.isEmpty ? "" : "  \(entry.phrase)"
            var lines = page.wrap("\(count)  \(members.folded)\(phrase)", hanging: 6)
            for item in entry.list { lines += page.wrap("      \(item)", hanging: 8) }
            if let action = entry.action { lines += page.wrap("      -> \(action)", hanging: 9) }
            return lines
        }
    }

    private func counts(_ rows: [InstallationReport.Row]) -> String {
        func count(_ test: (InstallationReport.Row) -> Bool) -> Int { rows.count(where: test) }
        let changed = count { $0.settlement?.outcome == .changed }
        let unchanged = count { $0.settlement?.outcome == .unchanged }
        let failed = count { $0.settlement?.isFailure == true }
        let unreached = count { $0.unreached != nil }
        let rest = rows.count - changed - unchanged - failed - unreached
        return [
            changed > 0 ? wording("\(changed) PC diubah", "\(wording.pcs(changed)) changed") : nil,
            unchanged > 0 ? wording("\(unchanged) sudah sesuai", "\(unchanged) as they should be") : nil,
            failed > 0 ? wording("\(failed) gagal", "\(failed) failed") : nil,
            unreached > 0 ? wording("\(unreached) tak terjangkau", "\(unreached) not reached") : nil,
            rest > 0 ? wording("\(rest) dibiarkan", "\(rest) left alone") : nil,
        ].compactMap(\.self).joined(separator: ", ")
    }

    private func notes(_ report: InstallationReport, _ line: Line) -> [String] {
        let work = report.rows.filter(\.hasWork)
        guard !work.isEmpty else { return [] }
        let bytes = work.map(\.bytes).reduce(.zero, +)
        var notes: [String] = []
        if bytes.bytes > 0 {
            let time = wording.time(line.time(for: bytes), .up)
            let speed = "\(line.megabitsPerSecond) Mb/s"
            let way =
                line.isKnown
                ? wording("kabel \(speed)", "a cable of \(speed)")
                : wording("bila jaringan \(speed)", "on a network of \(speed)")
            notes.append(
                wording(
                    "Kirim paling banyak \(wording.amount(bytes)), \(line.width) PC sekaligus: kira-kira \(time) (\(way)).",
                    "At most \(wording.amount(bytes)) to send, \(wording.pcs(line.width)) at once: about \(time) (\(way))."
                )
            )
        }
        let updated = work.filter { $0.changes.contains { $0.action == .update } }.map(\.host.name)
        if !updated.isEmpty {
            let back = wording.next("rollback", updated.folded)
            notes.append(
                wording(
                    "Versi lama disimpan di tiap PC; kembali: \(back)",
                    "The former version is kept on each PC; to go back: \(back)"
                )
            )
        }
        if let batch = report.installation.batch, batch < work.count {
            notes.append(wording("\(batch) PC sekali jalan.", "\(wording.pcs(batch)) at a time."))
        }
        if let most = report.installation.maximumFailures { notes.append(stopping(most)) }
        if !report.rows.contains(where: { $0.settlement?.outcome == .examOpen }) {
            notes.append(
                wording(
                    "Aplikasi ujian tidak terbuka di PC yang terjangkau.",
                    "The exam app is open on none of the PCs reached."
                )
            )
        }
        return notes
    }

    private func head(_ word: String, _ rest: String, _ role: Style.Role) -> [String] {
        var lines = page.wrap("\(word)  \(rest)", hanging: 2)
        lines[0] = page.style.paint(word, role) + lines[0].dropFirst(word.count)
        return lines
    }

    private func text(_ lines: [String]) -> String {
        lines.map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }
}

extension StepFailure.Code {
    /// Whether the step may have done a part of its work only.
    fileprivate var mayBeCutShort: Bool {
        switch self {
        case .connection, .timedOut, .mayStillRun, .endNotSeen, .notBack, .examOpen, .inSession, .stopped:
            true
        case .failed, .notProved, .stillOn, .lostClaim, .refused: false
        }
    }
}
