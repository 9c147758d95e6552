import RoomModel

/// What is said of the PCs that need nobody: ready ones folded, notes, spares, open exams, what a person must see.
struct ReadySummary {
    let wording: Wording
    let page: Page
    /// Whether it is part of a document, which has room for everything, or of a screen.
    var isDocument = false

    /// The box before what a person has to look at.
    static let tick = "[ ] "

    func lines(_ report: RoomReport) -> [String] {
        let moment = report.asOf
        let seen = report.rows.filter {
            $0.state.isReady && !$0.isOld(at: moment) && $0.look == nil && $0.replaced == nil
        }
        let usable = seen.filter { !$0.host.isProctor }
        let old = report.rows.filter { $0.state.isReady && $0.isOld(at: moment) }
        let exams = report.rows.filter { $0.state == .examOpen }
        let kept = exams.filter { $0.keptResult(at: moment) != nil }
        let unknown = exams.filter { $0.keptResult(at: moment) == nil }
        var lines: [String] = []
        if !usable.isEmpty {
            lines += list(HostState.ready.word[wording.language], .good, usable)
            lines += notes(usable, knowing: report.comparison.controllerClock)
        }
        if !kept.isEmpty {
            lines += list(HostState.examOpen.word[wording.language], .good, kept, remark: times(kept))
        }
        if !unknown.isEmpty {
            let remark = wording(
                "belum ada hasil, tidak dihitung siap",
                "no result yet, not counted as ready"
            )
            lines += list(HostState.examOpen.word[wording.language], .caution, unknown, remark: remark)
        }
        if !old.isEmpty {
            let remark = wording(
                "lebih dari 60 menit, tidak dihitung siap",
                "over 60 minutes old, not counted as ready"
            )
            lines += list(wording("HASIL LAMA", "OLD RESULT"), .caution, old, remark: remark)
        }
        lines += ActSummary(wording: wording, page: page).lines(report)
        lines += AcceptedSummary(wording: wording, page: page).lines(report.rows)
        lines += spares(report)
        let proctor = seen.filter(\.host.isProctor)
        if !proctor.isEmpty {
            lines += page.wrap(
                wording("PC proktor", "Proctor PC") + "  " + proctor.map(\.host.name).folded + " "
                    + HostState.ready.word[wording.language],
                hanging: 4
            )
        }
        lines += ChangeSummary(wording: wording, page: page).lines(report)
        lines += TrendSummary(wording: wording, page: page).lines(report.trends)
        lines += RoomRemarks(wording: wording, page: page).lines(
            report,
            most: isDocument ? .max : RoomRemarks.mostOdd
        )
        lines += looks(report)
        let left = report.rows.filter { $0.state == .notChecked }
        if !left.isEmpty {
            lines += list(HostState.notChecked.word[wording.language], .caution, left, remark: voided(report))
        }
        if isDocument {
            lines += TickList(report, now: moment, wording: wording, page: page).items
            lines += ActSummary(wording: wording, page: page).notes(report)
        }
        return lines
    }

    /// Why PCs that were measured before count as not checked; said by the first run only, which has them so on record.
    private func voided(_ report: RoomReport) -> String? {
        guard !report.incomparable.isEmpty else { return nil }
        let (pcs, scan) = (wording.pcs(report.incomparable.count), wording.command("siaga scan"))
        return wording(
            "hasil \(pcs) dinilai dengan syarat lain, tidak dihitung lagi; periksa seluruh ruang: \(scan)",
            "results of \(pcs) were by other criteria and count no more; scan the whole room: \(scan)"
        )
    }

    /// `SIAP (24)  pc[01-03,05]`, and a remark below.
    private func list(_ word: String, _ role: Style.Role, _ rows: [RoomRow], remark: String? = nil)
        -> [String]
    {
        let head = "\(word) (\(rows.count))  "
        var lines = page.wrap(head + rows.map(\.host.name).folded, hanging: head.count)
        lines[0] = page.style.paint(word, role) + lines[0].dropFirst(word.count)
        if let remark {
            lines += page.wrap(String(repeating: " ", count: head.count) + remark, hanging: head.count)
        }
        return lines
    }

    private func notes(_ usable: [RoomRow], knowing clock: ControllerClock?) -> [String] {
        let noted = usable.filter { $0.state == .readyWithNote }
        guard !noted.isEmpty else { return [] }
        // PCs with the same trouble are one line, whatever was measured on each.
        var order: [CauseKey] = []
        var sentences: [CauseKey: [(host: HostName, text: String)]] = [:]
        for row in noted {
            for result in row.results.map(row.named) where result.isNote && !isSaid(result, knowing: clock) {
                let key = CauseKey(result)
                if sentences[key] == nil { order.append(key) }
                sentences[key, default: []].append((row.host.name, wording.sentence(result, at: row.at)))
            }
        }
        guard !order.isEmpty else { return [] }
        let indent = String(repeating: " ", count: 6)
        let head = wording("termasuk \(noted.count) dengan catatan:", "\(noted.count) of them with a note:")
        var lines = page.wrap(indent + head, hanging: 6)
        for key in order {
            let found = sentences[key] ?? []
            let example =
                Set(found.map(\.text)).count > 1
                ? wording(" (contoh: ", " (for example ") + "\(found[0].host))" : ""
            let names = found.map(\.host).folded
            lines += page.wrap("\(indent)- \(names): \(found[0].text)\(example)", hanging: 8)
        }
        return lines
    }

    /// Whether a note is said for several PCs at once: clones, and clocks that agree with the others.
    private func isSaid(_ result: CheckResult, knowing clock: ControllerClock?) -> Bool {
        if case .notUnique = result.finding { return true }
        return clock?.explains(result) == true
    }

    private func times(_ kept: [RoomRow]) -> String? {
        let times = kept.compactMap(\.earlier?.at)
        guard let first = times.min(), let last = times.max() else { return nil }
        let (from, to) = (wording.clock(first), wording.clock(last))
        let span = from == to ? from : "\(from)-\(to)"
        return wording("hasil pukul \(span) dipakai", "results of \(span) stand")
    }

    /// Which ready spare takes whose place, and which are left.
    private func spares(_ report: RoomReport) -> [String] {
        let pairs = report.substitutions
        let used = Set(pairs.map(\.spare))
        let left = report.rows.filter {
            $0.host.isSpare && $0.state.isReady && $0.fillsSeat(at: report.asOf)
                && !used.contains($0.host.name) && $0.swap == nil
        }
        var parts = pairs.map { pair in
            // A swap is for a session; a run of before sessions were told can only say who could stand where.
            if report.start.session != nil, let seat = pair.host.seat {
                return wording.swapCommand(seat, pair.spare)
            }
            let seat = pair.host.seat.map(wording.seat)
            return wording.command("\(seat ?? pair.host.name.description) -> \(pair.spare)")
        }
        if !left.isEmpty {
            parts.append(left.map(\.host.name).folded + wording(" siap dipakai", " ready to use"))
        }
        guard !parts.isEmpty else { return [] }
        let head = wording("Cadangan", "Spares") + "  "
        return page.wrap(head + parts.joined(separator: ", "), hanging: head.count)
    }

    /// Checks with the same PCs as one line of a screen; on paper each has its own box.
    private func folded(
        _ order: [CheckID],
        _ hosts: [CheckID: [HostName]]
    ) -> [(hosts: [HostName], checks: [CheckID])] {
        order.reduce(into: [(hosts: [HostName], checks: [CheckID])]()) { lines, check in
            let names = hosts[check] ?? []
            if !isDocument, let index = lines.firstIndex(where: { $0.hosts == names }) {
                lines[index].checks.append(check)
            } else {
                lines.append((names, [check]))
            }
        }
    }

    /// What nobody can measure: one line for the same PCs.
    private func looks(_ report: RoomReport) -> [String] {
        var lines: [String] = []
        let without = report.rows.filter { $0.state == .lookYourself }
        if !without.isEmpty {
            let names = without.map(\.host.name).folded
            lines += page.wrap(
                Self.tick
                    + wording("Lihat sendiri: \(names) (tanpa SSH)", "Look yourself: \(names) (no SSH)"),
                hanging: 4
            )
        }
        var order: [CheckID] = []
        var hosts: [CheckID: [HostName]] = [:]
        for row in report.rows {
            for result in row.results where result.needsALook {
                if hosts[result.check] == nil { order.append(result.check) }
                hosts[result.check, default: []].append(row.host.name)
            }
        }
        for (names, checks) in folded(order, hosts) {
            let what = checks.map { wording.label($0).loweringFirst }.joined(separator: ", ")
            let place = names.count == 1 ? names.folded : wording.pcs(names.count)
            lines += page.wrap(
                Self.tick
                    + wording(
                        "Lihat sendiri di \(place): \(what) (tidak terbaca)",
                        "Look yourself at \(place): \(what) (not readable)"
                    ),
                hanging: 4
            )
        }
        return lines
    }
}
