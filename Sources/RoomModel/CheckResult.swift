/// The stable name of a check: `disk.free`.
public struct CheckID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    /// The name.
    public let description: String

    /// Keeps the name as given.
    public init(_ text: String) {
        description = text
    }

    /// Keeps the literal.
    public init(stringLiteral text: String) {
        description = text
    }

    /// Orders by name.
    public static func < (left: CheckID, right: CheckID) -> Bool { left.description < right.description }

    /// Reads the bare name.
    public init(from decoder: any Decoder) throws {
        try self.init(String(from: decoder))
    }

    /// Writes the bare name.
    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}

/// How much a check that is not met weighs.
public enum Severity: String, Hashable, Sendable, Codable, Comparable {
    /// The PC can be used, with a note (W in `docs`).
    case warn
    /// The PC must be put right first (F).
    case fail

    /// `warn` is the lighter one.
    public static func < (left: Severity, right: Severity) -> Bool { left == .warn && right == .fail }
}

/// What became of one check on one PC.
public enum CheckStatus: String, Hashable, Sendable, Codable, CaseIterable {
    /// Measured in this run, and met.
    case pass
    /// Measured, below the softer limit.
    case warn
    /// Measured, below the hard limit.
    case fail
    /// Not measured; neither good nor bad.
    case unknown
    /// Has no meaning on this PC.
    case notApplicable = "n-a"
    /// Not met, and accepted by name, with a reason and a last day.
    case waived
}

/// One check on one PC, judged.
public struct CheckResult: Hashable, Sendable, Codable {
    /// Which check.
    public let check: CheckID
    /// What tells two checks of one id apart (a path, a URL), if anything does.
    public let subject: String?
    /// The verdict.
    public let status: CheckStatus
    /// The gravest this check can be on this PC.
    public let severity: Severity
    /// Whether a PC is incomplete without this result.
    public let isRequired: Bool
    /// What was measured, as a code with values; the wording is the report's.
    public let finding: Finding
    /// How often it was tried, where it may be tried again (network checks); nil: once, or not known.
    public let attempts: Int?
    /// Who accepts that it is not met, why and until when; nil: nobody.
    public let waiver: Waiver?
    /// What the status would be without the waiver; nil where there is none.
    public let unwaivedStatus: CheckStatus?
    /// The next limit that an amount of space would fall under, where the check has one; what a trend looks at.
    public let nextLimit: ByteCount?
    /// The kind of step that puts it right on this PC; nil: it is met, or somebody has to do it.
    public let repair: String?

    /// Creates a result.
    public init(
        check: CheckID,
        subject: String? = nil,
        status: CheckStatus,
        severity: Severity,
        isRequired: Bool = true,
        finding: Finding,
        attempts: Int? = nil,
        waiver: Waiver? = nil,
        unwaivedStatus: CheckStatus? = nil,
        nextLimit: ByteCount? = nil,
        repair: String? = nil
    ) {
        self.check = check
        self.subject = subject
        self.status = status
        self.severity = severity
        self.isRequired = isRequired
        self.finding = finding
        self.attempts = attempts
        self.waiver = waiver
        self.unwaivedStatus = unwaivedStatus
        self.nextLimit = nextLimit
        self.repair = repair
    }
}

extension CheckResult {
    /// Writes every member under its own name; codes go out as plain strings, which a room of PCs times checks notices.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(check.description, forKey: .check)
        try object.encodeIfPresent(subject, forKey: .subject)
        try object.encode(status.rawValue, forKey: .status)
        try object.encode(severity.rawValue, forKey: .severity)
        try object.encode(isRequired, forKey: .isRequired)
        try object.encode(finding, forKey: .finding)
        try object.encodeIfPresent(attempts, forKey: .attempts)
        try object.encodeIfPresent(waiver, forKey: .waiver)
        try object.encodeIfPresent(unwaivedStatus?.rawValue, forKey: .unwaivedStatus)
        try object.encodeIfPresent(nextLimit, forKey: .nextLimit)
        try object.encodeIfPresent(repair, forKey: .repair)
    }
}
