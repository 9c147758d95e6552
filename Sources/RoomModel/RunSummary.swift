/// A run on record in one line.
public struct RunSummary: Hashable, Sendable {
    /// What was asked.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Every check of every PC.
        case full
        /// Every check of some PCs.
        case part
        /// Some checks.
        case checks
        /// PCs were changed.
        case installation

        /// What a run begins to ask.
        public init(_ start: RunStart?) {
            self =
                start?.installation != nil
                ? .installation
                : start?.isFull == true ? .full : start?.isEveryCheck == false ? .checks : .part
        }
    }

    /// What a run came to.
    public struct Outcome: Hashable, Sendable {
        /// The room's verdict, where it had one.
        public let verdict: RoomVerdict.Kind?
        /// How many PCs filled a seat.
        public let ready: Int
        /// How many had to, if that was said.
        public let needed: Int?

        /// Creates the outcome.
        public init(verdict: RoomVerdict.Kind?, ready: Int, needed: Int?) {
            self.verdict = verdict
            self.ready = ready
            self.needed = needed
        }

        /// What a report says.
        public init(_ report: RoomReport) {
            let verdict = report.verdict
            self.init(
                verdict: verdict?.kind,
                ready: verdict?.ready ?? report.rows.count { $0.fillsSeat(at: report.asOf) },
                needed: report.start.room.seats
            )
        }
    }

    /// The run's name.
    public let name: String
    /// The room's key on this controller.
    public let room: String
    /// What people call the room.
    public let title: String
    /// What was asked.
    public let kind: Kind
    /// How many PCs were asked.
    public let asked: Int
    /// How many PCs the room has.
    public let pcs: Int
    /// When it began.
    public let began: Timestamp
    /// When it ended; nil where it was cut off.
    public let ended: Timestamp?
    /// Why it ended.
    public let reason: RunEnd.Reason?
    /// What it came to; nil where it was cut off.
    public let outcome: Outcome?

    /// Creates a summary.
    public init(
        name: String,
        room: String,
        title: String,
        kind: Kind,
        asked: Int,
        pcs: Int,
        began: Timestamp,
        ended: Timestamp?,
        reason: RunEnd.Reason?,
        outcome: Outcome?
    ) {
        self.name = name
        self.room = room
        self.title = title
        self.kind = kind
        self.asked = asked
        self.pcs = pcs
        self.began = began
        self.ended = ended
        self.reason = reason
        self.outcome = outcome
    }

    /// How long it took; nil where it was cut off.
    public var took: Duration? { ended.map { max(.zero, $0.since(began)) } }
}
