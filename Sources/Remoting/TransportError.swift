public import RoomModel

/// Why a PC could not be reached, or a command's result did not come back.
public struct TransportError: Error, Hashable, Sendable {
    /// What happened; to switch on.
    public typealias Code = UnreachedCause

    /// What happened.
    public let code: Code
    /// In which phase.
    public private(set) var phase: HostPhase
    /// One sentence for a technician, lower case, no full stop; names the PC, then the address; safe for a terminal.
    public let message: String
    /// What to do next, imperative.
    public let hint: String?
    /// How long the phase had taken.
    public let elapsed: Duration
    /// The keys in play, where the host key is the matter.
    public let hostKey: HostKeyEvidence?
    /// The jump host that the PC is behind, where that matters.
    public let jump: JumpEvidence?
    /// What the server, the PC or the file on record says of the matter itself; safe for a terminal.
    public let words: String?
    /// What is known of the work that was begun on the PC; nil where none was, or nobody there ends it.
    public private(set) var work: WorkState?

    /// Creates an error.
    public init(
        _ code: Code,
        in phase: HostPhase,
        _ message: String,
        hint: String? = nil,
        elapsed: Duration = .zero,
        hostKey: HostKeyEvidence? = nil,
        jump: JumpEvidence? = nil,
        words: String? = nil,
        work: WorkState? = nil
    ) {
        self.code = code
        self.phase = phase
        self.message = message
        self.hint = hint
        self.elapsed = elapsed
        self.hostKey = hostKey
        self.jump = jump
        self.words = words
        self.work = work
    }

    /// The same error of a command that was run to measure the PC.
    public var whileMeasuring: TransportError {
        guard phase == .running else { return self }
        var error = self
        error.phase = .measuring
        return error
    }

    /// The same error behind a command.
    ///
    /// - Parameter request: What was run.
    /// - Returns: Where it was work that may have begun and nothing is known of it: that it may still run.
    public func behind(_ request: CommandRequest) -> TransportError {
        guard request.work != nil, request.proof == .sentinel, work == nil, phase == .running,
            code != .channelRefused, code != .nothingRan
        else { return self }
        var error = self
        error.work = .mayRun
        return error
    }
}

/// The host key a server showed, and what is on file.
public struct HostKeyEvidence: Hashable, Sendable {
    /// The key's type: `ssh-ed25519`.
    public let type: String
    /// The key as it goes over the wire (RFC 4253 §6.6).
    public let blob: [UInt8]
    /// `SHA256:…` of the key shown.
    public let fingerprint: String
    /// `SHA256:…` of each key on file for this PC.
    public let trustedFingerprints: [String]
    /// Other PCs the shown key is filed under.
    public let belongsTo: [HostName]
    /// What the server calls itself, without `SSH-2.0-`; empty where that was not kept.
    public let identification: String
    /// Whether the key is marked `@revoked` for this PC.
    public let isRevoked: Bool

    /// Creates the record.
    public init(
        type: String,
        blob: [UInt8],
        fingerprint: String,
        trustedFingerprints: [String] = [],
        belongsTo: [HostName] = [],
        identification: String = "",
        isRevoked: Bool = false
    ) {
        self.type = type
        self.blob = blob
        self.fingerprint = fingerprint
        self.trustedFingerprints = trustedFingerprints
        self.belongsTo = belongsTo
        self.identification = identification
        self.isRevoked = isRevoked
    }
}
