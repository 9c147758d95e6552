public import Remoting
public import RoomModel
import Synchronization

/// A room that exists only as a script: what each PC answers, how late, and when it drops.
public final class ScriptedConnector: Connector {
    /// One PC's script.
    public struct PC: Sendable {
        /// What the server calls itself.
        public var serverIdentification: String
        /// Why it cannot be reached, if so.
        public var refusal: TransportError?
        /// Whether it is on when somebody wants to connect.
        public var isOn: @Sendable () -> Bool = { true }
        /// How long connecting takes.
        public var connectDelay: Duration
        /// What it answers to a command.
        public var answer: @Sendable (CommandRequest) -> ScriptedAnswer
        /// Whether a command reads the input streamed to it; one that does not has ended before.
        public var readsInput: @Sendable (CommandRequest) -> Bool
        /// How long each piece of an input that is streamed to a command is on its way.
        public var inputPace = Duration.zero
        /// What its `sudo` does with a command that is to run as another account.
        public var sudo: ScriptedSudo

        /// Creates a PC.
        ///
        /// - Parameters:
        ///   - serverIdentification: What the server calls itself.
        ///   - refusal: Why it cannot be reached, if so.
        ///   - connectDelay: How long connecting takes.
        ///   - sudo: What its `sudo` does (default: asks nothing).
        ///   - answer: What it answers to a command (default: exit code 0 and no output).
        ///   - readsInput: Whether a command reads the input streamed to it (default: it does); `answer` gets it behind
        ///     the request's own.
        public init(
            serverIdentification: String = "OpenSSH_9.2p1 Debian-2",
            refusal: TransportError? = nil,
            connectDelay: Duration = .zero,
            sudo: ScriptedSudo = .asksNothing,
            answer: @escaping @Sendable (CommandRequest) -> ScriptedAnswer = { _ in .result(code: 0) },
            readsInput: @escaping @Sendable (CommandRequest) -> Bool = { _ in true }
        ) {
            self.serverIdentification = serverIdentification
            self.refusal = refusal
            self.connectDelay = connectDelay
            self.sudo = sudo
            self.readsInput = readsInput
            self.answer = answer
        }
    }

    private let pcs: [HostName: PC]
    private let clock: any Clock<Duration>
    private let log = Mutex<[HostName: [CommandRequest]]>([:])
    private let open = Mutex(0)

    /// Creates a room.
    ///
    /// - Parameters:
    ///   - pcs: The scripts; a PC without one, or that is off, does not answer on TCP.
    ///   - clock: What delays and deadlines are measured on.
    public init(_ pcs: [HostName: PC], clock: any Clock<Duration> = ManualClock()) {
        self.pcs = pcs
        self.clock = clock
    }

    /// The commands a PC was given, in order.
    public func requests(to host: HostName) -> [CommandRequest] { log.withLock { $0[host] ?? [] } }

    /// How many connections nobody has closed yet.
    public var openConnections: Int { open.withLock(\.self) }

    /// Anywhere.
    public func nextExecutor() -> (any TaskExecutor)? { nil }

    /// The system's clock: a test that wants another hands it to the run.
    public var deadlineClock: any Clock<Duration> { ContinuousClock() }

    /// Plays the PC's part.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - observe: Told each phase.
    /// - Returns: A scripted connection.
    /// - Throws: The script's refusal; `.connectTimedOut` without a script, or where it is off; `.cancelled`.
    public func connect(
        to host: Host,
        observe: @escaping @Sendable (HostPhase) -> Void
    ) async throws(TransportError) -> any Connection {
        observe(.connecting)
        guard let pc = pcs[host.name], pc.isOn() else {
            throw TransportError(.connectTimedOut, in: .connecting, "\(host.name): nothing answered")
        }
        do {
            try await clock.sleep(for: pc.connectDelay)
        } catch {
            throw TransportError(.cancelled, in: .connecting, "\(host.name): the run was stopped")
        }
        if let refusal = pc.refusal { throw refusal }
        observe(.login)
        open.withLock { $0 += 1 }
        return ScriptedConnection(host: host.name, pc: pc, clock: clock) { event in
            switch event {
            case .request(let request): self.log.withLock { $0[host.name, default: []].append(request) }
            case .closed: self.open.withLock { $0 -= 1 }
            }
        }
    }
}

/// What the `sudo` of a scripted PC does.
public enum ScriptedSudo: Sendable {
    /// Runs the command at once.
    case asksNothing
    /// Wants this password.
    case asks(Secret)
    /// Runs nothing, for this reason.
    case refuses(TransportError.Code)
}

/// What a scripted PC answers.
public struct ScriptedAnswer: Sendable {
    /// What it leads to; nil: nothing, until the deadline.
    public let outcome: Result<CommandResult, TransportError>?
    /// How late it comes.
    public let delay: Duration

    /// A command that ended.
    ///
    /// - Parameters:
    ///   - code: Its exit code; nil: its end was not seen.
    ///   - output: What it printed.
    ///   - error: What it printed to stderr.
    ///   - delay: How late the end comes.
    /// - Returns: The answer.
    public static func result(
        code: Int?,
        output: String = "",
        error: String = "",
        after delay: Duration = .zero
    ) -> ScriptedAnswer {
        let result = CommandResult(
            exit: code.map(CommandExit.code) ?? .unknown,
            standardOutput: CapturedOutput(head: Array(output.utf8)),
            standardError: CapturedOutput(head: Array(error.utf8)),
            took: delay
        )
        return ScriptedAnswer(outcome: .success(result), delay: delay)
    }

    /// A command that ended like this.
    public static func result(_ result: CommandResult, after delay: Duration = .zero) -> ScriptedAnswer {
        ScriptedAnswer(outcome: .success(result), delay: delay)
    }

    /// The PC goes away meanwhile.
    public static func lost(after delay: Duration = .zero) -> ScriptedAnswer {
        let error = TransportError(.connectionLost, in: .running, "the connection ended")
        return ScriptedAnswer(outcome: .failure(error), delay: delay)
    }

    /// The transport says what went wrong.
    public static func failing(_ error: TransportError, after delay: Duration = .zero) -> ScriptedAnswer {
        ScriptedAnswer(outcome: .failure(error), delay: delay)
    }

    /// Nothing comes.
    public static let silence = ScriptedAnswer(outcome: nil, delay: .zero)
}
