import Facts
public import Remoting
public import RoomModel

/// One command on many PCs: interlock first, then the command, each PC on its own.
public struct CommandRun: Sendable {
    /// What became of the command on one PC.
    public enum Outcome: Sendable {
        /// It ran; its exit code is a value.
        case finished(CommandResult)
        /// The exam app runs or may run there; nothing was done.
        case examOpen
        /// The PC was not reached, or the result did not come back.
        case notReached(Unreached)
    }

    private let line: String
    private let connector: any Connector
    private let settings: ScanSettings
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let examProcesses: @Sendable (Host) -> [String]

    /// Creates a run.
    ///
    /// - Parameters:
    ///   - line: The text handed to each PC's shell.
    ///   - connector: How PCs are reached.
    ///   - settings: The limits; `hostTimeout` holds for connection, interlock and command together.
    ///   - clock: A monotonic clock (default: the connector's).
    ///   - now: The wall clock.
    ///   - examProcesses: The exam app's process names on a PC.
    public init(
        line: String,
        connector: any Connector,
        settings: ScanSettings = ScanSettings(),
        clock: (any Clock<Duration>)? = nil,
        now: @escaping @Sendable () -> Timestamp,
        examProcesses: @escaping @Sendable (Host) -> [String]
    ) {
        self.line = line
        self.connector = connector
        self.settings = settings
        self.clock = clock ?? connector.deadlineClock
        self.now = now
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
        let interlock = Interlock(examProcesses: examProcesses(host))
        if case .examOpen = try await interlock.state(over: connection, now: now) { return .examOpen }
        let request = CommandRequest(
            line: line,
            deadline: settings.hostTimeout,
            proof: connection.platform == .posix ? .sentinel : .exitStatus
        )
        return .finished(try await connection.run(request))
    }
}
