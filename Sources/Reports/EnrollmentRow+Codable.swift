import RoomModel

// One flat object a PC: hand-chosen names, kebab-case codes.

extension EnrollmentRow: Codable {
    private enum State: String, Codable {
        case new, known, changed
        case notReached = "not-reached"
    }

    private enum Likeness: String, Codable {
        case matches, differs
        case notListed = "not-listed"
    }

    private enum Key: String, CodingKey {
        case host, seat, address, state, keyType, fingerprint, service, card, enrolledCard
        case trusted, belongsTo, belongsToRoom, belongsToFile, alsoKnown, knownSince, knownService, revoked,
            unreached, comparison, listed
    }

    /// Reads the object.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        func text(_ key: Key) throws -> String? { try object.decodeIfPresent(String.self, forKey: key) }
        let outcome: Outcome =
            switch try object.decode(State.self, forKey: .state) {
            case .new: .new
            case .known: .known
            case .changed:
                .changed(
                    Change(
                        trusted: try object.decodeIfPresent([String].self, forKey: .trusted) ?? [],
                        belongsTo: try Self.owner(in: object),
                        since: try object.decodeIfPresent(CalendarDate.self, forKey: .knownSince),
                        service: try text(.knownService),
                        isRevoked: try object.decodeIfPresent(Bool.self, forKey: .revoked) ?? false
                    )
                )
            case .notReached: .notReached(try object.decode(Unreached.self, forKey: .unreached))
            }
        let comparison: Comparison? =
            switch try object.decodeIfPresent(Likeness.self, forKey: .comparison) {
            case .matches: .matches
            case .differs:
                .differs(listed: try object.decodeIfPresent([String].self, forKey: .listed) ?? [])
            case .notListed: .notListed
            case nil: nil
            }
        self.init(
            host: try object.decode(HostName.self, forKey: .host),
            seat: try text(.seat),
            address: try object.decode(NetworkAddress.self, forKey: .address),
            outcome: outcome,
            keyType: try text(.keyType),
            fingerprint: try text(.fingerprint),
            service: try text(.service),
            card: try text(.card),
            enrolledCard: try text(.enrolledCard),
            comparison: comparison,
            otherNames: try object.decodeIfPresent([OtherName].self, forKey: .alsoKnown) ?? []
        )
    }

    private static func owner(in object: KeyedDecodingContainer<Key>) throws -> Owner? {
        guard let host = try object.decodeIfPresent(HostName.self, forKey: .belongsTo) else { return nil }
        guard let room = try object.decodeIfPresent(String.self, forKey: .belongsToRoom) else {
            return Owner(host: host)
        }
        let file = try object.decode(String.self, forKey: .belongsToFile)
        return Owner(host: host, elsewhere: Owner.Elsewhere(room: room, file: file))
    }

    /// Writes the object.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(host, forKey: .host)
        try object.encodeIfPresent(seat, forKey: .seat)
        try object.encode(address, forKey: .address)
        try object.encodeIfPresent(keyType, forKey: .keyType)
        try object.encodeIfPresent(fingerprint, forKey: .fingerprint)
        try object.encodeIfPresent(service, forKey: .service)
        try object.encodeIfPresent(card, forKey: .card)
        try object.encodeIfPresent(enrolledCard, forKey: .enrolledCard)
        switch outcome {
        case .new: try object.encode(State.new, forKey: .state)
        case .known: try object.encode(State.known, forKey: .state)
        case .changed(let change):
            try object.encode(State.changed, forKey: .state)
            try object.encode(change.trusted, forKey: .trusted)
            try object.encodeIfPresent(change.belongsTo?.host, forKey: .belongsTo)
            try object.encodeIfPresent(change.belongsTo?.elsewhere?.room, forKey: .belongsToRoom)
            try object.encodeIfPresent(change.belongsTo?.elsewhere?.file, forKey: .belongsToFile)
            try object.encodeIfPresent(change.since, forKey: .knownSince)
            try object.encodeIfPresent(change.service, forKey: .knownService)
            if change.isRevoked { try object.encode(true, forKey: .revoked) }
        case .notReached(let unreached):
            try object.encode(State.notReached, forKey: .state)
            try object.encode(unreached, forKey: .unreached)
        }
        if !otherNames.isEmpty { try object.encode(otherNames, forKey: .alsoKnown) }
        switch comparison {
        case .matches: try object.encode(Likeness.matches, forKey: .comparison)
        case .differs(let listed):
            try object.encode(Likeness.differs, forKey: .comparison)
            try object.encode(listed, forKey: .listed)
        case .notListed: try object.encode(Likeness.notListed, forKey: .comparison)
        case nil: break
        }
    }
}
