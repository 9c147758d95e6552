public import RoomModel

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
    /// They are new or to be replaced; clones, revoked keys, keys of another PC of these rooms, and keys other than the
    /// listed one, are never among them.
    public var acceptable: [EnrollmentRow] {
        let cloned = Set(clones.flatMap { $0 }.map(\.host))
        return rows.filter { row in
            let isWanted =
                switch row.outcome {
                case .new: true
                case .changed(let change):
                    rotating.contains(row.host) && !change.isRevoked && change.belongsTo == nil
                case .known, .notReached: false
                }
            guard isWanted, row.fingerprint != nil, !cloned.contains(row.host) else { return false }
            return row.comparison == nil || row.comparison == .matches
        }
    }

    /// The PCs to accept that nobody knew before.
    public var newcomers: [EnrollmentRow] { acceptable.filter { $0.outcome == .new } }

    /// The PCs to accept whose key on file is replaced.
    public var rotated: [EnrollmentRow] { acceptable.filter { $0.outcome != .new } }
}
