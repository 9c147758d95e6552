public import RoomModel

/// How the end of a command is proved; an exit status of 0 alone is what libssh2 says when none arrived.
public enum CompletionProof: Hashable, Sendable {
    /// The line is wrapped so that it prints a nonce and its exit code last (POSIX only).
    case sentinel
    /// The command prints a line on stdout that begins with this text; reading stops behind that line.
    case line(prefix: String)
    /// The server's exit-status message (RFC 4254 §6.10) is taken as it is, *unknown* when none came.
    case exitStatus
}

/// One command to run on a PC.
public struct CommandRequest: Hashable, Sendable {
    /// The text handed to the PC's login shell.
    public var line: String
    /// What the command reads; closed behind the last byte.
    public var standardInput: [UInt8]
    /// The most bytes kept of each output stream; half from the head, half from the tail.
    public var outputLimit: Int
    /// The whole time the command may take.
    public var deadline: Duration
    /// How its end is proved.
    public var proof: CompletionProof
    /// Whom it runs as by way of `sudo` (POSIX only); nil: the login account.
    public var privilege: Privilege?
    /// What the PC itself ends past the deadline, and when the connection is lost (POSIX, proved by a sentinel); nil: a
    /// command that nobody waits for any more runs on.
    public var work: WorkMark?

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - line: The text handed to the PC's login shell.
    ///   - standardInput: What the command reads (default: nothing).
    ///   - outputLimit: Bytes kept of each stream (default 1 MiB).
    ///   - deadline: The whole time the command may take (default 30 s).
    ///   - proof: How its end is proved (default: sentinel).
    ///   - privilege: Whom it runs as by way of `sudo` (default: the login account).
    ///   - work: What the PC ends by itself once nobody waits for it (default: nothing).
    public init(
        line: String,
        standardInput: [UInt8] = [],
        outputLimit: Int = 1 << 20,
        deadline: Duration = .seconds(30),
        proof: CompletionProof = .sentinel,
        privilege: Privilege? = nil,
        work: WorkMark? = nil
    ) {
        self.line = line
        self.standardInput = standardInput
        self.outputLimit = outputLimit
        self.deadline = deadline
        self.proof = proof
        self.privilege = privilege
        self.work = work
    }

    /// Whether what is asked on another channel meanwhile would wait for its input: more than 64 KiB, half a second of 1 Mb/s.
    package var hasLongInput: Bool { standardInput.count > 64 << 10 }

    /// How long its end is waited for: a PC that ends it at the deadline says so a little later.
    public var longestWait: Duration {
        work == nil || proof != .sentinel ? deadline : deadline + GuardedCommand.patience
    }
}
