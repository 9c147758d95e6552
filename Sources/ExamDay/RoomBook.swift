public import History
public import RoomModel

/// What people may record of a room on the day of its exam.
///
/// Every function looks at what is on record, refuses what it contradicts, and otherwise adds one event; none of them
/// contacts a PC, so that all of them may be used while an exam runs.
public struct RoomBook: Sendable {
    /// What an act left behind.
    public struct Entry: Sendable {
        /// What was recorded.
        public let act: RoomAct
        /// What holds now of the session it belongs to.
        public let acts: SessionActs
        /// The room as it was measured last, with what holds now; nil: it was never scanned.
        public let report: RoomReport?
    }

    /// A swap that nothing speaks against.
    public struct Proposal: Sendable {
        /// The seat, as the list writes it.
        public let seat: String
        /// The PC that comes.
        public let host: RunHost
        /// The PC whose seat it is.
        public let replaced: RunHost
        /// When the key of the PC that comes was seen, and where.
        public let sighting: KeySighting
    }

    /// Who keeps the book, and how its entries are named.
    public struct Keeper: Sendable {
        /// Who acts: an account's name, or the one given; made safe here.
        let by: String
        /// Names an act: unique on this controller, sortable by time.
        let name: @Sendable (Timestamp) -> String
        /// The wall clock.
        let now: @Sendable () -> Timestamp

        /// Creates the keeper.
        public init(
            by: String,
            name: @escaping @Sendable (Timestamp) -> String,
            now: @escaping @Sendable () -> Timestamp
        ) {
            self.by = by.safe(limit: 60)
            self.name = name
            self.now = now
        }
    }

    let profile: RoomProfile
    let places: RoomPlaces
    private let key: String
    private let history: RunHistory
    private let secondsEast: Int
    private let keeper: Keeper

    /// Opens the book of a room.
    ///
    /// - Parameters:
    ///   - profile: The room, with the timetable that holds for it.
    ///   - hosts: Its PCs.
    ///   - key: The room's key in the history.
    ///   - history: Where runs and acts are kept.
    ///   - secondsEast: How far the room's clocks are ahead of UTC.
    ///   - keeper: Who acts, and when.
    public init(
        _ profile: RoomProfile,
        hosts: [RunHost],
        key: String,
        history: RunHistory,
        secondsEast: Int,
        keeper: Keeper
    ) {
        self.profile = profile
        places = RoomPlaces(hosts)
        self.key = key
        self.history = history
        self.secondsEast = secondsEast
        self.keeper = keeper
    }

    /// What time of the exam's day it is.
    public var moment: DayMoment {
        profile.moment(at: RoomTime(keeper.now(), secondsEast: secondsEast))
    }

    /// What holds of a session.
    ///
    /// - Throws: ``ActRefusal`` when the record cannot be read.
    public func acts(of session: SessionKey) async throws(ActRefusal) -> SessionActs {
        SessionActs(try await everything(), of: session)
    }

    /// All acts on record of the room, in the order they were written.
    func everything() async throws(ActRefusal) -> [RoomAct] {
        try await reading { history, key throws(HistoryError) in try await history.acts(of: key) }
    }

    /// Adds an act to the record.
    ///
    /// - Throws: ``ActRefusal`` where it cannot be kept.
    func write(
        _ content: RoomAct.Content,
        for session: SessionKey
    ) async throws(ActRefusal) -> Entry {
        let now = keeper.now()
        let act = RoomAct(
            ActStamp(id: keeper.name(now), at: now, by: keeper.by, session: session),
            content
        )
        guard await history.keep(act, room: key, keeping: profile.historyKeep ?? .usual) else {
            throw .notKept
        }
        let all = try await everything()
        return Entry(
            act: act,
            acts: SessionActs(all, of: session),
            report: try await lastReport()?.applying(all)
        )
    }

    /// The room as it was measured last.
    func lastReport() async throws(ActRefusal) -> RoomReport? {
        try await reading { history, key throws(HistoryError) in try await history.lastReport(of: key) }
    }

    /// The last time since a moment that a PC showed its enrolled key.
    func sighting(of host: HostName, since begin: Timestamp) async throws(ActRefusal) -> KeySighting? {
        let now = keeper.now()
        guard begin <= now else { return nil }
        return try await reading { history, key throws(HistoryError) in
            var sightings: [KeySighting] = []
            for run in try await history.summaries(of: key) where run.ended ?? now >= begin {
                let events = try await history.events(of: run.name, room: key)
                if let seen = KeySighting.last(of: host, in: events, within: begin...now) {
                    sightings.append(seen)
                }
            }
            return sightings.max { $0.at < $1.at }
        }
    }

    private func reading<Value: Sendable>(
        _ body: (RunHistory, String) async throws(HistoryError) -> Value
    ) async throws(ActRefusal) -> Value {
        do throws(HistoryError) {
            return try await body(history, key)
        } catch {
            throw .unreadable(error.message, hint: error.hint)
        }
    }
}
