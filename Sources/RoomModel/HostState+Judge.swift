extension HostState {
    /// The state of a measured PC: the *first* of exam open, fix, not complete, ready with note, ready that holds.
    ///
    /// - Parameters:
    ///   - isExamOpen: Whether the exam app runs, or may run.
    ///   - results: The judged checks.
    /// - Returns: `ready` or `readyWithNote` only if at least one check was measured and met, and none that must be
    ///   known is missing.
    public static func judge(isExamOpen: Bool, results: [CheckResult]) -> HostState {
        if isExamOpen { return .examOpen }
        if results.contains(where: \.isBroken) { return .fix }
        if results.contains(where: \.leavesPCIncomplete) || !results.contains(where: \.isProof) {
            return .notComplete
        }
        return results.contains(where: \.isNote) ? .readyWithNote : .ready
    }

    /// Whether a PC in this state can be used, by what was seen of it in its own run.
    public var isReady: Bool {
        switch self {
        case .ready, .readyWithNote, .seenOK: true
        case .fix, .notComplete, .examOpen, .offOrCable, .firewall, .noSSH, .otherPC, .pcChanged, .newPC,
            .noAccess, .tooSlow, .inUse, .lookYourself, .notChecked:
            false
        }
    }

    /// Whether a PC in this state was measured, so that the state says something of the PC itself.
    public var isMeasured: Bool {
        switch self {
        case .ready, .readyWithNote, .seenOK, .fix: true
        case .notComplete, .examOpen, .offOrCable, .firewall, .noSSH, .otherPC, .pcChanged, .newPC, .noAccess,
            .tooSlow, .inUse, .lookYourself, .notChecked:
            false
        }
    }
}

extension CheckResult {
    /// Measured and below the hard limit of a check that may stop a PC.
    public var isBroken: Bool { status == .fail && severity == .fail }

    /// Has no result, and the PC cannot be called ready without it.
    public var leavesPCIncomplete: Bool { status == .unknown && severity == .fail && isMissed }

    /// Does not stop the PC, and should be known: a softer limit is not met, or a softer check has no result.
    public var isNote: Bool {
        switch status {
        case .warn: true
        case .fail: severity == .warn
        case .unknown: severity == .warn && isMissed
        case .pass, .notApplicable, .waived: false
        }
    }

    /// Nobody can measure it on this PC, so a person looks.
    public var needsALook: Bool { status == .unknown && !isMissed }

    /// Whether the PC lacks something without this result.
    ///
    /// What may be missing (`required: false`) is what cannot be measured there. An answer that was lost is not excused: it
    /// may be the one that says what is wrong, and the next scan has it.
    private var isMissed: Bool { isRequired || finding == .notMeasured(.notReported) }

    /// Measured, and good enough: what a ready PC needs at least one of.
    var isProof: Bool { status == .pass || status == .warn }
}
