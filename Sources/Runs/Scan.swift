import Checks
import Facts
import Playbooks
public import Remoting
public import RoomModel

/// A readiness scan: every PC an independent pipeline, connect → host key → login → one exec → judge.
///
/// Prints nothing and decides nothing about wording: what happened goes to an ``EventSink``.
public struct Scan: Sendable {
    private let plan: ScanPlan
    private let connector: any Connector
    private let settings: ScanSettings
    private let board: ProgressBoard
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let neighbour: @Sendable (Host) async -> NeighbourEvidence

    /// Creates a scan.
    ///
    /// - Parameters:
    ///   - plan: What to ask of whom.
    ///   - connector: How PCs are reached.
    ///   - settings: The limits.
    ///   - board: Where the live display looks.
    ///   - clock: A monotonic clock for deadlines (default: the connector's).
    ///   - now: The wall clock, for the record.
    ///   - neighbour: What the neighbour table says of a PC, whether it answered or not.
    public init(
        _ plan: ScanPlan,
        connector: any Connector,
        settings: ScanSettings = ScanSettings(),
        board: ProgressBoard = ProgressBoard(),
        clock: (any Clock<Duration>)? = nil,
        now: @escaping @Sendable () -> Timestamp,
        neighbour: @escaping @Sendable (Host) async -> NeighbourEvidence = { _ in .unknown }
    ) {
        self.plan = plan
        self.connector = connector
        self.settings = settings
        self.board = board
        self.clock = clock ?? connector.deadlineClock
        self.now = now
        self.neighbour = neighbour
    }

    /// Asks every PC of the plan; cancellation ends it early with a result for each.
    ///
    /// - Parameters:
    ///   - run: The run's name.
    ///   - controller: What the controller found about itself; where it blocks the run, nobody is contacted.
    ///   - session: The session of the exam that it is made for (default: none).
    ///   - sink: Takes the events.
    /// - Returns: Why the run ended.
    public func run(
        _ run: String,
        controller: ControllerFindings? = nil,
        session: SessionKey? = nil,
        into sink: any EventSink
    ) async -> RunEnd.Reason {
        let start = plan.start(run: run, session: session, at: now())
        board.begin(start)
        await sink.record(.started(start))
        if let controller { await sink.record(.controllerChecked(controller)) }
        let reason: RunEnd.Reason
        if controller?.blocksRun == true {
            reason = .controllerBlocked
        } else {
            let finished: Void? = await within(settings.runDeadline, of: clock) {
                await forEach(plan.targets, width: settings.width, executor: connector.nextExecutor) {
                    target in
                    let event = await ask(target)
                    board.apply(event)
                    await sink.record(event)
                }
            }
            reason = Task.isCancelled ? .interrupted : finished == nil ? .deadline : .completed
        }
        await sink.record(.ended(RunEnd(reason: reason, at: now())))
        return reason
    }

    /// Asks one PC; whatever goes wrong becomes that PC's event.
    private func ask(_ target: ScanPlan.Target) async -> RunEvent {
        let host = target.host
        guard host.access != .none else {
            let unreached = Unreached(state: .lookYourself, phase: .waiting, cause: "no-ssh-by-design")
            return .notReached(host.name, unreached, at: now())
        }
        let begin = now()
        let outcome = await within(settings.hostTimeout, of: clock) { await measure(target) }
        switch outcome {
        case .success(let answer):
            var card: String?
            if host.access == .ssh, host.jumps.isEmpty, case .answers(let seen) = await neighbour(host) {
                card = seen
            }
            return event(of: target, answer, since: begin, card: card)
        case .failure(let error):
            let isTold = [.connectTimedOut, .noRoute, .hostKeyChanged, .hungUp, .connectionLost]
                .contains(error.code)
            // Behind a jump host the same address may be another PC of this network.
            let evidence = isTold && host.jumps.isEmpty ? await neighbour(host) : .unknown
            return .notReached(
                host.name,
                Unreached(
                    error,
                    enrolledCard: host.mac,
                    neighbour: evidence,
                    unspoken: host.unspoken
                ),
                at: now()
            )
        case nil:
            return .notReached(
                host.name,
                tooSlow(board.phase(of: host.name), after: settings.hostTimeout),
                at: now()
            )
        }
    }

    /// What a PC that answered is found to be.
    private func event(
        of target: ScanPlan.Target,
        _ answer: Answer,
        since begin: Timestamp,
        card: String?
    ) -> RunEvent {
        let host = target.host
        switch answer.outcome {
        case .measured(let readings) where !readings.isComplete:
            return .notReached(host.name, tooSlow(.measuring, after: now().since(begin)), at: now())
        case .unanswered(let unmeasured): return .notReached(host.name, Unreached(unmeasured), at: now())
        case .examOpen, .measured: break
        }
        var results: [CheckResult]?
        var seesOnlyNames = false
        if case .measured(let readings) = answer.outcome {
            seesOnlyNames = readings.interlock == .noneByName
            results = target.checks.map { $0.judge(readings) }
        }
        let end = now()
        return .measured(
            HostMeasurement(
                host: host.name,
                at: end,
                took: max(.zero, end.since(begin)),
                isExamOpen: results == nil,
                results: results ?? [],
                hostKey: answer.hostKey,
                seesOnlyNames: seesOnlyNames,
                seenCard: card
            )
        )
    }

    /// A PC past a deadline; also one whose answer has no end line: what it still measures will never be known.
    private func tooSlow(_ phase: HostPhase, after elapsed: Duration) -> Unreached {
        Unreached(
            state: .tooSlow,
            phase: phase,
            cause: TransportError.Code.timedOut.rawValue,
            elapsed: elapsed
        )
    }

    /// Everything that is done on the PC: one connection, one exec.
    private func measure(_ target: ScanPlan.Target) async -> Result<Answer, TransportError> {
        let name = target.host.name
        guard !Task.isCancelled else { return .failure(.stopped(in: .waiting)) }
        do throws(TransportError) {
            let connection = try await connector.connect(to: target.host) { enter($0, name) }
            enter(.measuring, name)
            let probe = Probe(
                facts: target.checks.flatMap(\.facts),
                examProcesses: target.examProcesses,
                deadline: settings.probeTimeout
            )
            let outcome: Result<Answer, TransportError>
            do throws(TransportError) {
                outcome = .success(
                    Answer(
                        outcome: try await probe.measure(over: connection, now: now),
                        hostKey: connection.hostKeyFingerprint
                    )
                )
            } catch {
                outcome = .failure(error.whileMeasuring)
            }
            await connection.close()
            return outcome
        } catch {
            return .failure(error)
        }
    }

    private func enter(_ phase: HostPhase, _ host: HostName) {
        board.apply(.phase(host, phase, at: now()))
    }

    /// What a PC said, and the key by which it is known.
    private struct Answer: Sendable {
        let outcome: ProbeOutcome
        let hostKey: String?
    }
}

extension TransportError {
    /// The error of work that was stopped before it began.
    static func stopped(in phase: HostPhase) -> TransportError {
        TransportError(.cancelled, in: phase, "the run was stopped")
    }
}
