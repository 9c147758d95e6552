/// The steps of talking to one PC, in order.
public enum HostPhase: String, Hashable, Sendable, Codable, CaseIterable {
    /// Waiting for its turn.
    case waiting
    /// Looking its name up.
    case resolving
    /// Waiting for TCP.
    case connecting
    /// Waiting for the server's identification.
    case identification
    /// Agreeing on keys and checking the host key.
    case keyExchange = "key-exchange"
    /// Logging in.
    case login
    /// Measuring.
    case measuring
    /// Running a command.
    case running
}

/// A PC that was not measured, with the evidence for why.
public struct Unreached: Hashable, Sendable, Codable {
    /// The state it puts the PC in.
    public let state: HostState
    /// The step that did not end well.
    public let phase: HostPhase
    /// A stable code of the cause: `connect-timed-out`, `host-key-changed`.
    public let cause: String
    /// How long the step had taken.
    public let elapsed: Duration
    /// The name of the other PC whose host key this one shows, where that is the cause.
    public let belongsTo: HostName?
    /// The trusted key's fingerprint (`SHA256:…`), where keys differ.
    public let trustedFingerprint: String?
    /// The offered key's fingerprint (`SHA256:…`), where keys differ or none is known.
    public let offeredFingerprint: String?
    /// Whether the network card seen at the address is the enrolled one; nil when that is not known.
    public let hasEnrolledCard: Bool?
    /// A short, safe detail for the technician: the server's first bytes, the list of methods it offers.
    public let detail: String?
    /// What the server, the PC or the file on record says of the matter itself; safe for a terminal.
    public let words: String?
    /// The jump host that the PC is behind, where that matters.
    public let jump: HostName?
    /// The code of what happened to the jump host itself; nil where it works and the PC behind it is the matter.
    public let jumpCause: String?

    /// Creates the record.
    public init(
        state: HostState,
        phase: HostPhase,
        cause: String,
        elapsed: Duration = .zero,
        belongsTo: HostName? = nil,
        trustedFingerprint: String? = nil,
        offeredFingerprint: String? = nil,
        hasEnrolledCard: Bool? = nil,
        detail: String? = nil,
        words: String? = nil,
        jump: HostName? = nil,
        jumpCause: String? = nil
    ) {
        self.state = state
        self.phase = phase
        self.cause = cause
        self.elapsed = elapsed
        self.belongsTo = belongsTo
        self.trustedFingerprint = trustedFingerprint
        self.offeredFingerprint = offeredFingerprint
        self.hasEnrolledCard = hasEnrolledCard
        self.detail = detail
        self.words = words
        self.jump = jump
        self.jumpCause = jumpCause
    }
}
