public import Facts
public import RoomModel

/// One thing that must be so on a PC, and how it is made so: facts → plan → apply → the same facts again.
///
/// A step says nothing of how a PC is reached, of the interlock, of locks or of order: `Runs` does that.
public protocol Step: Sendable {
    /// What tells two steps of one kind apart for a person: a path, a unit, a package.
    var subject: String? { get }

    /// What must be measured to know what is to be done.
    var facts: [any Fact] { get }

    /// The longest that applying it may take (default 1 min).
    var limit: Duration { get }

    /// Whether the plan must be *nothing to do* behind it; a command that nobody can judge proves nothing (default true).
    var isProvable: Bool { get }

    /// What kind of work it is (default ``StepWork/apply``).
    var work: StepWork { get }

    /// Whether it is ended where the exam app is opened meanwhile; a half-done one must do no harm (default false).
    ///
    /// What people wrote themselves is: nobody knows how long it takes, or what it does to an exam.
    var endsForExam: Bool { get }

    /// What would be done on a PC: pure, no clock, no network, no files.
    ///
    /// - Parameter readings: What the probe measured.
    /// - Returns: The plan; *nothing to do* only with positive proof in `readings`.
    /// - Throws: ``Unmeasured`` where a fact has no value; the engine makes *unknown* of it.
    func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan

    /// Files that are where the step works and that Siaga did not bring (default: none).
    ///
    /// - Parameter readings: What the probe measured.
    /// - Returns: The files; nil where there are none, or nobody knows.
    func foreignFiles(_ readings: FactReadings) -> ForeignFiles?

    /// Makes it so; called only behind a plan of changes, with the interlock measured just before.
    ///
    /// - Parameters:
    ///   - readings: What the plan was made from.
    ///   - context: The PC.
    /// - Throws: ``StepFailure`` where it did not come to a good end.
    func apply(_ readings: FactReadings, in context: StepContext) async throws(StepFailure)
}

/// What kind of work a step is.
public enum StepWork: Hashable, Sendable {
    /// Something done over the connection.
    case apply
    /// Restart the PC, and go on when it is back within this time.
    case restart(within: Duration)
    /// Switch the PC off; nothing can follow.
    case powerOff
    /// Switch the PC on, before anything is measured on it.
    case wake(within: Duration)

    /// Whether the PC may be off before.
    public var isWaking: Bool { if case .wake = self { true } else { false } }
}

extension Step {
    /// Most kinds have one.
    public var subject: String? { nil }

    /// 1 minute.
    public var limit: Duration { .seconds(60) }

    /// Most steps are short, or leave damage behind where they are cut: half a package.
    public var endsForExam: Bool { false }

    /// Most steps prove themselves.
    public var isProvable: Bool { true }

    /// Something done over the connection.
    public var work: StepWork { .apply }

    /// Most steps work where there are none.
    public func foreignFiles(_ readings: FactReadings) -> ForeignFiles? { nil }
}
