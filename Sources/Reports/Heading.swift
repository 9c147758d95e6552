import RoomModel

/// The first lines of a screen: the verdict, the number that is missing, the session, the age of what is shown.
struct Heading {
    let report: RoomReport
    let wording: Wording
    let now: Timestamp

    init(_ report: RoomReport, wording: Wording, now: Timestamp) {
        self.report = report
        self.wording = wording
        self.now = now
    }

    /// Verdict, session and age.
    func lines(_ page: Page) -> [String] {
        var lines = verdict(page)
        if let clock { lines += page.wrap(clock) }
        if let remark { lines += page.wrap(remark) }
        if let network {
            lines += page.wrap(network, hanging: 2)
            if let hint = wording.hint(NetworkCapacity.check) {
                lines += page.wrap("  -> " + hint, hanging: 5)
            }
        }
        if let proctor { lines += page.wrap(proctor) }
        if let oldResults { lines += page.wrap(oldResults) }
        let facts = [session, age].compactMap { $0 }.joined(separator: " ")
        if !facts.isEmpty { lines += page.wrap(facts) }
        return lines
    }

    /// The first line alone.
    func verdict(_ page: Page) -> [String] {
        let (word, role, rest) = firstLine
        let separator = word.isEmpty ? "" : "   "
        var lines = page.wrap(word + separator + rest)
        if lines[0].hasPrefix(word) {
            lines[0] = page.style.paint(word, role) + lines[0].dropFirst(word.count)
        }
        return lines
    }

    private var title: String { report.start.room.title.safe(limit: 60) }

    var firstLine: (word: String, role: Style.Role, rest: String) {
        if let verdict = report.verdict {
            var rest = wording(
                "\(title): \(verdict.ready) PC siap, perlu \(verdict.needed)",
                "\(title): \(wording.pcs(verdict.ready)) ready, \(verdict.needed) needed"
            )
            if verdict.missing > 0 {
                rest += wording(" (kurang \(verdict.missing))", " (\(verdict.missing) missing)")
            }
            if verdict.kind == .readyWithSpares, verdict.ready == verdict.needed {
                rest += wording(". Cadangan habis.", ". No spare left.")
            }
            return (verdict.kind.word[wording.language], verdict.kind.role, rest)
        }
        let asked = report.rows.filter(\.host.isSelected)
        if stoppedEarly {
            let checked = asked.count { $0.state != .notChecked }
            let time = wording.clockWithSeconds(report.asOf)
            return (
                wording("DIHENTIKAN", "STOPPED"), .caution,
                wording(
                    "\(time): \(checked) dari \(asked.count) PC sudah diperiksa, \(asked.count - checked) belum",
                    "\(time): \(checked) of \(wording.pcs(asked.count)) checked, \(asked.count - checked) not"
                )
            )
        }
        let clients = asked.filter { !$0.host.isProctor }
        let ready = clients.count { $0.fillsSeat(at: report.asOf) }
        let counts = wording(
            "\(title): \(ready) dari \(clients.count) PC siap",
            "\(title): \(ready) of \(wording.pcs(clients.count)) ready"
        )
        guard report.coversRoom else { return (wording("SEBAGIAN", "IN PART"), .caution, counts) }
        return ("", .quiet, counts)
    }

    private var stoppedEarly: Bool { report.end == nil || report.end?.reason == .interrupted }

    /// A clock that was set back makes every time on the screen wrong.
    private var clock: String? {
        guard let controller = report.controller, let later = controller.laterRecord else { return nil }
        let (now, then) = (wording.clock(controller.at), wording.clock(later))
        let (today, day) = (wording.shortDate(controller.at), wording.shortDate(later))
        return wording(
            "Jam laptop ini mundur? Kini \(today) \(now), hasil terakhir \(day) \(then)",
            "Is this laptop's clock right? Now \(today) \(now), last result \(day) \(then)"
        )
    }

    /// What must be known beside the first line.
    private var remark: String? {
        let left = report.rows.count { $0.state == .notChecked && $0.host.isSelected }
        if report.end?.reason == .deadline, left > 0 {
            return wording(
                "Batas waktu pemeriksaan habis: \(left) PC belum diperiksa.",
                "The time for this run is over; not checked: \(wording.pcs(left))."
            )
        }
        guard report.verdict == nil else { return nil }
        if stoppedEarly {
            return wording(
                "Belum bisa disebut siap: pemeriksaan tidak lengkap.",
                "It cannot be called ready: the check is not complete."
            )
        }
        if report.start.room.seats == nil {
            return wording(
                "Jumlah kursi (seats) belum diisi di daftar PC, jadi ruang tidak dinilai.",
                "The inventory does not say how many `seats` are needed: no verdict."
            )
        }
        return wording(
            "Ruang belum dinilai: baru sebagian PC diperiksa.",
            "No verdict yet: only some PCs were checked."
        )
    }

    /// The network keeps a room from being ready however good its PCs are.
    private var network: String? {
        guard case .measured(let capacity, let seats) = report.bandwidth,
            capacity.outcome(for: seats) == .tooLow
        else { return nil }
        let (rate, needed) = (
            wording.megabits(capacity.summed), wording.megabits(Double(seats * capacity.requiredPerSeat))
        )
        return wording(
            "JARINGAN TERLALU LAMBAT: \(rate) untuk \(capacity.pcs) PC sekaligus, perlu \(needed); "
                + "hanya cukup untuk \(capacity.seatsBySum) dari \(seats) kursi",
            "THE NETWORK IS TOO SLOW: \(rate) for \(wording.pcs(capacity.pcs)) at once, \(needed) needed; "
                + "it carries \(capacity.seatsBySum) of \(seats) seats"
        )
    }

    /// The proctor's PC fills no seat, and no exam is held without it.
    private var proctor: String? {
        let names = report.rows.filter { $0.host.isProctor && $0.needsSomeone }.map(\.host.name)
        guard !names.isEmpty else { return nil }
        return wording(
            "PERHATIAN: PC proktor (\(names.folded)) belum siap, lihat di bawah.",
            "MIND: the proctor's PC (\(names.folded)) is not ready, see below."
        )
    }

    /// The countdown to the next session.
    private var session: String? {
        let timetable = Timetable(report.start.room.sessions)
        guard !timetable.isEmpty else { return nil }
        guard let next = wording.next(in: timetable, at: now) else {
            return wording("Sesi hari ini sudah selesai.", "Today's sessions are over.")
        }
        let start = wording.clock(minutes: next.session.start.minutes)
        if next.minutesLeft <= 0 {
            let end = wording.clock(minutes: next.session.end.minutes)
            return wording(
                "Sesi \(next.number) berlangsung sampai \(end).",
                "Session \(next.number) runs until \(end)."
            )
        }
        let countdown = wording.countdown(next.minutesLeft)
        if let day = next.laterDay {
            let date = wording.date(day)
            return wording(
                "Sesi \(next.number): \(date), pukul \(start), \(countdown).",
                "Session \(next.number): \(date), at \(start), \(countdown)."
            )
        }
        return wording(
            "Sesi \(next.number) pukul \(start), \(countdown).",
            "Session \(next.number) at \(start), \(countdown)."
        )
    }

    /// Half an hour before a session a ready PC seen over an hour ago has to be seen again.
    private var oldResults: String? {
        guard wording.next(in: Timetable(report.start.room.sessions), at: now)?.isClose == true else {
            return nil
        }
        let old = report.rows.count { $0.state.isReady && $0.isOld(at: now) }
        guard old > 0 else { return nil }
        return wording(
            "HASIL LAMA: \(old) PC diperiksa lebih dari 60 menit lalu, periksa lagi sebelum sesi.",
            "OLD RESULT: \(wording.pcs(old)) checked over 60 minutes ago, check again before the session."
        )
    }

    /// When the rows were seen.
    private var age: String? {
        guard let oldest = report.oldest, let newest = report.newest else { return nil }
        let (from, to) = (wording.clock(oldest), wording.clock(newest))
        // A run's own length is no age.
        if oldest >= report.start.at { return wording("Diperiksa \(to).", "Checked \(to).") }
        let age = wording.time(max(.zero, now.since(oldest)))
        return wording("Hasil \(from)-\(to), tertua \(age).", "Results \(from)-\(to), the oldest \(age) old.")
    }
}

extension Wording {
    /// The session that runs or comes next.
    func next(in timetable: Timetable, at moment: Timestamp) -> Timetable.Next? {
        let civil = CivilTime(moment, in: zone)
        return timetable.next(on: civil.date, minute: civil.minuteOfDay)
    }

    /// `39 menit lagi`, `2 jam 5 menit lagi`; the last ten minutes shout.
    func countdown(_ minutes: Int) -> String {
        if minutes >= 2_880 { return self("\(minutes / 1_440) hari lagi", "in \(minutes / 1_440) days") }
        if minutes <= 10 { return self("\(minutes) MENIT LAGI", "IN \(minutes) MINUTES") }
        let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
        if hours == 0 { return self("\(rest) menit lagi", "in \(rest) minutes") }
        return self("\(hours) jam \(rest) menit lagi", "in \(hours) h \(rest) min")
    }
}
