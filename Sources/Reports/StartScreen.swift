public import RoomModel

/// What `siaga` alone shows: the room, the next session, the last result, what to type.
public struct StartScreen: Sendable {
    let wording: Wording
    let page: Page
    let now: Timestamp

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page(), now: Timestamp) {
        self.wording = wording
        self.page = page
        self.now = now
    }

    /// Renders the screen.
    ///
    /// - Parameters:
    ///   - room: The one room of the inventory; nil when there is none yet.
    ///   - last: The room's last result, as it was measured.
    ///   - acts: What people did in the room; nil: nobody looked, and no next step is told.
    ///   - laptop: What this laptop found about its network; nil: nobody looked.
    ///   - isOnMains: Whether the laptop runs on mains power; nil: not known.
    ///   - rooms: All rooms, where there are several.
    /// - Returns: The whole screen.
    public func render(
        _ room: Room?,
        last: LastResult = .never,
        acts: [RoomAct]? = nil,
        laptop: ControllerFindings? = nil,
        isOnMains: Bool? = nil,
        among rooms: [RoomProfile] = []
    ) -> String {
        var lines: [String] = []
        var last = last
        if case .known(let report) = last, let acts { last = .known(report.applying(acts)) }
        if let room {
            lines += heading(room.profile)
            lines.append("")
            lines += facts(room, last)
            if let laptop {
                let summary = LaptopSummary(wording: wording, findings: laptop, isOnMains: isOnMains)
                lines += fact(wording("Laptop ini", "This laptop"), summary.text)
            }
            if let acts { lines += next(room.profile, last, acts) }
        } else if let first = rooms.first {
            let names = rooms.map { $0.name.safe(limit: 40) }.joined(separator: ", ")
            let one = wording.next("scan", first.name)
            lines += page.wrap(wording("\(rooms.count) ruang: \(names)", "\(rooms.count) rooms: \(names)"))
            lines += page.wrap(wording("Satu ruang saja: \(one)", "One of them: \(one)"))
        } else {
            lines += page.wrap(
                wording(
                    "Siaga memeriksa semua PC ruang ujian. Daftar PC belum ada di sini.",
                    "Siaga checks every PC of an exam room. There is no list of PCs here yet."
                )
            )
            lines += page.wrap(
                wording(
                    "Tunjuk dengan -i FOLDER, atau coba dulu: siaga demo",
                    "Name one with -i FOLDER, or try it first: siaga demo"
                )
            )
        }
        lines += ["", wording("Ketik salah satu, lalu Enter:", "Type one of these, then Enter:")]
        let widest = commands.map(\.line.count).reduce(Self.usualColumn, max)
        // Behind long options no column is left for what a command does.
        let column = widest <= page.width / 2 ? widest : 0
        for (command, meaning) in commands {
            let head = wording.command(command.padded(to: column))
            lines += page.wrap("  \(head) \(meaning)", hanging: max(column, 3) + 3)
        }
        lines.append("")
        lines += page.wrap(
            wording(
                "Siaga tidak menyentuh PC yang sedang dipakai ujian.",
                "Siaga never touches a PC on which an exam is running."
            )
        )
        return lines.map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }

    /// How wide the column of commands is where nothing has to be added to them.
    private static let usualColumn = 16

    private var commands: [(line: String, meaning: String)] {
        func line(_ word: String) -> String { wording.invocation.line([word]) }
        return [
            (line("scan"), wording("periksa semua PC", "check every PC")),
            (
                line("fix"),
                wording("perbaiki yang bisa diperbaiki dari sini", "put right what can be from here")
            ),
            ("siaga swap", wording("PC cadangan dipakai di kursi lain", "put a spare at another seat")),
            ("siaga note", wording("catat kejadian untuk berita acara", "note what happened")),
            ("siaga confirm", wording("centang yang dilihat sendiri", "tick what you saw yourself")),
            (
                line("install"),
                wording("pasang aplikasi ujian (teknisi)", "install the exam app (technician)")
            ),
            (line("enroll"), wording("kenalkan PC baru (teknisi)", "make new PCs known (technician)")),
            (
                "siaga help exec",
                wording(
                    "cara menjalankan satu perintah di banyak PC (teknisi)",
                    "how to run one command on many PCs (technician)"
                )
            ),
            (line("demo"), wording("coba di ruang buatan", "try it on a made-up room")),
            (line("help"), wording("semua perintah", "all commands")),
        ]
    }

    private func heading(_ profile: RoomProfile) -> [String] {
        let mode =
            switch profile.mode {
            case .online?: wording(" (daring)", " (online)")
            case .semiOnline?: wording(" (semi-daring)", " (semi-online)")
            case nil: ""
            }
        let left = profile.title.safe(limit: 40) + mode
        let right = wording.date(now) + "  " + wording.clock(now)
        let gap = page.width - left.count - right.count
        return gap >= 2
            ? [left + String(repeating: " ", count: gap) + right] : page.wrap(left) + page.wrap(right)
    }

    private func facts(_ room: Room, _ last: LastResult) -> [String] {
        let clients = room.hosts.filter { !$0.isProctor }
        let spares = clients.count(where: \.isSpare)
        var size = wording("\(clients.count) PC", "\(wording.pcs(clients.count))")
        if spares > 0 { size += wording(" (\(spares) cadangan)", " (\(spares) spares)") }
        if let seats = room.profile.seats { size = wording("\(seats) peserta, ", "\(seats) seats, ") + size }
        let timetable = Timetable(room.profile.sessions)
        var facts = [(wording("Ruang", "Room"), size)]
        facts += nextSession(timetable).map { [(wording("Sesi", "Session"), $0)] } ?? []
        let isClose = wording.next(in: timetable, at: now)?.isClose == true
        let title = wording("Terakhir", "Last")
        switch last {
        case .never: facts.append((title, wording("belum pernah diperiksa", "never checked")))
        case .known(let report): facts.append((title, sentence(report, isClose: isClose)))
        case .unreadable(let cause, let hint):
            let language = wording.language
            facts.append(
                (
                    title,
                    wording("catatan tidak bisa dibaca: ", "the record cannot be read: ") + cause[language]
                )
            )
            facts.append(
                (
                    "",
                    "-> " + hint[language]
                        + wording(
                            "; periksa tetap bisa: \(wording.scan)",
                            "; checking works all the same: \(wording.scan)"
                        )
                )
            )
        }
        return facts.flatMap { fact($0, $1) }
    }

    /// The one thing to do at this moment of the day.
    private func next(_ profile: RoomProfile, _ last: LastResult, _ acts: [RoomAct]) -> [String] {
        let moment = wording.moment(of: profile, at: now)
        var report: RoomReport?
        if case .known(let known) = last { report = known }
        let step = DayStep(at: moment, report, acts, mode: profile.mode)
        let head = wording("BERIKUTNYA", "NEXT") + "  "
        return [""]
            + page.wrap(
                "  " + head.padded(to: 12) + NextStep(wording: wording).text(step, at: moment),
                hanging: 14
            )
    }

    private func fact(_ name: String, _ text: String) -> [String] {
        page.wrap("  " + name.padded(to: 12) + text, hanging: 14)
    }

    private func nextSession(_ timetable: Timetable) -> String? {
        guard !timetable.isEmpty else { return nil }
        guard let next = wording.next(in: timetable, at: now) else {
            return wording("hari ini sudah selesai", "over for today")
        }
        let span =
            wording.clock(minutes: next.session.start.minutes) + "-"
            + wording.clock(minutes: next.session.end.minutes)
        let rest =
            next.minutesLeft <= 0
            ? wording("sedang berlangsung", "running now") : wording.countdown(next.minutesLeft)
        let day = next.laterDay.map { wording.date($0) + ", " } ?? ""
        return "\(next.number)   \(day)\(span), \(rest)"
    }

    private func sentence(_ last: RoomReport, isClose: Bool) -> String {
        let when = day(of: last.asOf) + " " + wording.clock(last.asOf)
        let result =
            if let verdict = last.verdict {
                verdict.kind.word[wording.language] + ", "
                    + wording("\(verdict.ready) PC siap", "\(wording.pcs(verdict.ready)) ready")
            } else {
                unjudged(last)
            }
        let isStale = now.since(last.asOf) > RoomRow.validity
        let mark = isStale && isClose ? wording("HASIL LAMA, ", "OLD RESULT, ") : ""
        return "\(mark)\(when): \(result)."
            + (isStale ? wording(" Perlu diperiksa lagi.", " Check again.") : "")
    }

    /// What a run without a verdict found: a part of the room, or a room whose seats nobody counted.
    private func unjudged(_ last: RoomReport) -> String {
        let checked = last.rows.filter { $0.state != .notChecked && !$0.host.isProctor }
        guard !checked.isEmpty else { return wording("tidak ada PC yang diperiksa", "no PC was checked") }
        let ready = checked.count { $0.fillsSeat(at: last.asOf) }
        return wording(
            "\(ready) dari \(checked.count) PC yang diperiksa siap",
            "\(ready) of \(wording.pcs(checked.count)) checked ready"
        )
    }

    /// `hari ini`, `kemarin`, else the date.
    private func day(of moment: Timestamp) -> String {
        let date = wording.date(moment)
        if date == wording.date(now) { return wording("hari ini", "today") }
        if date == wording.date(now.advanced(by: .seconds(-86_400))) {
            return wording("kemarin", "yesterday")
        }
        return date
    }
}
