/// What every PC of a transfer is doing at one moment.
public struct TransferProgress: Sendable {
    /// What a PC is doing.
    public enum Stage: Hashable, Sendable {
        /// It waits for its turn.
        case waiting
        /// It is being reached and looked at.
        case checking
        /// Bytes move: so many of so many.
        case moving(done: Int64, of: Int64)
        /// All bytes are there and are being compared.
        case comparing
        /// It was lost and is tried again.
        case retrying
        /// It is dealt with; whether all is in its place.
        case ended(isWhole: Bool)
    }

    /// The room.
    public let title: String
    /// Whether files go to the PCs.
    public let isPush: Bool
    /// When the run began.
    public let startedAt: Timestamp
    /// The PCs in the inventory's order.
    public var hosts: [(host: HostName, stage: Stage)]
    /// Bytes moved so far, on all PCs.
    public var moved: Int64
    /// Bytes that are known to be left, on all PCs.
    public var left: Int64

    /// A picture of the beginning.
    public init(title: String, isPush: Bool, startedAt: Timestamp, hosts: [HostName]) {
        self.title = title
        self.isPush = isPush
        self.startedAt = startedAt
        self.hosts = hosts.map { ($0, .waiting) }
        moved = 0
        left = 0
    }
}
