/// Something that happened to one PC in a run that changes PCs.
///
/// What is about to be done is an event before it is done: a controller that dies leaves no change without a trace.
public struct InstallationEvent: Hashable, Sendable {
    /// A step and what it would do.
    public struct PlannedStep: Hashable, Sendable {
        /// The step.
        public let step: StepName
        /// What it would do.
        public let plan: StepPlan
        /// Files that are where it works and that Siaga did not bring; nil: none.
        public let foreign: ForeignFiles?

        /// Creates the record.
        public init(step: StepName, plan: StepPlan, foreign: ForeignFiles? = nil) {
            self.step = step
            self.plan = plan
            self.foreign = foreign
        }
    }

    /// What happened.
    public enum Content: Hashable, Sendable {
        /// The PC was measured, and this is what each step would do.
        case planned([PlannedStep])
        /// A step begins to change the PC.
        case began(StepName)
        /// A step ended, proved unless there is a failure.
        case ended(StepName, StepFailure?)
        /// The PC is dealt with.
        case settled(Settlement)
    }

    /// The PC.
    public let host: HostName
    /// When.
    public let at: Timestamp
    /// What happened.
    public let content: Content

    /// Creates the event.
    public init(host: HostName, at: Timestamp, _ content: Content) {
        self.host = host
        self.at = at
        self.content = content
    }
}

/// What a run that changes PCs came to on one PC that was reached.
public struct Settlement: Hashable, Sendable, Codable {
    /// What it came to.
    public enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        /// Everything was as it should be; nothing was changed.
        case unchanged
        /// Everything is as it should be, and was not before.
        case changed
        /// A step did not come to a good end; later ones that need it were not begun.
        case failed
        /// A step would not change the PC; neither did later ones that need it.
        case refused
        /// What a step would do is not known; neither it nor later ones that need it were begun.
        case unknown
        /// The exam app runs, or may run.
        case examOpen = "exam-open"
        /// Another technician works on it.
        case inUse = "in-use"
        /// An exam session runs by the timetable.
        case inSession = "in-session"
        /// The run was stopped before this PC was done.
        case stopped
        /// Too many PCs had failed before its turn came.
        case notBegun = "not-begun"
    }

    /// What it came to.
    public let outcome: Outcome
    /// The step at which it came to that.
    public let step: StepName?
    /// What went wrong in that step.
    public let failure: StepFailure?
    /// Why that step would not change the PC.
    public let refusal: StepRefusal?
    /// Why it is not known what that step would do.
    public let reason: UnmeasuredReason?
    /// Who works on the PC.
    public let holder: ClaimHolder?

    /// Creates the record.
    public init(
        _ outcome: Outcome,
        at step: StepName? = nil,
        failure: StepFailure? = nil,
        refusal: StepRefusal? = nil,
        reason: UnmeasuredReason? = nil,
        holder: ClaimHolder? = nil
    ) {
        self.outcome = outcome
        self.step = step
        self.failure = failure
        self.refusal = refusal
        self.reason = reason
        self.holder = holder
    }

    /// What a step that broke off comes to: where nothing is wrong with the PC, it did not fail.
    ///
    /// - Parameters:
    ///   - failure: Why it broke off.
    ///   - step: The step; nil: what comes behind all of them.
    ///   - hasBegun: Whether it may have changed something.
    public init(_ failure: StepFailure, at step: StepName?, hasBegun: Bool) {
        let outcome: Outcome =
            switch failure.code {
            case .examOpen: .examOpen
            case .inSession: .inSession
            case .stopped: .stopped
            case .failed, .endNotSeen, .timedOut, .mayStillRun, .connection, .notProved, .notBack, .stillOn,
                .lostClaim, .refused:
                .failed
            }
        self.init(outcome, at: step, failure: hasBegun || outcome == .failed ? failure : nil)
    }

    /// Whether nothing was begun, so that the PC is as it was before.
    public var leavesAsItWas: Bool {
        switch outcome {
        case .examOpen, .inUse, .inSession, .stopped, .notBegun: failure == nil
        case .unchanged, .changed, .failed, .refused, .unknown: false
        }
    }

    /// Whether it is worth trying again soon, since nothing is wrong with the PC.
    public var mayPass: Bool {
        switch outcome {
        case .examOpen, .inUse, .inSession: true
        case .unchanged, .changed, .failed, .refused, .unknown, .stopped, .notBegun: false
        }
    }

    /// Whether the PC counts as one that failed.
    public var isFailure: Bool { outcome == .failed || outcome == .unknown }

    /// Whether everything is as the playbook wants it.
    public var isDone: Bool { outcome == .unchanged || outcome == .changed }
}
