/// The states of one PC over its runs.
public struct HostTimeline: Hashable, Sendable {
    /// A time in which nothing changed, as far as runs saw.
    public struct Span: Hashable, Sendable {
        /// The PC as the newest of these runs saw it.
        public let row: RoomRow
        /// When it was seen like this first.
        public let from: Timestamp
        /// When it was seen like this last.
        public let to: Timestamp
        /// How many runs saw it like this.
        public let runs: Int
        /// The newest of them.
        public let run: RunStart
        /// Whether the room, comparing its PCs, judged this one otherwise than its own answers do, and the row does
        /// not say why yet.
        public let isCompared: Bool

        /// Creates a span.
        public init(
            row: RoomRow,
            from: Timestamp,
            to: Timestamp,
            runs: Int,
            run: RunStart,
            isCompared: Bool = false
        ) {
            self.row = row
            self.from = from
            self.to = to
            self.runs = runs
            self.run = run
            self.isCompared = isCompared
        }
    }

    /// The PC.
    public let host: HostName
    /// The spans, the newest first; never empty.
    public private(set) var spans: [Span]

    /// Puts together what runs saw of a PC; nil when no run asked it.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - runs: The events of each run, the oldest first; those about other PCs are not looked at.
    ///   - states: What the room counted the PC as when a run had ended, by the run's name; a run that is not among
    ///     them is told from the PC's own answers.
    public init?(
        _ host: HostName,
        in runs: [[RunEvent]],
        states: [String: RoomRow.Earlier] = [:]
    ) {
        var spans: [Span] = []
        var previous: RoomReport?
        for events in runs {
            guard case .started(var start)? = events.first, start.measuresRoom else { continue }
            start.hosts = start.hosts.filter { $0.name == host }
            let own = [.started(start)] + events.dropFirst().filter { $0.host == nil || $0.host == host }
            guard let report = RoomReport(events: own, previous: previous) else { continue }
            previous = report
            guard let measured = report.rows.first else { continue }
            // An answer of before counts as this run left it: another PC may have changed since.
            let judged = states[start.run].flatMap { $0.at == measured.at ? $0.state : nil }
            let row = measured.counted(as: judged ?? measured.state)
            let asked = own.last { $0.host == host }?.at
            let turned = judged != nil && row.state != spans.last?.row.state ? start.at : nil
            guard let at = asked ?? turned else { continue }
            let last = spans.last.flatMap { $0.row.isLike(row) ? $0 : nil }
            if last != nil { spans.removeLast() }
            spans.append(
                Span(
                    row: row,
                    from: last?.from ?? at,
                    to: at,
                    runs: (last?.runs ?? 0) + 1,
                    run: start,
                    isCompared: row.state != measured.state
                )
            )
        }
        guard !spans.isEmpty else { return nil }
        self.host = host
        self.spans = spans.reversed()
    }

    /// Takes in what a room's report says of the PC in a run whose comparison put it into its state.
    ///
    /// - Parameter report: The room when that run had ended; of other runs it changes nothing.
    public mutating func explain(by report: RoomReport) {
        guard let row = report.rows.first(where: { $0.host.name == host }) else { return }
        spans = spans.map { span in
            guard span.isCompared, span.run.run == report.start.run else { return span }
            return Span(row: row, from: span.from, to: span.to, runs: span.runs, run: span.run)
        }
    }
}

extension RoomRow {
    /// Whether it says the same, measured values apart.
    fileprivate func isLike(_ other: RoomRow) -> Bool {
        state == other.state && unreached?.cause == other.unreached?.cause && faults == other.faults
    }

    private var faults: Set<[String?]> {
        Set(
            results.filter { [.warn, .fail, .unknown].contains($0.status) }
                .map { [$0.check.description, $0.subject, $0.status.rawValue] }
        )
    }
}

extension RunEvent {
    /// The PC it is about; nil where it is about the run as a whole.
    public var host: HostName? {
        switch self {
        case .measured(let measurement): measurement.host
        case .notReached(let host, _, _), .phase(let host, _, _): host
        case .installation(let event): event.host
        case .started, .controllerChecked, .act, .ended: nil
        }
    }
}
