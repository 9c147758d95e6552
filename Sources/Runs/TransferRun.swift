import Facts
public import Remoting
public import RoomModel
public import Transfers

/// Files to or from many PCs: interlock first, then the files, each PC on its own.
public struct TransferRun: Sendable {
    /// How often a PC that is lost on the way is tried again; what arrived is not sent again.
    private static let retries = 2

    private let transfer: any FileTransfer
    private let connector: any Connector
    private let limits: TransferLimits
    private let width: Int
    private let board: TransferBoard
    private let stop: StopSignal
    private let now: @Sendable () -> Timestamp
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
    ///   - now: The wall clock.
    ///   - examProcesses: The exam app's process names on a PC.
    public init(
        _ transfer: any FileTransfer,
        connector: any Connector,
        limits: TransferLimits = TransferLimits(),
        width: Int = 8,
        board: TransferBoard,
        stop: StopSignal,
        now: @escaping @Sendable () -> Timestamp,
        examProcesses: @escaping @Sendable (Host) -> [String]
    ) {
        self.transfer = transfer
        self.connector = connector
        self.limits = limits
        self.width = width
        self.board = board
        self.stop = stop
        self.now = now
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
            board.set(.checking, host.name)
            do throws(TransportError) {
                return try await attempt(on: host)
            } catch {
                // A PC that cannot be reached at all stays so for the next seconds; one that was lost may be back.
                guard error.code == .connectionLost, error.phase == .running, retries > 0, !stop.isRequested
                else {
                    return error.code == .cancelled
                        ? .stopped(TransferTally()) : .notReached(Unreached(error))
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
        let interlock = Interlock(examProcesses: examProcesses(host))
        if case .examOpen = try await interlock.state(over: connection, now: now) { return .examOpen }
        return try await transfer.move(
            over: connection,
            host: host.name,
            limits: limits,
            meter: TransferMeter(host.name, on: board),
            stop: stop
        )
    }
}

extension TransferOutcome {
    /// Whether every file is in its place.
    fileprivate var isWhole: Bool {
        if case .complete = self { true } else { false }
    }
}
