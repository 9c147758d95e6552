/// What a step would do on a PC, decided from what was measured there.
public enum StepPlan: Hashable, Sendable {
    /// Everything is as it should be.
    case nothing
    /// These things, in this order; at least one.
    case change([StepChange])
    /// Nothing, for this reason; somebody must act first.
    case refused(StepRefusal)
    /// It is not known, since something could not be measured.
    case unknown(UnmeasuredReason)
    /// The step is not meant for such a PC.
    case notApplicable

    /// One change.
    public static func change(_ change: StepChange) -> StepPlan { .change([change]) }

    /// Whether nothing is left to do.
    public var isDone: Bool { self == .nothing || self == .notApplicable }

    /// What would be changed; none where nothing would.
    public var changes: [StepChange] {
        if case .change(let changes) = self { changes } else { [] }
    }
}

extension StepPlan: Codable {
    private enum Name: String, Codable {
        case nothing, change, refused, unknown
        case notApplicable = "n-a"
    }

    private enum Key: String, CodingKey {
        case plan, changes, refusal, reason
    }

    /// Reads the object whose `plan` names the case.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        self =
            switch try object.decode(Name.self, forKey: .plan) {
            case .nothing: .nothing
            case .change: .change(try object.decode([StepChange].self, forKey: .changes))
            case .refused: .refused(try object.decode(StepRefusal.self, forKey: .refusal))
            case .unknown: .unknown(try object.decode(UnmeasuredReason.self, forKey: .reason))
            case .notApplicable: .notApplicable
            }
    }

    /// Writes one flat object.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        switch self {
        case .nothing: try object.encode(Name.nothing, forKey: .plan)
        case .change(let changes):
            try object.encode(Name.change, forKey: .plan)
            try object.encode(changes, forKey: .changes)
        case .refused(let refusal):
            try object.encode(Name.refused, forKey: .plan)
            try object.encode(refusal, forKey: .refusal)
        case .unknown(let reason):
            try object.encode(Name.unknown, forKey: .plan)
            try object.encode(reason, forKey: .reason)
        case .notApplicable: try object.encode(Name.notApplicable, forKey: .plan)
        }
    }
}
