/// One PC in a room's report.
public struct RoomRow: Hashable, Sendable {
    /// What was known of the PC before this row: the last full result, and when.
    public struct Earlier: Hashable, Sendable {
        /// The state it was in.
        public let state: HostState
        /// When.
        public let at: Timestamp

        /// Creates the record.
        public init(state: HostState, at: Timestamp) {
            self.state = state
            self.at = at
        }
    }

    /// The PC; its seat is the one that it fills in this session.
    public internal(set) var host: RunHost
    /// The one state it is in.
    public let state: HostState
    /// The judged checks; none where it was not measured.
    public let results: [CheckResult]
    /// Whether the results are of all the playbook's checks; of some only, the PC cannot be called ready.
    public let isWhole: Bool
    /// Why it was not measured, where that is so.
    public let unreached: Unreached?
    /// When the oldest part of this row was seen; nil where nothing was ever seen.
    public let at: Timestamp?
    /// How long measuring took.
    public let took: Duration?
    /// The fingerprint of the host key it showed when it was measured.
    public let hostKey: String?
    /// Whether an exam program that took another name would not have been seen there; it changes no state.
    public let seesOnlyNames: Bool
    /// The network card that this machine saw answer at its address; nil where that is not known.
    public let seenCard: String?
    /// The last full result before, where this row does not replace it by one.
    public let earlier: Earlier?
    /// The swap that put the PC on its seat; nil: it stands where the list says.
    public internal(set) var swap: Stamped<SeatSwap>?
    /// The swap by which another PC fills its seat; nil: none does.
    public internal(set) var replaced: Stamped<SeatSwap>?
    /// That a person looked at it, where that counts.
    public internal(set) var look: PersonalLook?

    /// Creates a row.
    public init(
        host: RunHost,
        state: HostState,
        results: [CheckResult] = [],
        isWhole: Bool = true,
        unreached: Unreached? = nil,
        at: Timestamp? = nil,
        took: Duration? = nil,
        hostKey: String? = nil,
        seesOnlyNames: Bool = false,
        seenCard: String? = nil,
        earlier: Earlier? = nil
    ) {
        self.seenCard = seenCard
        self.seesOnlyNames = seesOnlyNames
        self.host = host
        self.state = state
        self.results = results
        self.isWhole = isWhole
        self.unreached = unreached
        self.at = at
        self.took = took
        self.hostKey = hostKey
        self.earlier = earlier
    }

    /// The same PC, seen the same, in another state.
    ///
    /// - Parameters:
    ///   - state: The state.
    ///   - results: What the checks say then; nil (the default): what they say here.
    ///   - at: When that was seen; nil (the default): when this row was.
    /// - Returns: The row.
    func counted(
        as state: HostState,
        results: [CheckResult]? = nil,
        seenAt at: Timestamp? = nil
    ) -> RoomRow {
        var row = RoomRow(
            host: host,
            state: state,
            results: results ?? self.results,
            isWhole: isWhole,
            unreached: unreached,
            at: at ?? self.at,
            took: took,
            hostKey: hostKey,
            seesOnlyNames: seesOnlyNames,
            seenCard: seenCard,
            earlier: earlier
        )
        (row.swap, row.replaced, row.look) = (swap, replaced, look)
        return row
    }

    /// How long a result holds: 60 minutes, the time between two sessions.
    public static let validity: Duration = .seconds(3_600)

    /// Whether what this row says was seen too long before `moment` to count.
    ///
    /// A time yet to come counts as old too: the controller's clock was set back since, so the age is not known.
    public func isOld(at moment: Timestamp) -> Bool {
        guard let at else { return false }
        return !Self.holds(at, until: moment)
    }

    private static func holds(_ seen: Timestamp, until moment: Timestamp) -> Bool {
        (.zero...validity).contains(moment.since(seen))
    }

    /// Whether the PC fills a seat at `moment`: ready and seen lately, or in an exam and ready lately.
    ///
    /// The proctor's PC fills none, and neither does one whose seat another PC has.
    public func fillsSeat(at moment: Timestamp) -> Bool {
        guard !host.isProctor, replaced == nil else { return false }
        if state == .examOpen { return keptResult(at: moment) != nil }
        return state.isReady && !isOld(at: moment)
    }

    /// The earlier ready result that an open exam app lets stand at `moment`.
    public func keptResult(at moment: Timestamp) -> Earlier? {
        guard state == .examOpen, let earlier, earlier.state.isReady,
            Self.holds(earlier.at, until: moment)
        else { return nil }
        return earlier
    }

    /// What a later row of the same PC remembers of this one: the last whole result.
    public var remembered: Earlier? {
        guard state != .examOpen, state != .notChecked, let at, unreached == nil else { return earlier }
        return Earlier(state: state, at: at)
    }
}
