import Facts
import Playbooks
import Provisioning
import Remoting
import RoomModel

/// The work on one PC, from the first measuring to the proof.
///
/// Once a step works it is never cut short, only while it still sends: whoever wants to stop gives the signal, which is
/// looked at between steps.
struct HostInstallation: Sendable {
    let target: InstallationPlan.Target
    let connector: any Connector
    let settings: InstallationSettings
    let clock: any Clock<Duration>
    let now: @Sendable () -> Timestamp
    let stop: StopSignal
    let turnstile: Turnstile
    let log: InstallationLog

    var host: Host { target.host }

    /// The steps that this run does.
    var steps: [PlannedStep] {
        target.steps.filter { !settings.skippedSteps.contains($0.name) }
    }

    /// Works on the PC; whatever goes wrong becomes its result.
    func run() async -> HostResult {
        if stop.isRequested { return await leave(.stopped) }
        if !settings.isPlanOnly, settings.isSession(now()) { return await leave(.inSession) }
        guard host.access != .none else {
            return await unreached(
                Unreached(state: .lookYourself, phase: .waiting, cause: "no-ssh-by-design")
            )
        }
        if !settings.isPlanOnly, let failure = await wakeIfAsked() { return await unreached(failure) }
        switch await reach() {
        case .reached(let connection, let measured):
            let result = await work(over: connection, measured)
            await connection.close()
            return result
        case .not(let unreached): return await self.unreached(unreached)
        case .stopped: return await leave(.stopped)
        }
    }

    /// Ends the work before it began.
    func leave(_ outcome: Settlement.Outcome) async -> HostResult {
        settings.isPlanOnly ? .planned : await settle(Settlement(outcome))
    }

    // MARK: Deciding

    private func work(over connection: any Connection, _ outcome: StepMeasurement.Outcome) async -> HostResult
    {
        let measured: StepMeasurement
        switch outcome {
        case .examOpen: return await settle(Settlement(.examOpen))
        case .unanswered(let unmeasured): return await unreached(Unreached(unmeasured))
        case .measured(let measurement): measured = measurement
        }
        guard measured.own.isComplete else { return await unreached(tooSlow) }
        let plans = measured.plans(steps)
        await log.record(host.name, .planned(plans))
        let next = plans.next(isIndependent: target.isIndependent)
        if next != nil, measured.own.isFrozen(on: host) {
            return await settle(Settlement(.refused, at: next?.step, refusal: StepRefusal(.frozen)))
        }
        if settings.isPlanOnly { return .planned }
        switch next?.plan {
        case nil, .nothing?, .notApplicable?:
            // An earlier try has changed it and could not prove it: that comes now, with the restart that was asked for.
            if log.touched.contains(host.name) { return await change(over: connection, measured) }
            await judge(measured.own, hostKey: connection.hostKeyFingerprint)
            return await settle(Settlement(.unchanged))
        case .refused(let refusal)?:
            return await settle(Settlement(.refused, at: next?.step, refusal: refusal))
        case .unknown(let reason)?: return await settle(Settlement(.unknown, at: next?.step, reason: reason))
        case .change?: return await change(over: connection, measured)
        }
    }

    /// Claims the PC, makes the changes, gives it up.
    private func change(over connection: any Connection, _ measured: StepMeasurement) async -> HostResult {
        let claim = Claim(settings.claimant, folder: host.variables["siaga_folder"]?.value.text)
        let place = ownConnection(connection)
        do throws(StepFailure) {
            switch try await claim.make(over: place, now: now()) {
            case .taken(let holder): return await settle(Settlement(.inUse, holder: holder))
            case .working(let process):
                let refusal = StepRefusal(.workRuns, "PID \(process)")
                return await settle(Settlement(.refused, refusal: refusal))
            case .hidden:
                return await settle(Settlement(.refused, refusal: StepRefusal(.noRight, "/proc (hidepid)")))
            case .lost: throw StepFailure(.lostClaim)
            case .ours: break
            }
        } catch {
            return await settle(Settlement(.failed, failure: error))
        }
        var changes = StepChain(
            installation: self,
            connection: connection,
            claim: claim,
            measured: measured,
            steps: steps
        )
        let settlement = await changes.run()
        // While something may still run the claim stays: it keeps others away, and the next run finds the work by it.
        if settlement.failure?.code != .mayStillRun {
            await claim.release(over: ownConnection(changes.connection), now: now())
        }
        await changes.closeOwnConnection()
        return await settle(settlement)
    }

    // MARK: What a chain of steps needs

    /// Measures steps anew, and the PC as a whole where `withChecks`.
    func remeasure(
        _ steps: [PlannedStep],
        over connection: any Connection,
        withChecks: Bool = false
    ) async throws(StepFailure) -> StepMeasurement {
        let outcome: StepMeasurement.Outcome
        do throws(TransportError) {
            outcome = try await measure(steps, over: connection, withChecks: withChecks)
        } catch {
            throw StepFailure(error)
        }
        switch outcome {
        case .examOpen: throw StepFailure(.examOpen)
        case .measured(let measured) where measured.own.isComplete: return measured
        case .measured, .unanswered: throw StepFailure(.endNotSeen)
        }
    }

    /// Throws where whoever started the run wants it to end, or a session of the timetable runs.
    func mayGoOn() throws(StepFailure) {
        if stop.isRequested { throw StepFailure(.stopped) }
        if settings.isSession(now()) { throw StepFailure(.inSession) }
    }

    /// Throws where the exam app runs on the PC, or may run, or a session of the timetable has begun.
    func look(over connection: any Connection) async throws(StepFailure) {
        if settings.isSession(now()) { throw StepFailure(.inSession) }
        do throws(TransportError) {
            let interlock = Interlock(
                examProcesses: target.examProcesses,
                deadline: HindranceWatch.answerLimit
            )
            switch try await interlock.state(over: connection, now: now) {
            case .clear, .notConfigured: return
            case .examOpen: break
            }
        } catch {
            throw StepFailure(error)
        }
        throw StepFailure(.examOpen)
    }

    /// The PC as an account.
    ///
    /// - Parameters:
    ///   - account: The account.
    ///   - base: The connection.
    ///   - watch: What is seen while a step is applied.
    /// - Returns: The context for a step.
    func context(
        as account: PlannedStep.Account?,
        over base: any Connection,
        _ watch: HindranceWatch = HindranceWatch()
    ) -> StepContext {
        let (now, stop, clock, log, host) = (now, stop, clock, log, host.name)
        let connection = connection(base, as: account)
        let hindrance = { @Sendable () -> StepFailure? in
            stop.isRequested ? StepFailure(.stopped) : watch.hindrance
        }
        return StepContext(
            connection: GatedConnection(base: connection, gate: watch.gate) { hindrance() != nil },
            now: now,
            recheck: { () async throws(StepFailure) -> Void in
                try mayGoOn()
                try await look(over: connection)
            },
            hindrance: hindrance,
            pause: { await stop.pause(for: $0, on: clock) },
            turn: turnstile.turn(unless: stop),
            sent: { log.board.apply($0, host, at: now()) }
        )
    }

    /// Judges the checks that decide behind the steps.
    func judge(_ readings: FactReadings, hostKey: String?) async {
        guard !target.checks.isEmpty else { return }
        await log.record(
            .measured(
                HostMeasurement(
                    host: host.name,
                    at: now(),
                    took: .zero,
                    isExamOpen: false,
                    results: target.checks.map { $0.judge(readings) },
                    hostKey: hostKey,
                    seesOnlyNames: readings.interlock == .noneByName
                )
            )
        )
    }

    // MARK: Results

    private func settle(_ settlement: Settlement) async -> HostResult {
        await log.record(host.name, .settled(settlement))
        return .settled(settlement)
    }

    private func unreached(_ unreached: Unreached) async -> HostResult {
        await log.record(.notReached(host.name, unreached, at: now()))
        return .unreached(unreached)
    }
}
