// The JSON form of events is a promise (schema 1): hand-chosen names, kebab-case codes, times in milliseconds.

extension RunEvent {
    private enum Name: String, Codable {
        case started
        case controllerChecked = "controller-checked"
        case phase
        case measured
        case notReached = "not-reached"
        case planned
        case stepBegan = "step-began"
        case stepEnded = "step-ended"
        case settled
        case ended
        case act
    }

    private enum Key: String, CodingKey {
        case event, host, phase, at
    }

    /// When it happened.
    public var at: Timestamp {
        switch self {
        case .started(let start): start.at
        case .controllerChecked(let findings): findings.at
        case .phase(_, _, let at): at
        case .measured(let measurement): measurement.at
        case .notReached(_, _, let at): at
        case .installation(let event): event.at
        case .ended(let end): end.at
        case .act(let act): act.stamp.at
        }
    }

    /// Reads the object whose `event` names the case.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        switch try object.decode(Name.self, forKey: .event) {
        case .started: self = .started(try RunStart(from: decoder))
        case .controllerChecked: self = .controllerChecked(try ControllerFindings(from: decoder))
        case .phase:
            self = .phase(
                try object.decode(HostName.self, forKey: .host),
                try object.decode(HostPhase.self, forKey: .phase),
                at: try object.decode(Timestamp.self, forKey: .at)
            )
        case .measured: self = .measured(try HostMeasurement(from: decoder))
        case .notReached:
            self = .notReached(
                try object.decode(HostName.self, forKey: .host),
                try Unreached(from: decoder),
                at: try object.decode(Timestamp.self, forKey: .at)
            )
        case .planned, .stepBegan, .stepEnded, .settled:
            self = .installation(try InstallationEvent(from: decoder))
        case .ended: self = .ended(try RunEnd(from: decoder))
        case .act: self = .act(try RoomAct(from: decoder))
        }
    }

    /// Writes one flat object.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        switch self {
        case .started(let start):
            try object.encode(Name.started, forKey: .event)
            try start.encode(to: encoder)
        case .controllerChecked(let findings):
            try object.encode(Name.controllerChecked, forKey: .event)
            try findings.encode(to: encoder)
        case .phase(let host, let phase, let at):
            try object.encode(Name.phase, forKey: .event)
            try object.encode(host, forKey: .host)
            try object.encode(phase, forKey: .phase)
            try object.encode(at, forKey: .at)
        case .measured(let measurement):
            try object.encode(Name.measured, forKey: .event)
            try measurement.encode(to: encoder)
        case .notReached(let host, let unreached, let at):
            try object.encode(Name.notReached, forKey: .event)
            try object.encode(host, forKey: .host)
            try object.encode(at, forKey: .at)
            try unreached.encode(to: encoder)
        case .installation(let event): try event.encode(to: encoder)
        case .ended(let end):
            try object.encode(Name.ended, forKey: .event)
            try end.encode(to: encoder)
        case .act(let act):
            try object.encode(Name.act, forKey: .event)
            try act.encode(to: encoder)
        }
    }
}

extension HostMeasurement {
    private enum Key: String, CodingKey {
        case host, at, took, isExamOpen, results, hostKey, seesOnlyNames, seenCard
    }

    /// Reads the record; `took` is in milliseconds; one that does not say that only names were seen says they were not.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        self.init(
            host: try object.decode(HostName.self, forKey: .host),
            at: try object.decode(Timestamp.self, forKey: .at),
            took: try object.decode(Milliseconds.self, forKey: .took).duration,
            isExamOpen: try object.decode(Bool.self, forKey: .isExamOpen),
            results: try object.decode([CheckResult].self, forKey: .results),
            hostKey: try object.decodeIfPresent(String.self, forKey: .hostKey),
            seesOnlyNames: try object.decodeIfPresent(Bool.self, forKey: .seesOnlyNames) ?? false,
            seenCard: try object.decodeIfPresent(String.self, forKey: .seenCard)
        )
    }

    /// Writes the record; `took` is in milliseconds.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(host, forKey: .host)
        try object.encode(at, forKey: .at)
        try object.encode(Milliseconds(took), forKey: .took)
        try object.encode(isExamOpen, forKey: .isExamOpen)
        try object.encode(results, forKey: .results)
        try object.encodeIfPresent(hostKey, forKey: .hostKey)
        if seesOnlyNames { try object.encode(true, forKey: .seesOnlyNames) }
        try object.encodeIfPresent(seenCard, forKey: .seenCard)
    }
}

extension Unreached {
    private enum Key: String, CodingKey {
        case state, phase, cause, elapsed, belongsTo, trustedFingerprint, offeredFingerprint, hasEnrolledCard
        case detail, words, jump, jumpCause
    }

    /// Reads the record; `elapsed` is in milliseconds.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        self.init(
            state: try object.decode(HostState.self, forKey: .state),
            phase: try object.decode(HostPhase.self, forKey: .phase),
            cause: try object.decode(String.self, forKey: .cause),
            elapsed: try object.decode(Milliseconds.self, forKey: .elapsed).duration,
            belongsTo: try object.decodeIfPresent(HostName.self, forKey: .belongsTo),
            trustedFingerprint: try object.decodeIfPresent(String.self, forKey: .trustedFingerprint),
            offeredFingerprint: try object.decodeIfPresent(String.self, forKey: .offeredFingerprint),
            hasEnrolledCard: try object.decodeIfPresent(Bool.self, forKey: .hasEnrolledCard),
            detail: try object.decodeIfPresent(String.self, forKey: .detail),
            words: try object.decodeIfPresent(String.self, forKey: .words),
            jump: try object.decodeIfPresent(HostName.self, forKey: .jump),
            jumpCause: try object.decodeIfPresent(String.self, forKey: .jumpCause)
        )
    }

    /// Writes the record; `elapsed` is in milliseconds.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(state, forKey: .state)
        try object.encode(phase, forKey: .phase)
        try object.encode(cause, forKey: .cause)
        try object.encode(Milliseconds(elapsed), forKey: .elapsed)
        try object.encodeIfPresent(belongsTo, forKey: .belongsTo)
        try object.encodeIfPresent(trustedFingerprint, forKey: .trustedFingerprint)
        try object.encodeIfPresent(offeredFingerprint, forKey: .offeredFingerprint)
        try object.encodeIfPresent(hasEnrolledCard, forKey: .hasEnrolledCard)
        try object.encodeIfPresent(detail, forKey: .detail)
        try object.encodeIfPresent(words, forKey: .words)
        try object.encodeIfPresent(jump, forKey: .jump)
        try object.encodeIfPresent(jumpCause, forKey: .jumpCause)
    }
}
