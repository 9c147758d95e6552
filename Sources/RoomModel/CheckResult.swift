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

    /// Creates a result.
    public init(
        check: CheckID,
        subject: String? = nil,
        status: CheckStatus,
        severity: Severity,
        isRequired: Bool = true,
        finding: Finding
    ) {
        self.check = check
        self.subject = subject
        self.status = status
        self.severity = severity
        self.isRequired = isRequired
        self.finding = finding
    }
}
