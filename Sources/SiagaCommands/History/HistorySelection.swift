import Documents
import History
import RoomModel

/// What of the history is meant: the runs of some rooms, or one PC in them.
struct HistorySelection {
    /// The runs, the newest first; none where a PC is meant.
    private(set) var runs: [RunSummary] = []
    /// The PC that is meant.
    private(set) var host: HostName?
    /// Its states, room by room.
    private(set) var timelines: [(room: String, timeline: HostTimeline)] = []
    /// The room's profile as its last run had it, for language and zone.
    private(set) var profile: RoomProfile?

    /// Nothing was recorded yet.
    static var nothing: CommandFailure {
        CommandFailure(
            exitCode: CommandFailure.usage,
            Localized(id: "belum ada hasil", en: "there is no result yet"),
            hint: .scanFirst
        )
    }

    /// Finds what a name means.
    ///
    /// - Parameters:
    ///   - name: A PC's, a room's, or nil for all runs.
    ///   - most: Of how many states of a PC, the newest first, the cause is looked up where it lies in other PCs.
    ///   - options: Which rooms; without a list of PCs anywhere, all that were ever scanned.
    ///   - terminal: Where notes go.
    /// - Throws: ``CommandFailure`` (64) when there is nothing of that name, (1) when the history cannot be read.
    init(
        _ name: String?,
        explaining most: Int,
        options: RoomOptions,
        terminal: Terminal
    ) async throws(CommandFailure) {
        var kept: [(record: RoomRecord, runs: [RunSummary])] = []
        for record in try await Self.records(options, terminal) {
            let runs = try await record.summaries()
            if !runs.isEmpty { kept.append((record, runs)) }
            await record.tell(terminal, language: options.lang ?? HelpLanguage.current)
        }
        guard !kept.isEmpty else { throw Self.nothing }
        var names: Set<String> = []
        for (record, runs) in kept.reversed() {
            guard let last = runs.last,
                case .started(let start)? = try await record.events(of: last.name).first
            else { continue }
            profile = start.room
            names.formUnion(start.hosts.map(\.name.description))
            names.insert(start.room.name)
            if let name, name == start.room.name || name == start.room.title { add(runs) }
        }
        guard let name else {
            for (_, runs) in kept { add(runs) }
            return
        }
        if runs.isEmpty { try await find(name, explaining: most, in: kept, among: names) }
    }

    private mutating func add(_ found: [RunSummary]) {
        // A room's own order is that of its record; a clock that was set back does not change it.
        runs = runs.isEmpty ? found.reversed() : (runs + found).sorted { $0.began > $1.began }
    }

    /// A PC; one that left the list of PCs is still on record.
    private mutating func find(
        _ name: String,
        explaining most: Int,
        in kept: [(record: RoomRecord, runs: [RunSummary])],
        among names: Set<String>
    ) async throws(CommandFailure) {
        if let host = try? HostName(name) {
            for (record, runs) in kept {
                var events: [[RunEvent]] = []
                for run in runs { events.append(try await record.events(of: run.name, about: host)) }
                let states = try await record.states(of: host)
                if var timeline = HostTimeline(host, in: events, states: states) {
                    // Only these runs are read whole: one for each time the PC's state changed.
                    for span in timeline.spans.prefix(most) where span.isCompared {
                        let run = span.run.run
                        let whole = try await record.events(of: run)
                        if let report = await record.report(of: whole, run: run) {
                            timeline.explain(by: report)
                        }
                    }
                    timelines.append((runs.last?.title ?? record.key, timeline))
                }
            }
            self.host = host
        }
        guard timelines.isEmpty else { return }
        throw CommandFailure(
            exitCode: CommandFailure.usage,
            Localized(
                id: "tidak ada hasil dari \(name.safe(limit: 60))",
                en: "there is no result of \(name.safe(limit: 60))"
            ),
            hint: Self.suggestion(for: name, among: names)
        )
    }

    private static func suggestion(for name: String, among names: Set<String>) -> Localized? {
        guard let near = Suggestion.nearest(to: name, among: names.sorted()) else { return nil }
        return Localized(
            id: "maksudnya \(near.safe(limit: 60))?",
            en: "did you mean \(near.safe(limit: 60))?"
        )
    }

    /// The records of the rooms meant.
    private static func records(
        _ options: RoomOptions,
        _ terminal: Terminal
    ) async throws(CommandFailure) -> [RoomRecord] {
        let isNamed = !options.inventory.isEmpty || options.limit != nil
        guard isNamed || (try? RoomSource(options)) != nil else { return try await RoomRecord.all() }
        return try await RecordedRooms(options, terminal: terminal).records
    }
}
