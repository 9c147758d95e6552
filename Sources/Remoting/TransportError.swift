public import RoomModel

/// Why a PC could not be reached, or a command's result did not come back.
public struct TransportError: Error, Hashable, Sendable {
    /// What happened; to switch on.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The name has no address.
        case nameNotFound = "name-not-found"
        /// The name's look-up took too long.
        case nameTimedOut = "name-timed-out"
        /// No way to the network.
        case noRoute = "no-route"
        /// Nothing answered on TCP in time.
        case connectTimedOut = "connect-timed-out"
        /// The port is closed.
        case connectionRefused = "connection-refused"
        /// TCP was accepted, no identification came in time.
        case noIdentification = "no-identification"
        /// Something else than SSH 2 answers on the port.
        case notSSH = "not-ssh"
        /// The server turns connections away for now (MaxStartups, penalties).
        case busy
        /// No key exchange, cipher or MAC in common.
        case noCommonAlgorithm = "no-common-algorithm"
        /// The server broke the protocol, or bytes were damaged on the way.
        case protocolViolation = "protocol-violation"
        /// No key is on file for the PC.
        case hostKeyUnknown = "host-key-unknown"
        /// Another key is on file for the PC.
        case hostKeyChanged = "host-key-changed"
        /// The key is marked `@revoked`.
        case hostKeyRevoked = "host-key-revoked"
        /// Only key types this libssh2 cannot check are on file (RSA, certificate authorities).
        case hostKeyUnverifiable = "host-key-unverifiable"
        /// The line that names the PC in known_hosts cannot be read.
        case hostKeyLineDamaged = "host-key-line-damaged"
        /// The server refused every key and password offered.
        case authenticationRejected = "authentication-rejected"
        /// There is nothing to log in with.
        case noCredentials = "no-credentials"
        /// The key file cannot be used: missing, open to others, encrypted without passphrase, of a kind libssh2 lacks.
        case keyUnusable = "key-unusable"
        /// A phase took longer than its deadline.
        case timedOut = "timed-out"
        /// The connection ended in the middle.
        case connectionLost = "connection-lost"
        /// The server refused to open a channel, run the command or start SFTP.
        case channelRefused = "channel-refused"
        /// A file could not be written or read over SFTP.
        case fileRefused = "file-refused"
        /// A jump host on the way cannot be used: off, unknown, changed, or it lets nobody in.
        case jumpFailed = "jump-failed"
        /// A jump host forwards no connection to the PC.
        case jumpRefused = "jump-refused"
        /// `sudo` wants a password and there is none.
        case sudoNeedsPassword = "sudo-needs-password"
        /// `sudo` did not take the password, or the PC was not sent it because others had not.
        case sudoPasswordRefused = "sudo-password-refused"
        /// The PC has no `sudo`.
        case sudoMissing = "sudo-missing"
        /// The account may not use `sudo` for this.
        case sudoDenied = "sudo-denied"
        /// `sudo` works only on a terminal there (requiretty).
        case sudoNeedsTerminal = "sudo-needs-terminal"
        /// `sudo` said something else, or nothing.
        case sudoFailed = "sudo-failed"
        /// The run was stopped.
        case cancelled
        /// The controller itself is short of something: descriptors, memory, a program.
        case controllerExhausted = "controller-exhausted"
        /// A file of the controller itself could not be read or written while its bytes went to or from a PC.
        case controllerFile = "controller-file"
    }

    /// What happened.
    public let code: Code
    /// In which phase.
    public let phase: HostPhase
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
    /// The first bytes of what answered, where that is no SSH server; safe for a terminal, at most 80 characters.
    public let greeting: String?
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
        greeting: String? = nil,
        work: WorkState? = nil
    ) {
        self.code = code
        self.phase = phase
        self.message = message
        self.hint = hint
        self.elapsed = elapsed
        self.hostKey = hostKey
        self.jump = jump
        self.greeting = greeting
        self.work = work
    }

    /// The same error behind a command.
    ///
    /// - Parameter request: What was run.
    /// - Returns: Where it was work that may have begun and nothing is known of it: that it may still run.
    public func behind(_ request: CommandRequest) -> TransportError {
        guard request.work != nil, request.proof == .sentinel, work == nil, phase == .running,
            code != .channelRefused
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
