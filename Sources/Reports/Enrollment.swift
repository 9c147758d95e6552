public import RoomModel

/// What one PC showed when its host key was collected.
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
        /// The other PC the key shown belongs to: they were swapped.
        public let belongsTo: HostName?
        /// Whether the network card seen is the enrolled one; nil when that is not known.
        public let hasEnrolledCard: Bool?

        /// Creates the record.
        public init(trusted: [String], belongsTo: HostName? = nil, hasEnrolledCard: Bool? = nil) {
            self.trusted = trusted
            self.belongsTo = belongsTo
            self.hasEnrolledCard = hasEnrolledCard
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
    /// How it compares with the list; nil without a list.
    public let comparison: Comparison?

    /// Creates a row.
    public init(
        host: HostName,
        seat: String? = nil,
        address: NetworkAddress,
        outcome: Outcome,
        keyType: String? = nil,
        fingerprint: String? = nil,
        comparison: Comparison? = nil
    ) {
        self.host = host
        self.seat = seat
        self.address = address
        self.outcome = outcome
        self.keyType = keyType
        self.fingerprint = fingerprint
        self.comparison = comparison
    }
}

/// Everything collected in one enrolment, and which of it may be trusted.
public struct Enrollment: Hashable, Sendable {
    /// One row a PC.
    public let rows: [EnrollmentRow]

    /// The PCs whose changed key the user wants to replace (`--rotate`).
    public let rotating: Set<HostName>

    /// Creates the collection; rows are put in the order people count.
    ///
    /// - Parameters:
    ///   - rows: One row a PC.
    ///   - rotating: The PCs whose changed key may be replaced (default: none).
    public init(_ rows: [EnrollmentRow], rotating: Set<HostName> = []) {
        self.rows = rows.sorted { $0.host < $1.host }
        self.rotating = rotating
    }

    /// PCs that show one and the same key, each set of them: cloned images.
    public var clones: [[EnrollmentRow]] {
        var order: [String] = []
        var sharing: [String: [EnrollmentRow]] = [:]
        for row in rows {
            guard let fingerprint = row.fingerprint else { continue }
            if sharing[fingerprint] == nil { order.append(fingerprint) }
            sharing[fingerprint, default: []].append(row)
        }
        return order.compactMap { sharing[$0] }.filter { $0.count > 1 }
    }

    /// The PCs whose key may be kept once the user agrees.
    ///
    /// They are new or to be replaced; clones, and keys other than the listed one, are never among them.
    public var acceptable: [EnrollmentRow] {
        let cloned = Set(clones.flatMap { $0 }.map(\.host))
        return rows.filter { row in
            let isWanted =
                switch row.outcome {
                case .new: true
                case .changed: rotating.contains(row.host)
                case .known, .notReached: false
                }
            guard isWanted, row.fingerprint != nil, !cloned.contains(row.host) else { return false }
            return row.comparison == nil || row.comparison == .matches
        }
    }
}
