public import RoomModel

/// What is shown after a person recorded something: what is on record now, and what the room is by it.
public struct ActScreen: Sendable {
    let wording: Wording
    let page: Page

    /// Creates a renderer.
    public init(wording: Wording, page: Page = Page()) {
        self.wording = wording
        self.page = page
    }

    /// The question for the reason of a swap, which the record gives.
    ///
    /// - Parameters:
    ///   - seat: The seat.
    ///   - replaced: The PC whose seat it is.
    ///   - host: The PC that comes.
    ///   - seen: When its key was seen.
    /// - Returns: What it is about, and the question, without a line break behind it.
    public func question(
        _ seat: String,
        _ replaced: HostName,
        _ host: HostName,
        seen: Timestamp
    ) -> String {
        trust(seat, replaced, host, seen: seen).map { $0 + "\n" }.joined()
            + wording(
                "Alasan untuk berita acara (boleh kosong): ",
                "The reason, for the record (may be left empty): "
            )
    }

    /// The screen after a swap.
    ///
    /// - Parameters:
    ///   - swap: The swap, with its stamp.
    ///   - seen: When the PC's key was seen.
    ///   - wasAsked: Whether it was said already why the PC is trusted.
    ///   - report: The room with what holds now.
    /// - Returns: The whole screen.
    public func swapped(
        _ swap: Stamped<SeatSwap>,
        seen: Timestamp,
        wasAsked: Bool,
        in report: RoomReport?
    ) -> String {
        let value = swap.value
        let undo = wording.next("swap", "--undo", value.seat)
        var lines = wasAsked ? [] : trust(value.seat, value.replaced, value.host, seen: seen)
        lines += page.wrap(kept(swap.stamp) + wording(" Keliru? \(undo)", " A mistake? \(undo)"))
        if let row = report?.rows.first(where: { $0.host.name == value.host }), let report {
            if !row.fillsSeat(at: report.asOf) {
                let scan = wording.next("scan", value.host.description)
                lines += page.wrap(
                    wording(
                        "\(value.host) belum terbukti siap: \(scan)",
                        "\(value.host) is not proved ready yet: \(scan)"
                    )
                )
            }
        }
        return finish(lines, report)
    }

    /// The screen after a note.
    public func noted(_ note: Stamped<RoomNote>) -> String {
        finish(page.wrap(kept(note.stamp)) + page.wrap(wording.sentence(.note(note.value)), hanging: 2), nil)
    }

    /// The screen after a duty was ticked: all duties of its session that belong with it.
    ///
    /// - Parameters:
    ///   - duty: The duty.
    ///   - acts: What holds of its session.
    ///   - mode: How the exam is held.
    /// - Returns: The whole screen.
    public func ticked(_ duty: Duty, _ acts: SessionActs, in mode: RoomMode?) -> String {
        let beside = Duty.allCases.filter {
            $0 == duty || $0.exists(in: mode) && $0.isAfterSession == duty.isAfterSession
        }
        return finish(TickList(beside, of: acts, wording: wording, page: page).list, nil)
    }

    /// The screen after a person looked at PCs.
    ///
    /// - Parameters:
    ///   - hosts: The PCs.
    ///   - stamp: When, by whom.
    ///   - report: The room with what holds now.
    /// - Returns: The whole screen.
    public func saw(_ hosts: [HostName], _ stamp: ActStamp, in report: RoomReport?) -> String {
        let names = hosts.folded
        let undo = wording.next("confirm", "--undo", hosts.first?.description ?? "")
        return finish(
            page.wrap("\(names): " + wording.whoLooked + ". " + kept(stamp), hanging: 2)
                + page.wrap(wording("Keliru? \(undo)", "A mistake? \(undo)")),
            report
        )
    }

    /// The screen after something was taken back.
    ///
    /// - Parameters:
    ///   - content: What holds no longer.
    ///   - stamp: When it was taken back, by whom.
    ///   - report: The room with what holds now; nil where that did not change.
    /// - Returns: The whole screen.
    public func undone(_ content: RoomAct.Content, _ stamp: ActStamp, in report: RoomReport?) -> String {
        let head = wording("Dibatalkan ", "Taken back ") + wording.mark(stamp) + ": "
        return finish(page.wrap(head + wording.sentence(content), hanging: 2), report)
    }

    private func trust(_ seat: String, _ replaced: HostName, _ host: HostName, seen: Timestamp) -> [String] {
        let (place, time) = (seat.safe(limit: 20), wording.clock(seen))
        return page.wrap(
            wording(
                "Kursi \(place): \(replaced) diganti \(host). Pengenal \(host) terlihat pukul \(time), "
                    + "jadi PC ini dipercaya.",
                "Seat \(place): \(host) in the place of \(replaced). The key of \(host) was seen at \(time), "
                    + "so this PC is trusted."
            )
        )
    }

    /// When, by whom, for which session: `Dicatat 06.57, proktor, sesi 1`.
    private func kept(_ stamp: ActStamp) -> String {
        let session = stamp.session.number.map { wording(", sesi \($0)", ", session \($0)") } ?? ""
        return wording("Dicatat ", "Recorded ") + wording.mark(stamp) + session + "."
    }

    /// The lines, and what the room is by what holds now.
    private func finish(_ lines: [String], _ report: RoomReport?) -> String {
        var lines = lines
        if let report, report.verdict != nil {
            lines += [""] + Heading(report, wording: wording, now: report.asOf).verdict(page)
            let left = report.substitutions.compactMap { pair in
                pair.host.seat.map { wording.swapCommand($0, pair.spare) }
            }
            if !left.isEmpty {
                let head = wording("Masih perlu ditukar: ", "Still to be swapped: ")
                lines += page.wrap(head + left.joined(separator: ", "), hanging: 2)
            }
        }
        return lines.map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }
}
