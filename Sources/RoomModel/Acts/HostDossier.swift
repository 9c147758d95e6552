/// All that is on record of one PC: what it is now, every check now and before, its states, what people did about it.
public struct HostDossier: Hashable, Sendable {
    /// One check over time.
    public struct Check: Hashable, Sendable {
        /// The newest result.
        public let now: CheckResult
        /// When that was measured.
        public let at: Timestamp
        /// The newest result before that says something else; nil: there is none.
        public let before: CheckResult?
        /// When that was measured last.
        public let beforeAt: Timestamp?
    }

    /// What somebody did, and by whom it was taken back.
    public struct Act: Hashable, Sendable {
        /// What was done.
        public let act: RoomAct
        /// Who took it back, and when; nil: it holds, or held in its session.
        public let withdrawal: ActStamp?
    }

    /// The PC in the room's last picture, with what people did.
    public let row: RoomRow
    /// The run that this picture ends with.
    public let start: RunStart
    /// Every check of its newest measurement, in that order.
    public let checks: [Check]
    /// Its states; nil: no run asked it.
    public let timeline: HostTimeline?
    /// What people did about it or its seat, the oldest first.
    public let acts: [Act]

    /// Puts together what is known of a PC; nil where the room has no such PC.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - report: The room as it is now, with what people did.
    ///   - runs: The events of each run, the oldest first.
    ///   - timeline: Its states.
    ///   - acts: All acts on record, the oldest first.
    public init?(
        _ host: HostName,
        in report: RoomReport,
        runs: [[RunEvent]],
        timeline: HostTimeline?,
        acts: [RoomAct]
    ) {
        guard let row = report.rows.first(where: { $0.host.name == host }) else { return nil }
        self.row = row
        start = report.start
        self.timeline = timeline
        checks = Self.checks(of: host, now: row, runs)
        let seat = report.start.hosts.first { $0.name == host }?.seat
        var withdrawals: [String: ActStamp] = [:]
        for act in acts {
            if case .withdrawal(let id) = act.content { withdrawals[id] = act.stamp }
        }
        self.acts = acts.filter { $0.content.isAbout(host, at: seat) }
            .map { Act(act: $0, withdrawal: withdrawals[$0.stamp.id]) }
    }

    private static func checks(of host: HostName, now row: RoomRow, _ runs: [[RunEvent]]) -> [Check] {
        var known: [[String?]: Check] = [:]
        var order: [[String?]] = []
        func add(_ result: CheckResult, at: Timestamp) {
            let key = result.identity
            guard let last = known[key] else {
                known[key] = Check(now: result, at: at, before: nil, beforeAt: nil)
                return
            }
            let isSame = last.now.status == result.status && last.now.finding == result.finding
            known[key] = Check(
                now: result,
                at: at,
                before: isSame ? last.before : last.now,
                beforeAt: isSame ? last.beforeAt : last.at
            )
        }
        for case .measured(let measurement) in runs.joined() where measurement.host == host {
            guard !measurement.isExamOpen else { continue }
            order =
                measurement.results.map(\.identity)
                + order.filter { key in
                    !measurement.results.contains { $0.identity == key }
                }
            for result in measurement.results { add(result, at: measurement.at) }
        }
        // What the room, comparing its PCs, made of the newest ones.
        for result in row.results {
            guard let last = known[result.identity] else { continue }
            known[result.identity] = Check(
                now: result,
                at: last.at,
                before: last.before,
                beforeAt: last.beforeAt
            )
        }
        return order.compactMap { known[$0] }
    }
}

extension RoomAct.Content {
    /// Whether it is about a PC, or the seat that is its own.
    fileprivate func isAbout(_ host: HostName, at seat: String?) -> Bool {
        switch self {
        case .swap(let swap): swap.host == host || swap.replaced == host
        case .note(let note):
            note.host == host
                || note.host == nil && note.seat.map(SeatName.init) == seat.map(SeatName.init) && seat != nil
        case .sawPC(let seen): seen == host
        case .tick, .withdrawal: false
        }
    }
}
