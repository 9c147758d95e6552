/// What a run's events say of a room: one row a PC, and the room's verdict.
///
/// A partial run updates the rows of the report before it and has no verdict of its own: the verdict is of the merged
/// room, whose rows each carry their time.
public struct RoomReport: Hashable, Sendable {
    /// The run's plan.
    public let start: RunStart
    /// What the controller found about itself, if it looked.
    public let controller: ControllerFindings?
    /// How the run ended; nil while it runs, or when it was killed.
    public let end: RunEnd?
    /// Every PC of the room, in the inventory's order, with what people did about it.
    public private(set) var rows: [RoomRow]
    /// What people did in the session of this run; nil where nobody looked.
    public private(set) var acts: SessionActs?
    /// What the PCs say when they are held against each other; it is in the rows already.
    public let comparison: RoomComparison
    /// The rows as they were measured, each by itself.
    private let measured: [RoomRow]
    /// When the last event happened that says something of a PC, a person's look included.
    public private(set) var asOf: Timestamp
    /// Whether the rows rest on a scan that asked every PC.
    public let coversRoom: Bool
    /// The PCs whose earlier results were by other criteria and count no more, and which were not asked since.
    public let incomparable: [HostName]
    /// Disks that will be too full soon, if earlier runs were looked at for that; they change no state.
    public var trends: [SpaceTrend] = []

    /// Folds a run's events over the report before it; nil when the first event is not `started`.
    ///
    /// - Parameters:
    ///   - events: The events in order; the first is `started`.
    ///   - previous: The room's report before this run; ignored if it is of another room or by another playbook, and
    ///     for PCs that were held to other criteria.
    ///   - earlier: The last whole result of each PC before this run, for PCs that `previous` does not know.
    public init?(
        events: [RunEvent],
        previous: RoomReport? = nil,
        earlier: [HostName: RoomRow.Earlier] = [:]
    ) {
        guard case .started(let start) = events.first else { return nil }
        let comparable = previous?.start.comparable(with: start) ?? []
        let base = comparable.isEmpty ? nil : previous
        var controller: ControllerFindings?
        var end: RunEnd?
        var seen: [HostName: RunEvent] = [:]
        var touched: Set<HostName> = []
        var asOf = start.at
        for event in events {
            asOf = max(asOf, event.at)
            switch event {
            case .started, .phase, .act: break
            case .installation(let step): if case .began = step.content { touched.insert(step.host) }
            case .controllerChecked(let findings): controller = findings
            case .measured(let measurement): seen[measurement.host] = event
            case .notReached(let host, _, _): seen[host] = event
            case .ended(let reason): end = reason
            }
        }
        func byName(_ rows: [RoomRow]?) -> [HostName: RoomRow] {
            let kept = (rows ?? []).filter { comparable.contains($0.host.name) }
            return Dictionary(kept.map { ($0.host.name, $0) }, uniquingKeysWith: { first, _ in first })
        }
        // What was found by comparing is found anew; what a PC counted as is remembered with it.
        let (before, counted) = (byName(base?.measured), byName(base?.rows))
        self.start = start
        self.controller = controller
        self.end = end
        self.asOf = asOf
        measured = start.hosts.map { host in
            RoomRow(
                host: host,
                event: seen[host.name],
                before: before[host.name],
                remembered: counted[host.name]?.remembered ?? earlier[host.name],
                start: start,
                // What a run that changes PCs left alone is as it was.
                isKept: end?.reason == .controllerBlocked
                    || start.installation != nil && !touched.contains(host.name)
            )
        }
        comparison = RoomComparison(measured)
        rows = comparison.applied(to: measured)
        let unseen = Set(measured.filter { $0.state == .notChecked }.map(\.host.name)).subtracting(comparable)
        incomparable =
            previous?.start.room.name != start.room.name
            ? []
            : previous?.measured.filter { $0.at != nil && unseen.contains($0.host.name) }.map(\.host.name)
                ?? []
        let ranToItsEnd = end?.reason == .completed || end?.reason == .deadline
        coversRoom =
            start.isFull && ranToItsEnd
            || base?.coversRoom == true && start.hosts.allSatisfy { comparable.contains($0.name) }
            || rows.allSatisfy { $0.state != .notChecked && $0.isWhole }
    }

    /// Folds several runs of one room, the oldest first.
    ///
    /// - Parameters:
    ///   - runs: The events of each run; begin with a full one.
    ///   - earlier: The last whole result of each PC before them.
    /// - Returns: The room as the last run left it; nil when none of them began.
    public static func folding(
        _ runs: [[RunEvent]],
        earlier: [HostName: RoomRow.Earlier] = [:]
    ) -> RoomReport? {
        runs.reduce(nil) { previous, events in
            RoomReport(events: events, previous: previous, earlier: earlier) ?? previous
        }
    }

    /// The room with what holds of people's acts in the place of what was known of them before.
    ///
    /// - Parameter acts: What people did in the session of this run.
    /// - Returns: The room; the moment it speaks of is that of the last look at a PC, where that is later.
    func applying(_ acts: SessionActs) -> RoomReport {
        var report = self
        report.acts = acts
        report.rows = acts.applied(to: comparison.applied(to: measured))
        report.asOf = max(asOf, report.rows.compactMap(\.look?.stamp.at).max() ?? asOf)
        return report
    }

    /// The room's verdict; nil without `seats`, before every PC was asked once, and for a run that was stopped.
    public var verdict: RoomVerdict? {
        guard let seats = start.room.seats, coversRoom,
            end?.reason == .completed || end?.reason == .deadline
        else { return nil }
        return RoomVerdict(rows: rows, seats: seats, at: asOf, bandwidth: bandwidth)
    }

    /// When the oldest row that counts was seen; nil when there is none.
    public var oldest: Timestamp? { rows.compactMap(\.at).min() }

    /// When the newest row was seen; nil when there is none.
    public var newest: Timestamp? { rows.compactMap(\.at).max() }
}

extension RoomRow {
    /// The row of `host` after a run.
    fileprivate init(
        host: RunHost,
        event: RunEvent?,
        before: RoomRow?,
        remembered: Earlier?,
        start: RunStart,
        isKept: Bool
    ) {
        switch event {
        case .measured(let measurement):
            self.init(
                host: host,
                measurement: measurement,
                before: before,
                remembered: remembered,
                start: start
            )
        case .notReached(_, let unreached, let at):
            self.init(
                host: host,
                state: unreached.state,
                unreached: unreached,
                at: at,
                earlier: remembered
            )
        case .started, .controllerChecked, .phase, .installation, .act, .ended, nil:
            if host.access == .none, before?.state != .seenOK {
                self.init(host: host, state: .lookYourself)
            } else if let before, !host.isSelected || isKept || host.access == .none {
                self.init(
                    host: host,
                    state: before.state,
                    results: before.results,
                    isWhole: before.isWhole,
                    unreached: before.unreached,
                    at: before.at,
                    took: before.took,
                    hostKey: before.hostKey,
                    seesOnlyNames: before.seesOnlyNames,
                    seenCard: before.seenCard,
                    earlier: before.earlier
                )
            } else {
                self.init(host: host, state: .notChecked, earlier: remembered)
            }
        }
    }

    /// The row of a measured PC; where only some checks ran, the others keep their earlier results.
    private init(
        host: RunHost,
        measurement: HostMeasurement,
        before: RoomRow?,
        remembered: Earlier?,
        start: RunStart
    ) {
        let merges = !start.isEveryCheck && !measurement.isExamOpen
        let base = merges ? before?.results ?? [] : []
        let measured = Set(measurement.results.map(\.identity))
        let kept = base.filter { !measured.contains($0.identity) }
        // Some checks of a PC that was never measured whole prove nothing about the others.
        let isWhole = !merges || (before?.isWhole == true && !base.isEmpty)
        let results = kept + measurement.results
        let state = HostState.judge(isExamOpen: measurement.isExamOpen, results: results)
        self.init(
            host: host,
            state: state.isReady && !isWhole ? .notComplete : state,
            results: results,
            isWhole: isWhole,
            at: kept.isEmpty ? measurement.at : before?.at ?? measurement.at,
            took: measurement.took,
            hostKey: measurement.hostKey,
            seesOnlyNames: measurement.seesOnlyNames,
            seenCard: measurement.seenCard,
            earlier: remembered
        )
    }
}

extension CheckResult {
    /// What tells two results of one PC apart.
    var identity: [String?] { [check.description, subject] }
}
