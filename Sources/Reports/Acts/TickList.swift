import RoomModel

/// The duties that a person looks at and ticks, as a list or folded into a line or two.
struct TickList {
    let wording: Wording
    let page: Page
    private let ticks: [Duty: ActStamp]
    private let duties: [Duty]

    /// The box of a duty that was ticked.
    static let ticked = "[x] "

    /// The duties of a session.
    ///
    /// - Parameters:
    ///   - duties: Those that are to be done by now.
    ///   - acts: What people did in their session.
    ///   - wording: The language.
    ///   - page: The space.
    init(_ duties: [Duty], of acts: SessionActs?, wording: Wording, page: Page) {
        self.wording = wording
        self.page = page
        self.duties = duties
        ticks = acts?.ticks ?? [:]
    }

    /// The duties before the session of a report; none where nobody has to think of them yet, and none was ticked.
    init(_ report: RoomReport, now: Timestamp, wording: Wording, page: Page) {
        let room = report.start.room
        let kind = wording.moment(of: room, at: now).kind
        let before = Duty.allCases.filter { $0.exists(in: room.mode) && !$0.isAfterSession }
        let hasTicks = before.contains { report.acts?.ticks[$0] != nil }
        let isTime = report.acts != nil && (kind == .preparing || kind == .close)
        let isReady = report.verdict.map { $0.kind != .notReady } ?? false
        // A room that is not ready has more urgent things to read.
        self.init(
            hasTicks || isTime && isReady ? before : [],
            of: report.acts,
            wording: wording,
            page: page
        )
    }

    /// The whole list, one line a duty; none where there is nothing to tick.
    var list: [String] {
        guard !duties.isEmpty else { return [] }
        let title = wording("LIHAT SENDIRI, LALU CENTANG", "LOOK YOURSELF, THEN TICK")
        let command = wording.next("confirm", wording("NAMA", "NAME"))
        let gap = page.width - title.count - command.count
        let head = gap > 2 ? [title + String(repeating: " ", count: gap) + command] : [title]
        return head.flatMap { page.wrap($0) } + items.flatMap { page.wrap("  " + $0, hanging: 6) }
    }

    /// One line a duty, without a heading: `[x] ups       UPS menyala …   06.59, proktor`.
    var items: [String] {
        let width = duties.map { $0.name[wording.language].count }.max() ?? 0
        let room = duties.map { wording.description(of: $0).count }.max() ?? 0
        return duties.map { duty in
            let stamp = ticks[duty]
            let box = stamp == nil ? ReadySummary.tick : Self.ticked
            let what = duty.name[wording.language].padded(to: width + 2) + wording.description(of: duty)
            return box + (stamp.map { what.padded(to: width + 4 + room) + wording.mark($0) } ?? what)
        }
    }

    /// Ticked ones in one line, the others in another.
    var folded: [String] {
        let done = duties.compactMap { duty in
            ticks[duty].map { wording.command("\(duty.name[wording.language]) \(wording.mark($0))") }
        }
        let left = duties.filter { ticks[$0] == nil }.map { $0.name[wording.language] }
        var lines: [String] = []
        if !done.isEmpty { lines += page.wrap(Self.ticked + done.joined(separator: "; "), hanging: 4) }
        if !left.isEmpty {
            let command = wording.next("confirm", wording("NAMA", "NAME"))
            let names = left.joined(separator: ", ")
            lines += page.wrap(
                ReadySummary.tick
                    + wording("Belum dicentang: \(names) -> \(command)", "Not ticked: \(names) -> \(command)"),
                hanging: 4
            )
        }
        return lines
    }
}

extension Wording {
    /// What time of the exam's day it is in a room.
    func moment(of room: RoomProfile, at now: Timestamp) -> DayMoment {
        room.moment(at: RoomTime(now, secondsEast: zone.seconds))
    }
}
