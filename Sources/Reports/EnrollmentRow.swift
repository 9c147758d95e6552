public import RoomModel

/// What one PC showed before any login, when its host key was collected.
public struct EnrollmentRow: Hashable, Sendable {
    /// What is known of the key it showed.
    public enum Outcome: Hashable, Sendable {
        /// No key was on file.
        case new
        /// The key on file.
        case known
        /// Another key than the one on file.
        case changed(Change)
        /// No key came.
        case notReached(Unreached)
    }

    /// What is known of a key that is not the one on file.
    public struct Change: Hashable, Sendable {
        /// `SHA256:…` of each key on file.
        public let trusted: [String]
        /// The other PC that the key shown is on file for: they were swapped, or one is the other; it is never kept then.
        public let belongsTo: Owner?
        /// The day since which the key on file is there; nil when that was not noted.
        public let since: CalendarDate?
        /// What the server called itself that day; nil when that was not noted.
        public let service: String?
        /// Whether the key shown is marked `@revoked`; it is never kept then.
        public let isRevoked: Bool

        /// Creates the record.
        public init(
            trusted: [String],
            belongsTo: Owner? = nil,
            since: CalendarDate? = nil,
            service: String? = nil,
            isRevoked: Bool = false
        ) {
            self.trusted = trusted
            self.belongsTo = belongsTo
            self.since = since
            self.service = service
            self.isRevoked = isRevoked
        }
    }

    /// How the key compares with the list given.
    public enum Comparison: Hashable, Sendable {
        /// It is the one in the list.
        case matches
        /// The list has these for the PC.
        case differs(listed: [String])
        /// The list does not have the PC.
        case notListed
    }

    /// The PC.
    public let host: HostName
    /// Its place in the room.
    public let seat: String?
    /// What was connected to.
    public let address: NetworkAddress
    /// What is known of the key.
    public let outcome: Outcome
    /// The key's type: `ssh-ed25519`; nil when none came.
    public let keyType: String?
    /// `SHA256:…` of the key shown; nil when none came.
    public let fingerprint: String?
    /// What the server calls itself: `OpenSSH_9.2p1`; nil when it did not say.
    public let service: String?
    /// The address of the network card that answers; nil outside this machine's own networks.
    public let card: String?
    /// The address of the network card that the inventory says; nil where it says none.
    public let enrolledCard: String?
    /// How it compares with the list; nil without a list.
    public let comparison: Comparison?
    /// The names of other PCs that the key is on file for, which the command is not about.
    public let otherNames: [OtherName]

    /// Creates a row.
    public init(
        host: HostName,
        seat: String? = nil,
        address: NetworkAddress,
        outcome: Outcome,
        keyType: String? = nil,
        fingerprint: String? = nil,
        service: String? = nil,
        card: String? = nil,
        enrolledCard: String? = nil,
        comparison: Comparison? = nil,
        otherNames: [OtherName] = []
    ) {
        self.host = host
        self.seat = seat
        self.address = address
        self.outcome = outcome
        self.keyType = keyType
        self.fingerprint = fingerprint
        self.service = service
        self.card = card
        self.enrolledCard = enrolledCard
        self.comparison = comparison
        self.otherNames = otherNames
    }

    /// Whether the network card seen is the one of the inventory; nil when that is not known.
    public var hasEnrolledCard: Bool? {
        guard let card, let enrolledCard else { return nil }
        return card.lowercased() == enrolledCard.lowercased()
    }

    /// Whether the server is one of Windows, by its own name.
    var isWindows: Bool { service?.lowercased().contains("windows") == true }
}
