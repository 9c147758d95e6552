import Facts
import Provisioning
public import Remoting
public import RoomModel
import Synchronization

/// One command on many PCs: timetable and interlock first, then the command, each PC on its own.
///
/// A command that still runs when the exam begins is ended: nobody knows what it does to one.
public struct CommandRun: Sendable {
    /// What became of the command on one PC.
    public enum Outcome: Sendable {
        /// It ran; its exit code is a value.
        case finished(CommandResult)
        /// It took longer than it may, and the PC has ended it; nothing of it is left.
        case ended(after: Duration)
        /// Its end was not seen, and it may still run there; why it was not.
        case mayStillRun(Unreached)
        /// The exam app runs or may run there; nothing was done.
        case examOpen
        /// A session of the timetable runs; nothing was done.
        case inSession
        /// The exam began while the command ran, and ended it.
        case brokenOff(TransferOutcome.Hindrance)
        /// The exam began while the command ran, and nothing on the PC ends it: it may still run there.
        case leftRunning(TransferOutcome.Hindrance)
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
    ///   - settings: The limits; `hostTimeout` holds for connection, interlock and command together. What the PC ends then
    ///     is waited for a little longer.
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
            let outcome = await self.outcome(on: host)
            await record(host.name, outcome)
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

    /// Reaches the PC and looks for an exam, in the PC's time; then runs the command in what is left of it.
    private func outcome(on host: Host) async -> Outcome {
        let took = stopwatch(on: clock)
        let held = Mutex<(any Connection)?>(nil)
        let hindrance: Outcome?? = await within(settings.hostTimeout, of: clock) {
            await self.hindrance(on: host) { connection in held.withLock { $0 = connection } }
        }
        let connection = held.withLock(\.self)
        let outcome: Outcome
        switch (hindrance, connection) {
        case (nil, _): outcome = tooSlow
        case (let hindrance??, _): outcome = hindrance
        case (.some(nil), let connection?):
            outcome = await run(over: connection, on: host, within: settings.hostTimeout - took())
        case (.some(nil), nil): outcome = tooSlow
        }
        await connection?.close()
        return outcome
    }

    /// Reaches a PC and looks for an exam.
    ///
    /// - Parameters:
    ///   - host: The PC.
    ///   - hold: Given the connection, which whoever takes it closes.
    /// - Returns: What keeps the command from being run; nil: nothing.
    private func hindrance(
        on host: Host,
        _ hold: @Sendable (any Connection) -> Void
    ) async -> Outcome? {
        guard host.access != .none else {
            return .notReached(Unreached(state: .lookYourself, phase: .waiting, cause: "no-ssh-by-design"))
        }
        guard !Task.isCancelled else { return .notReached(Unreached(.stopped(in: .waiting))) }
        guard !isSession(now()) else { return .inSession }
        do throws(TransportError) {
            let connection = try await connector.connect(to: host) { _ in }
            hold(connection)
            switch try await hindrance(over: connection, host) {
            case .examOpen: return .examOpen
            case .inSession: return .inSession
            case nil: return nil
            }
        } catch {
            return .notReached(Unreached(error, unspoken: host.unspoken))
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
    private func run(over connection: any Connection, on host: Host, within limit: Duration) async -> Outcome
    {
        let isPosix = connection.platform == .posix
        let request = CommandRequest(
            line: line,
            deadline: max(.seconds(1), limit),
            proof: isPosix ? .sentinel : .exitStatus,
            work: isPosix ? .command : nil
        )
        let watch = HindranceWatch()
        let outcome: Outcome? = await watch.unlessFound(on: clock) { () async throws(StepFailure) -> Void in
            try await look(over: connection, host)
        } _: {
            do throws(TransportError) {
                let result = try await connection.run(request)
                guard result.hasBegun else { throw TransportError(nothingRan: result) }
                return .finished(result)
            } catch {
                return unfinished(error, host)
            }
        }
        if let outcome { return outcome }
        // Only a shell of ours ends its command when nobody waits for it any more.
        switch watch.hindrance?.code {
        case .inSession: return isPosix ? .brokenOff(.inSession) : .leftRunning(.inSession)
        case .connection:
            return unfinished(
                watch.unanswered(
                    by: host,
                    "the command was ended",
                    work: request.work == nil ? nil : .mayRun
                ),
                host
            )
        default: return isPosix ? .brokenOff(.examOpen) : .leftRunning(.examOpen)
        }
    }

    /// What a command is called whose end was not seen.
    private func unfinished(_ error: TransportError, _ host: Host) -> Outcome {
        let unreached = Unreached(error, unspoken: host.unspoken)
        return switch error.work {
        case .mayRun: .mayStillRun(unreached)
        case .ended where error.code == .timedOut: .ended(after: error.elapsed)
        case nil where error.code == .timedOut && error.phase == .running: tooSlow
        case .ended, nil: .notReached(unreached)
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
