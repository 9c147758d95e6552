import FoundationEssentials
public import RoomModel

extension RunHistory {
    /// Asks the database, if there is one; a damaged one is moved aside, so that the next command works.
    private func reading<Value>(
        _ body: (HistoryDatabase) throws(HistoryError) -> Value
    ) throws(HistoryError) -> Value? {
        guard let database = try opened(makes: false) else { return nil }
        do throws(HistoryError) {
            defer { noteDamage(of: database) }
            return try body(database)
        } catch {
            if error.code == .corrupt { _ = moveAside() }
            throw error
        }
    }

    /// The keys of the rooms on record.
    ///
    /// - Throws: ``HistoryError`` when the database cannot be read.
    public func rooms() throws(HistoryError) -> [String] {
        var rooms = Set(try reading { database throws(HistoryError) in try database.rooms() } ?? [])
        rooms.formUnion(waiting.map(\.key.room))
        return rooms.sorted()
    }

    /// The runs of a room in one line each, the oldest first.
    ///
    /// - Throws: ``HistoryError`` when the database cannot be read.
    public func summaries(of room: String) throws(HistoryError) -> [RunSummary] {
        var summaries =
            try reading { database throws(HistoryError) in try database.summaries(of: room) } ?? []
        let known = Set(summaries.map(\.name))
        for file in waiting where file.key.room == room && !known.contains(file.key.name) {
            guard let summary = RunSummary(file.key, file.records) else { continue }
            summaries.append(summary)
        }
        return summaries
    }

    /// The names of a room's runs, the oldest first.
    ///
    /// - Throws: ``HistoryError`` when the database cannot be read.
    public func runs(of room: String) throws(HistoryError) -> [String] {
        try summaries(of: room).map(\.name)
    }

    /// The events of one run.
    ///
    /// - Parameters:
    ///   - run: Its name.
    ///   - room: The room's key.
    ///   - host: Only those about this PC, and those about the run as a whole; nil (the default) means all.
    /// - Returns: The events in order; empty when there is no such run.
    /// - Throws: ``HistoryError`` when the database cannot be read.
    public func events(
        of run: String,
        room: String,
        about host: HostName? = nil
    ) throws(HistoryError) -> [RunEvent] {
        let key = RunKey(room: room, name: run)
        var records =
            try reading { database throws(HistoryError) in
                try database.records(of: key, about: host)
            } ?? []
        let stored = records.count
        for file in waiting where file.key == key {
            let rest = host == nil ? file.records.dropFirst(max(0, stored - file.first)) : file.records[...]
            records += rest.filter { host == nil || $0.event?.host == nil || $0.event?.host == host }
        }
        return records.compactMap(\.event)
    }

    /// What people did in a room, in the order it was written.
    ///
    /// - Parameter room: The room's key.
    /// - Returns: Every act on record, withdrawn ones and withdrawals too.
    /// - Throws: ``HistoryError`` when the database cannot be read.
    public func acts(of room: String) throws(HistoryError) -> [RoomAct] {
        let stored = try reading { database throws(HistoryError) in try database.acts(of: room) } ?? []
        let known = Set(stored.map(\.stamp.id))
        let spooled = waiting.filter { $0.key.room == room }.flatMap { $0.records.compactMap(\.event?.act) }
        return stored + spooled.filter { !known.contains($0.stamp.id) }
    }

    /// What a PC counted as when each run had ended: its last whole result, as the room judged it.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - room: The room's key.
    /// - Returns: By the run's name; none for runs that were cut off, or wait in a file.
    /// - Throws: ``HistoryError`` when the database cannot be read.
    public func states(
        of host: HostName,
        room: String
    ) throws(HistoryError) -> [String: RoomRow.Earlier] {
        try reading { database throws(HistoryError) in
            try database.states(of: host, room: room)
        } ?? [:]
    }

    /// The room as it was before a run: the newest full one that was completed and what came after it.
    ///
    /// - Parameters:
    ///   - room: The room's key.
    ///   - run: Leaves out this run and those after it; nil means none.
    /// - Returns: The room; nil when it was never scanned.
    /// - Throws: ``HistoryError`` when the database cannot be read.
    public func lastReport(of room: String, before run: String? = nil) throws(HistoryError) -> RoomReport? {
        let names = Array(try summaries(of: room).prefix { $0.name != run })
        let full = names.lastIndex { $0.kind == .full && $0.reason == .completed } ?? 0
        var runs: [[RunEvent]] = []
        for summary in names[min(full, names.count)...] {
            let events = try events(of: summary.name, room: room)
            if case .started(let start)? = events.first, start.measuresRoom { runs.append(events) }
        }
        guard case .started(let start)? = runs.first?.first else { return nil }
        let key = RunKey(room: room, name: start.run)
        let earlier = try earlier(before: key, start)
        return RoomReport.folding(runs, earlier: earlier)
    }

    private func earlier(
        before key: RunKey,
        _ start: RunStart
    ) throws(HistoryError) -> [HostName: RoomRow.Earlier] {
        try reading { database throws(HistoryError) in
            try database.earlier(before: key, start: start)
        } ?? [:]
    }

    /// The room after a run.
    ///
    /// - Parameters:
    ///   - events: What happened in it.
    ///   - run: Its name.
    ///   - room: The room's key.
    /// - Returns: The room; nil when the run's first event is missing.
    /// - Throws: ``HistoryError`` when what came before cannot be read.
    public func report(
        of events: [RunEvent],
        run: String,
        room: String
    ) throws(HistoryError) -> RoomReport? {
        try report(of: events, RunKey(room: room, name: run))
    }

    func report(of events: [RunEvent], _ key: RunKey) throws(HistoryError) -> RoomReport? {
        guard case .started(let start)? = events.first, start.measuresRoom else { return nil }
        let earlier = try earlier(before: key, start)
        var isWhole = false
        if case .ended(let end)? = events.last { isWhole = start.isFull && end.reason == .completed }
        // A run that asked every PC and ended by itself needs nothing from before.
        let previous = isWhole ? nil : try lastReport(of: key.room, before: key.name)
        return RoomReport(events: events, previous: previous, earlier: earlier)
    }

    /// When the newest thing on record of a room happened, by this controller's clock then; nil when there is none.
    ///
    /// - Throws: ``HistoryError`` when the database cannot be read.
    public func newest(of room: String) throws(HistoryError) -> Timestamp? {
        let stored = try reading { database throws(HistoryError) in try database.lastLine(of: room) }?
            .flatMap { EventRecord($0).event?.at }
        let spooled = waiting.filter { $0.key.room == room }.compactMap { $0.records.last?.event?.at }
        return ([stored].compactMap(\.self) + spooled).max()
    }

    /// Follows the chain of events; nil where there is no history.
    ///
    /// - Throws: ``HistoryError`` when the database cannot be read.
    public func verify() throws(HistoryError) -> ChainReport? { try opened(makes: false)?.verify() }

    /// Disks that will be too full soon.
    ///
    /// - Parameters:
    ///   - report: The room, with what each check demands.
    ///   - room: The room's key.
    ///   - secondsEast: How far the room's clocks are ahead of UTC.
    /// - Returns: The trends, in the order of the rows.
    /// - Throws: ``HistoryError`` when the database cannot be read.
    public func trends(
        of report: RoomReport,
        room: String,
        secondsEast: Int
    ) throws(HistoryError) -> [SpaceTrend] {
        let begin = report.asOf.advanced(by: .seconds(-SpaceTrend.memory * 86_400))
        let series =
            try reading { database throws(HistoryError) in
                try database.space(of: room, from: begin, to: report.asOf)
            } ?? [:]
        guard !series.isEmpty else { return [] }
        return report.rows.flatMap { row in
            row.results.compactMap { result in
                guard result.check == "disk.free", let limit = result.nextLimit else { return nil }
                let key = SpaceTrend.Series(host: row.host.name, subject: result.subject)
                return SpaceTrend.find(in: key, series[key] ?? [], limit: limit, secondsEast: secondsEast)
            }
        }
    }
}
