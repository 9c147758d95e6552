/// What following the chain of events came to.
public struct ChainReport: Hashable, Sendable {
    /// Where it does not hold.
    public struct Break: Hashable, Sendable {
        /// What is wrong.
        public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
            /// The bytes are not those that were written, or not in that place.
            case altered
            /// An event is missing, and retention did not remove it.
            case missing
            /// There are fewer or more events than were written.
            case head
        }

        /// What is wrong.
        public let kind: Kind
        /// The first sequence number that is wrong.
        public let sequence: Int64
        /// The run of that event; nil where it is missing.
        public let run: String?
        /// The room's key.
        public let room: String?

        /// Creates the record.
        public init(kind: Kind, sequence: Int64, run: String?, room: String?) {
            self.kind = kind
            self.sequence = sequence
            self.run = run
            self.room = room
        }
    }

    /// Who wrote the chain: 32 hexadecimal digits.
    public let controller: String
    /// How many events are kept.
    public let events: Int
    /// How many were removed by the retention setting.
    public let pruned: Int64
    /// The newest sequence number.
    public let sequence: Int64
    /// The hash of the newest event, in hexadecimal.
    public let head: String
    /// Where it first does not hold; nil: nowhere.
    public let firstBreak: Break?

    /// Creates the report.
    public init(
        controller: String,
        events: Int,
        pruned: Int64,
        sequence: Int64,
        head: String,
        firstBreak: Break?
    ) {
        self.controller = controller
        self.events = events
        self.pruned = pruned
        self.sequence = sequence
        self.head = head
        self.firstBreak = firstBreak
    }
}
