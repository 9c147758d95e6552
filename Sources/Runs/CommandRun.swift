import Facts
import Provisioning
public import Remoting
public import RoomModel

/// One command on many PCs: timetable and interlock first, then the command, each PC on its own.
///
/// A command that still runs when the exam begins is ended: nobody knows what it does to one.
public struct CommandRun: Sendable {
    /// What became of the command on one PC.
    public enum Outcome: Sendable {
        /// It ran; its exit code is a value.
        case finished(CommandResult)
        /// The exam app runs or may run there; nothing was done.
        case examOpen
        /// A session of the timetable runs; nothing was done.
        case inSession
        /// The exam began while the command ran, and ended it.
        case brokenOff(TransferOutcome.Hindrance)
        /// The PC was not reached, or the result did not come back.
        case notReached(Unreached)
    }

    private let line: String
    private let connector: any Connector
    private let settings: ScanSettings
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let isSession: @Sendable (Timestamp) -> Bool
    private let examProcesses: @Sendable (Host) -> [String]

    /// Creates a run.
    ///
    /// - Parameters:
    ///   - line: The text handed to each PC's shell.
    ///   - connector: How PCs are reached.
    ///   - settings: The limits; `hostTimeout` holds for connection, interlock and command together.
    ///   - clock: A monotonic clock (default: the connector's).
    ///   - now: The wall clock.
    ///   - isSession: Whether a session of the timetable runs at a moment (default: never).
    ///   - examProcesses: The exam app's process names on a PC.
    public init(
        line: String,
        connector: any Connector,
        settings: ScanSettings = ScanSettings(),
        clock: (any Clock<Duration>)? = nil,
        now: @escaping @Sendable () -> Timestamp,
        isSession: @escaping @Sendable (Timestamp) -> Bool = { _ in false },
        examProcesses: @escaping @Sendable (Host) -> [String]
    ) {
        self.line = line
        self.connector = connector
        self.settings = settings
        self.clock = clock ?? connector.deadlineClock
        self.now = now
        self.isSession = isSession
        self.examProcesses = examProcesses
    }

    /// Runs the command on `hosts`.
    ///
    /// - Parameters:
    ///   - hosts: The PCs.
    ///   - record: Told each PC's outcome as it is known.
    public func run(
        on hosts: [Host],
        record: @escaping @Sendable (HostName, Outcome) async -> Void
    ) async {
        await forEach(hosts, width: settings.width, executor: connector.nextExecutor) { host in
            let outcome: Outcome? = await within(settings.hostTimeout, of: clock) {
                await self.outcome(on: host)
            }
            await record(host.name, outcome ?? tooSlow)
        }
    }

    private var tooSlow: Outcome {
        .notReached(
            Unreached(
                state: .tooSlow,
                phase: .running,
                cause: TransportError.Code.timedOut.rawValue,
                elapsed: settings.hostTimeout
            )
        )
    }

    private func outcome(on host: Host) async -> Outcome {
        guard host.access != .none else {
            return .notReached(Unreached(state: .lookYourself, phase: .waiting, cause: "no-ssh-by-design"))
        }
        guard !Task.isCancelled else { return .notReached(Unreached(.stopped(in: .waiting))) }
        guard !isSession(now()) else { return .inSession }
        do throws(TransportError) {
            let connection = try await connector.connect(to: host) { _ in }
            let outcome: Outcome
            do throws(TransportError) {
                outcome = try await self.outcome(over: connection, on: host)
            } catch {
                outcome = .notReached(Unreached(error))
            }
            await connection.close()
            return outcome
        } catch {
            return .notReached(Unreached(error))
        }
    }

    private func outcome(
        over connection: any Connection,
        on host: Host
    ) async throws(TransportError) -> Outcome {
        switch try await hindrance(over: connection, host) {
        case .examOpen: return .examOpen
        case .inSession: return .inSession
        case nil: return try await run(over: connection, on: host)
        }
    }

    /// What forbids to touch a PC; nil: nothing does.
    private func hindrance(
        over connection: any Connection,
        _ host: Host
    ) async throws(TransportError) -> TransferOutcome.Hindrance? {
        if isSession(now()) { return .inSession }
        let interlock = Interlock(
            examProcesses: examProcesses(host),
            deadline: HindranceWatch.answerLimit
        )
        if case .examOpen = try await interlock.state(over: connection, now: now) { return .examOpen }
        return nil
    }

    /// Runs the command until it ends, or the exam begins.
    private func run(
        over connection: any Connection,
        on host: Host
    ) async throws(TransportError) -> Outcome {
        let request = CommandRequest(
            line: line,
            deadline: settings.hostTimeout,
            proof: connection.platform == .posix ? .sentinel : .exitStatus
        )
        let watch = HindranceWatch()
        let result = await watch.unlessFound(on: clock) { () async throws(StepFailure) -> Void in
            try await look(over: connection, host)
        } _: { () async -> Result<CommandResult, TransportError> in
            do throws(TransportError) {
                return .success(try await connection.run(request))
            } catch {
                return .failure(error)
            }
        }
        if let result { return .finished(try result.get()) }
        switch watch.hindrance?.code {
        case .inSession: return .brokenOff(.inSession)
        case .connection:
            throw TransportError(
                .connectionLost,
                in: .running,
                "\(host.name): it did not say any more whether the exam app runs, so the command was ended"
            )
        default: return .brokenOff(.examOpen)
        }
    }

    /// Throws where the exam has begun, or the PC does not say.
    private func look(over connection: any Connection, _ host: Host) async throws(StepFailure) {
        let found: TransferOutcome.Hindrance?
        do throws(TransportError) {
            found = try await hindrance(over: connection, host)
        } catch {
            throw StepFailure(error)
        }
        switch found {
        case .examOpen: throw StepFailure(.examOpen)
        case .inSession: throw StepFailure(.inSession)
        case nil: return
        }
    }
}
