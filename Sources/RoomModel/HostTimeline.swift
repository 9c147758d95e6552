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

        /// Creates a span.
        public init(row: RoomRow, from: Timestamp, to: Timestamp, runs: Int, run: RunStart) {
            self.row = row
            self.from = from
            self.to = to
            self.runs = runs
            self.run = run
        }
    }

    /// The PC.
    public let host: HostName
    /// The spans, the newest first; never empty.
    public let spans: [Span]

    /// Puts together what runs saw of a PC; nil when no run asked it.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - runs: The events of each run, the oldest first; those about other PCs are not looked at.
    public init?(_ host: HostName, in runs: [[RunEvent]]) {
        var spans: [Span] = []
        var previous: RoomReport?
        for events in runs {
            guard case .started(var start)? = events.first, start.measuresRoom else { continue }
            start.hosts = start.hosts.filter { $0.name == host }
            let own = [.started(start)] + events.dropFirst().filter { $0.host == nil || $0.host == host }
            guard let report = RoomReport(events: own, previous: previous) else { continue }
            previous = report
            guard let row = report.rows.first, let at = own.last(where: { $0.host == host })?.at else {
                continue
            }
            if let last = spans.last, last.row.isLike(row) {
                spans[spans.count - 1] = Span(
                    row: row,
                    from: last.from,
                    to: at,
                    runs: last.runs + 1,
                    run: start
                )
            } else {
                spans.append(Span(row: row, from: at, to: at, runs: 1, run: start))
            }
        }
        guard !spans.isEmpty else { return nil }
        self.host = host
        self.spans = spans.reversed()
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
        case .started, .controllerChecked, .ended: nil
        }
    }
}
