/// Why a step did not come to a good end on a PC.
public struct StepFailure: Error, Hashable, Sendable, Codable {
    /// What happened.
    public enum Code: String, Hashable, Sendable, Codable, CaseIterable {
        /// What ran on the PC ended with an exit code that says so.
        case failed
        /// What ran on the PC did not say that it ended: it may or may not have been done.
        case endNotSeen = "end-not-seen"
        /// It took longer than it may; it was ended there, and nothing of it is left.
        case timedOut = "timed-out"
        /// It took longer than it may, or the connection broke off, and it may still run there; the cause says which.
        case mayStillRun = "may-still-run"
        /// The connection broke off; the cause says how.
        case connection
        /// It ended well, and the PC is still not as it should be.
        case notProved = "not-proved"
        /// The exam app was opened meanwhile; nothing more was changed.
        case examOpen = "exam-open"
        /// A session of the timetable began meanwhile; nothing more was changed.
        case inSession = "in-session"
        /// The PC did not come back after its restart.
        case notBack = "not-back"
        /// The PC still answers, although it was switched off.
        case stillOn = "still-on"
        /// The run was stopped while it waited, or sent.
        case stopped
        /// Another technician took the PC over.
        case lostClaim = "lost-claim"
        /// The next change was planned no longer, or another one than was shown.
        case refused
    }

    /// What happened.
    public let code: Code
    /// The exit code, where something ended with one.
    public let exitCode: Int?
    /// What it said last, short and safe for a terminal.
    public let said: String?
    /// Whether it said more than ``said``.
    public var isCut: Bool { cut ?? false }
    /// Nil where nothing is missing, so that records of old read as they did.
    private let cut: Bool?
    /// A stable code of what broke it off: `connection-lost`, `timed-out`.
    public let cause: String?
    /// Why the step would not go on, where that is the matter.
    public let refusal: StepRefusal?

    /// After how many seconds the PC ended it; nil where it did not have to, or did not say so.
    public let endedAfter: Int?

    /// Creates a failure.
    public init(
        _ code: Code,
        exitCode: Int? = nil,
        said: String? = nil,
        cause: String? = nil,
        refusal: StepRefusal? = nil,
        endedAfter: Int? = nil
    ) {
        self.code = code
        self.exitCode = exitCode
        let excerpt = said.flatMap { $0.isEmpty ? nil : $0.excerpt(limit: 160) }
        self.said = excerpt?.text
        cut = excerpt?.isCut == true ? true : nil
        self.cause = cause
        self.refusal = refusal
        self.endedAfter = endedAfter
    }
}
