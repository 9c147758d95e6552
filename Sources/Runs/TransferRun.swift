import Facts
import Provisioning
public import Remoting
public import RoomModel
public import Transfers

/// Files to or from many PCs: interlock first, then the files, each PC on its own.
///
/// What writes on PCs heeds the timetable and what a restart throws away too, and breaks off when the exam begins.
public struct TransferRun: Sendable {
    /// How often a PC that is lost on the way is tried again; what arrived is not sent again.
    private static let retries = 2

    private let transfer: any FileTransfer
    private let connector: any Connector
    private let limits: TransferLimits
    private let width: Int
    private let board: TransferBoard
    private let stop: StopSignal
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let isSession: @Sendable (Timestamp) -> Bool
    private let examProcesses: @Sendable (Host) -> [String]

    /// Creates a run.
    ///
    /// - Parameters:
    ///   - transfer: What is moved.
    ///   - connector: How PCs are reached.
    ///   - limits: How long one PC may take.
    ///   - width: How many PCs at once (default 8: a line that eight share is full, and each of them is done sooner).
    ///   - board: Told what each PC is doing.
    ///   - stop: Asks to end behind the files under way.
    ///   - clock: A monotonic clock (default: the connector's).
    ///   - now: The wall clock.
    ///   - isSession: Whether a session of the timetable runs at a moment (default: never).
    ///   - examProcesses: The exam app's process names on a PC.
    public init(
        _ transfer: any FileTransfer,
        connector: any Connector,
        limits: TransferLimits = TransferLimits(),
        width: Int = 8,
        board: TransferBoard,
        stop: StopSignal,
        clock: (any Clock<Duration>)? = nil,
        now: @escaping @Sendable () -> Timestamp,
        isSession: @escaping @Sendable (Timestamp) -> Bool = { _ in false },
        examProcesses: @escaping @Sendable (Host) -> [String]
    ) {
        self.transfer = transfer
        self.connector = connector
        self.limits = limits
        self.width = width
        self.board = board
        self.stop = stop
        self.clock = clock ?? connector.deadlineClock
        self.now = now
        self.isSession = isSession
        self.examProcesses = examProcesses
    }

    /// Moves the files for `hosts`.
    ///
    /// - Parameters:
    ///   - hosts: The PCs.
    ///   - record: Told each PC's outcome as it is known.
    public func run(
        on hosts: [Host],
        record: @escaping @Sendable (HostName, TransferOutcome) async -> Void
    ) async {
        await forEach(hosts, width: width, executor: connector.nextExecutor) { host in
            let outcome = await outcome(on: host)
            board.set(.ended(isWhole: outcome.isWhole), host.name)
            await record(host.name, outcome)
        }
    }

    private func outcome(on host: Host) async -> TransferOutcome {
        guard host.access != .none else {
            let unreached = Unreached(state: .lookYourself, phase: .waiting, cause: "no-ssh-by-design")
            return .notReached(unreached)
        }
        var retries = Self.retries
        while true {
            guard !Task.isCancelled, !stop.isRequested else { return .stopped(TransferTally()) }
            if transfer.changesPC, isSession(now()) {
                return retries == Self.retries ? .inSession : .brokenOff(.inSession)
            }
            board.set(.checking, host.name)
            do throws(TransportError) {
                let outcome = try await attempt(on: host)
                // What was lost on the way may have put files there.
                return outcome == .examOpen && retries < Self.retries && transfer.changesPC
                    ? .brokenOff(.examOpen) : outcome
            } catch {
                // A PC that cannot be reached at all stays so for the next seconds; one that was lost may be back.
                guard error.code.endsConnection, error.phase == .running, retries > 0, !stop.isRequested
                else {
                    return error.code == .cancelled
                        ? .stopped(TransferTally()) : .notReached(Unreached(error, unspoken: host.unspoken))
                }
                retries -= 1
                board.set(.retrying, host.name)
            }
        }
    }

    private func attempt(on host: Host) async throws(TransportError) -> TransferOutcome {
        let connection = try await connector.connect(to: host) { _ in }
        do throws(TransportError) {
            let outcome = try await move(over: connection, host)
            await connection.close()
            return outcome
        } catch {
            await connection.close()
            throw error
        }
    }

    private func move(
        over connection: any Connection,
        _ host: Host
    ) async throws(TransportError) -> TransferOutcome {
        guard transfer.changesPC else {
            if try await isExamOpen(over: connection, host) { return .examOpen }
            return try await moveFiles(over: connection, host)
        }
        if let refused = try await refusal(over: connection, host) { return refused }
        return try await write(over: connection, host)
    }

    private func moveFiles(
        over connection: any Connection,
        _ host: Host
    ) async throws(TransportError) -> TransferOutcome {
        try await transfer.move(
            over: connection,
            host: host.name,
            limits: limits,
            meter: TransferMeter(host.name, on: board),
            stop: stop
        )
    }

    private func isExamOpen(
        over connection: any Connection,
        _ host: Host
    ) async throws(TransportError) -> Bool {
        let interlock = Interlock(
            examProcesses: examProcesses(host),
            deadline: HindranceWatch.answerLimit
        )
        if case .examOpen = try await interlock.state(over: connection, now: now) { return true }
        return false
    }

    /// Why nothing may be written on a PC, asked in one exec; nil: it may.
    private func refusal(
        over connection: any Connection,
        _ host: Host
    ) async throws(TransportError) -> TransferOutcome? {
        let interlock = ExamRunningFact(processes: examProcesses(host))
        // Nothing is written on a Windows PC yet, whatever it says.
        let facts: [any Fact] = connection.platform == .posix ? [FreezeFact()] : []
        let probe = Probe(facts: facts, examProcesses: interlock.processes)
        switch try await probe.measure(over: connection, now: now) {
        case .examOpen: return .examOpen
        case .unanswered(let unmeasured):
            // It may be open, unless it is the script host of Windows that has not run.
            let mayBeOpen = !interlock.processes.isEmpty && connection.platform == .posix
            return mayBeOpen ? .examOpen : .notReached(Unreached(unmeasured))
        case .measured(let readings) where !readings.isComplete:
            let cause = TransportError.Code.timedOut.rawValue
            return .notReached(Unreached(state: .tooSlow, phase: .measuring, cause: cause))
        case .measured(let readings): return readings.isFrozen(on: host) ? .refused(.frozen) : nil
        }
    }

    /// Moves the files, and breaks off when the exam app is opened or a session begins.
    private func write(
        over connection: any Connection,
        _ host: Host
    ) async throws(TransportError) -> TransferOutcome {
        let watch = HindranceWatch()
        let gated = GatedConnection(base: connection, gate: watch.gate)
        let result = await watch.unlessFound(on: clock) { () async throws(StepFailure) -> Void in
            try await look(over: connection, host)
        } _: { () async -> Result<TransferOutcome, TransportError> in
            do throws(TransportError) {
                return .success(try await moveFiles(over: gated, host))
            } catch {
                return .failure(error)
            }
        }
        if let result { return try result.get() }
        switch watch.hindrance?.code {
        case nil: return .stopped(TransferTally())
        case .inSession: return .brokenOff(.inSession)
        // As if the connection had been lost: the next one asks first.
        case .connection: throw watch.unanswered(by: host, "nothing more was sent")
        default: return .brokenOff(.examOpen)
        }
    }

    /// Throws where the exam has begun, or the PC does not say.
    private func look(over connection: any Connection, _ host: Host) async throws(StepFailure) {
        if isSession(now()) { throw StepFailure(.inSession) }
        let isOpen: Bool
        do throws(TransportError) {
            isOpen = try await isExamOpen(over: connection, host)
        } catch {
            throw StepFailure(error)
        }
        if isOpen { throw StepFailure(.examOpen) }
    }
}

extension TransferOutcome {
    /// Whether every file is in its place.
    fileprivate var isWhole: Bool {
        if case .complete = self { true } else { false }
    }
}
