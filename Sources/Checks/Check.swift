public import Facts
public import RoomModel

/// One thing that must hold on a PC: the facts it needs, and a pure judgement over them.
public protocol Check: Sendable {
    /// What tells two checks of one id on one PC apart (a path, a URL); nil when there can be only one.
    var subject: String? { get }

    /// The facts it needs.
    var facts: [any Fact] { get }

    /// The gravest this check can be.
    var severity: Severity { get }

    /// What puts it right on a PC; nil: somebody must.
    var repair: CheckRepair? { get }

    /// Judges the readings: no clock, no network, no files.
    ///
    /// - Parameter readings: What the probe measured.
    /// - Returns: Pass only with positive proof in `readings`.
    /// - Throws: ``Unmeasured`` where a fact has no value; the engine turns it into *unknown*.
    func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement
}

extension Check {
    /// Most checks stand once in a playbook.
    public var subject: String? { nil }

    /// Most things are put right by hand.
    public var repair: CheckRepair? { nil }
}

/// What a check found.
public struct Judgement: Hashable, Sendable {
    /// Pass, warn, fail or not applicable.
    public let status: CheckStatus
    /// What was measured, as a code with values.
    public let finding: Finding
    /// How often it was tried; nil: once, or not known.
    public let attempts: Int?
    /// The next limit that an amount of space would fall under, if there is one.
    public let nextLimit: ByteCount?

    /// Creates a judgement.
    public init(
        _ status: CheckStatus,
        _ finding: Finding,
        attempts: Int? = nil,
        nextLimit: ByteCount? = nil
    ) {
        self.status = status
        self.finding = finding
        self.attempts = attempts
        self.nextLimit = nextLimit
    }
}
