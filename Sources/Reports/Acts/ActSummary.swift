import RoomModel

/// What people changed: PCs that a person looked at, seats with another PC, PCs that are out of use meanwhile.
struct ActSummary {
    let wording: Wording
    let page: Page

    func lines(_ report: RoomReport) -> [String] { looks(report) + seats(report) + unused(report) }

    /// What happened, one line a note; for documents, since a screen has no space for it.
    func notes(_ report: RoomReport) -> [String] {
        (report.acts?.notes ?? []).map { note in
            wording("Catatan ", "Note ") + wording.mark(note.stamp) + ": "
                + wording.sentence(.note(note.value))
        }
    }

    /// Never among the ready ones: who vouches for a PC stands with it.
    private func looks(_ report: RoomReport) -> [String] {
        let rows = report.rows.filter { row in
            row.look != nil && row.replaced == nil && !row.isOld(at: report.asOf)
        }
        guard !rows.isEmpty else { return [] }
        let word = HostState.seenOK.word[wording.language]
        let head = "\(word) (\(rows.count))  "
        let names = rows.map(\.host.name).folded
        var lines = page.wrap(head + names + "  " + wording.whoLooked, hanging: head.count)
        lines[0] = page.style.paint(word, HostState.seenOK.role) + lines[0].dropFirst(word.count)
        var order: [String] = []
        var hosts: [String: [HostName]] = [:]
        for row in rows {
            guard let look = row.look else { continue }
            let sentence = wording.mark(look.stamp) + "; Siaga: " + look.found.word[wording.language]
            if hosts[sentence] == nil { order.append(sentence) }
            hosts[sentence, default: []].append(row.host.name)
        }
        for sentence in order {
            lines += page.wrap("      - \((hosts[sentence] ?? []).folded): \(sentence)", hanging: 8)
        }
        return lines
    }

    /// `Kursi yang berubah  7 memakai pc28, 22 memakai pc29`; seats that were left are empty.
    private func seats(_ report: RoomReport) -> [String] {
        let swapped = report.rows.filter { $0.swap != nil }.sorted { $0.precedesOnTheWay($1) }
        guard !swapped.isEmpty else { return [] }
        let taken = Set(report.rows.compactMap(\.host.seat).map(SeatName.init))
        let left = report.start.hosts.filter { host in
            guard let seat = host.seat else { return false }
            return swapped.contains { $0.host.name == host.name } && !taken.contains(SeatName(seat))
        }
        let parts =
            swapped.map { row in
                let seat = (row.host.seat ?? "").safe(limit: 20)
                return wording.command(
                    wording("\(seat) memakai \(row.host.name)", "\(seat) has \(row.host.name)")
                )
            }
            + left.map { host in
                let seat = (host.seat ?? "").safe(limit: 20)
                return wording.command(wording("\(seat) kosong", "\(seat) is empty"))
            }
        let head = wording("Kursi yang berubah", "Seats that changed") + "  "
        return page.wrap(head + parts.joined(separator: ", "), hanging: 2)
    }

    private func unused(_ report: RoomReport) -> [String] {
        let rows = report.rows.filter { $0.replaced != nil }
        guard !rows.isEmpty else { return [] }
        let parts = rows.map { row in
            let why =
                row.state.isReady ? wording("diganti", "replaced") : row.state.word[wording.language]
            return wording.command("\(row.host.name) (\(why))")
        }
        let head = wording("Tidak dipakai", "Out of use") + "  "
        return page.wrap(head + parts.joined(separator: ", "), hanging: 2)
    }
}
