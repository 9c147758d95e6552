import Facts
import Playbooks
import Provisioning
import Remoting
import RoomModel

/// The changes on one PC, in order: each planned from a fresh measurement, guarded by the interlock, proved by the next.
struct StepChain {
    private let installation: HostInstallation
    private let claim: Claim
    private let steps: [PlannedStep]
    private var measured: StepMeasurement
    /// The connection; a restart brings a new one.
    private(set) var connection: any Connection
    private var ownsConnection = false
    /// When the PC said last that the claim is ours.
    private var heldSince: Timestamp

    /// The longest that a PC may take to go off: systemd gives what runs on it 90 s (`DefaultTimeoutStopSec`).
    private static let goingOff = Duration.seconds(120)

    private var settings: InstallationSettings { installation.settings }
    private var name: HostName { installation.target.host.name }

    /// Creates the chain.
    ///
    /// - Parameters:
    ///   - installation: The PC, and what is done there.
    ///   - connection: The connection to it.
    ///   - claim: The claim on it, made just now.
    ///   - measured: What the steps are planned by at first.
    ///   - steps: The steps, in order.
    init(
        installation: HostInstallation,
        connection: any Connection,
        claim: Claim,
        measured: StepMeasurement,
        steps: [PlannedStep]
    ) {
        self.installation = installation
        self.connection = connection
        self.claim = claim
        self.measured = measured
        self.steps = steps
        heldSince = installation.now()
    }

    /// Closes the connection that a restart brought.
    func closeOwnConnection() async {
        if ownsConnection { await connection.close() }
    }

    /// Goes through the steps; what went wrong ends it, unless the others do not need that step.
    mutating func run() async -> Settlement {
        var setback: Settlement?
        let isIndependent = installation.target.isIndependent
        for (index, step) in steps.enumerated() {
            let planned = measured.plan(step)
            if planned.isDone { continue }
            if let settlement = Settlement(planned, at: step.name) {
                guard isIndependent else { return settlement }
                setback = setback ?? settlement
                continue
            }
            do throws(StepFailure) {
                try installation.mayGoOn()
                try await hold()
                try await installation.context(as: step.account, over: connection).recheck()
            } catch {
                return Settlement(error, at: step.name, hasBegun: false)
            }
            installation.log.touched.insert(name)
            await installation.log.record(name, .began(step.name))
            installation.log.enter(.running, name)
            do throws(StepFailure) {
                try await apply(step)
                if step.step.work == .powerOff {
                    await installation.log.record(name, .ended(step.name, nil))
                    return Settlement(.changed)
                }
                try await prove(step, before: steps[(index + 1)...])
            } catch {
                await installation.log.record(name, .ended(step.name, error))
                let settlement = Settlement(error, at: step.name, hasBegun: true)
                guard isIndependent, error.code.concernsItsStepAlone else { return settlement }
                setback = setback ?? settlement
                continue
            }
            await installation.log.record(name, .ended(step.name, nil))
        }
        let end = await conclude()
        return end.outcome == .changed ? setback ?? end : end
    }

    /// Makes sure that the PC is still ours; a claim younger than ``Claim/renewal`` cannot have expired.
    private mutating func hold() async throws(StepFailure) {
        let now = installation.now()
        guard !(.zero..<Claim.renewal).contains(now.since(heldSince)) else { return }
        let answer = try await claim.renew(over: installation.ownConnection(connection), now: now)
        guard answer == .ours else { throw StepFailure(.lostClaim) }
        heldSince = now
    }

    /// Applies a step; meanwhile renews the claim, and looks whether the exam begins, which ends what is made for that.
    private mutating func apply(_ step: PlannedStep) async throws(StepFailure) {
        let (watch, begun) = (HindranceWatch(), WorkWatch())
        let marked = ClaimedConnection(base: connection, claim: claim, watch: begun)
        let context = installation.context(as: step.account, over: marked, watch)
        let readings = measured.readings(for: step)
        let (claim, installation, place) = (claim, installation, installation.ownConnection(connection))
        let looked = installation.connection(connection, as: step.account)
        let look = { @Sendable () async throws(StepFailure) -> Void in
            try await installation.look(over: looked)
        }
        let work = { @Sendable () async -> StepFailure? in
            do throws(StepFailure) {
                try await step.step.apply(readings, in: context)
                return nil
            } catch {
                return error
            }
        }
        let failure: StepFailure? = await accompanied(
            untilTold: { end in
                while await end.pause(for: Claim.renewal, on: installation.clock) {
                    _ = try? await claim.renew(over: place, now: installation.now())
                }
            },
            { () async -> StepFailure? in
                guard step.step.endsForExam else {
                    return await watch.during(on: installation.clock, look, work)
                }
                let ended = await watch.unlessFound(on: installation.clock, look, work)
                return ended ?? watch.hindrance
            }
        )
        if let failure { throw begun.mayRun ? await examined(failure, of: step) : failure }
        switch step.step.work {
        case .restart(within: let limit): try await restart(within: limit)
        case .powerOff:
            await connection.close()
            guard await installation.fallsSilent(within: Self.goingOff) else {
                await reconnect()
                throw StepFailure(.stillOn)
            }
        case .apply, .wake: break
        }
    }

    /// Waits until the PC has started anew, and claims it again: claims end with the start they were made in.
    private mutating func restart(within limit: Duration) async throws(StepFailure) {
        let boot = (try? measured.own.reading(of: RestartFact()))?.boot
        await connection.close()
        guard let found = await installation.comeBack(from: boot, within: limit) else {
            await reconnect()
            throw StepFailure(.notBack)
        }
        await closeOwnConnection()
        connection = found
        ownsConnection = true
        let answer = try await claim.make(over: installation.ownConnection(found), now: installation.now())
        guard answer == .ours else { throw StepFailure(.lostClaim) }
        heldSince = installation.now()
    }

    /// How long the PC is asked whether work still runs that nobody waits for any more: it takes a few seconds to notice,
    /// and a few to end it.
    private static let looks = (count: 10, pause: Duration.seconds(2))

    /// Asks the PC, over a new connection, whether the work of a step still runs there.
    ///
    /// - Parameters:
    ///   - failure: How the step broke off.
    ///   - step: The step; its account is the one that sees its work.
    /// - Returns: That failure once the work is proved to be over; else that it may still run.
    private mutating func examined(_ failure: StepFailure, of step: PlannedStep) async -> StepFailure {
        var mayRun = failure
        if failure.code != .mayStillRun {
            mayRun = StepFailure(.mayStillRun, said: failure.said, cause: failure.code.rawValue)
        }
        await reconnect()
        for _ in 0..<Self.looks.count {
            let place = installation.connection(connection, as: step.account)
            let process: Int?
            do throws(StepFailure) {
                process = try await claim.work(over: place, isOwn: true, now: installation.now())
            } catch {
                return mayRun
            }
            guard process != nil else {
                guard failure.code == .mayStillRun else { return failure }
                return StepFailure(endOf: failure)
            }
            guard (try? await installation.clock.sleep(for: Self.looks.pause)) != nil else { return mayRun }
        }
        return mayRun
    }

    /// Takes a new connection, so that the claim can be given back, where the PC still answers.
    private mutating func reconnect() async {
        let connector = installation.connector
        guard let found = try? await connector.connect(to: installation.host, observe: { _ in }) else {
            return
        }
        await closeOwnConnection()
        connection = found
        ownsConnection = true
    }

    /// Measures the step again, and those behind it for their plans.
    private mutating func prove(
        _ step: PlannedStep,
        before later: ArraySlice<PlannedStep>
    ) async throws(StepFailure) {
        measured = try await installation.remeasure([step] + later, over: connection)
        guard step.step.isProvable else { return }
        switch measured.plan(step) {
        case .nothing, .notApplicable: return
        case .refused(let refusal): throw StepFailure(.notProved, refusal: refusal)
        case .unknown, .change: throw StepFailure(.notProved)
        }
    }

    /// What decides behind the last step: a restart where that was asked for, then the checks.
    private mutating func conclude() async -> Settlement {
        do throws(StepFailure) {
            if settings.provesByRestart {
                let context = installation.context(as: nil, over: connection)
                try await context.recheck()
                try await PowerStep.restartNow.apply(measured.own, in: context)
                try await restart(within: .seconds(300))
            }
            let provable = steps.filter { $0.step.isProvable && $0.step.work == .apply }
            guard settings.provesByRestart || !installation.target.checks.isEmpty else {
                return Settlement(.changed)
            }
            let last = try await installation.remeasure(
                settings.provesByRestart ? provable : [],
                over: connection,
                withChecks: true
            )
            if settings.provesByRestart, let lost = provable.first(where: { !last.plan($0).isDone }) {
                return Settlement(.failed, at: lost.name, failure: StepFailure(.notProved))
            }
            await installation.judge(last.own, hostKey: connection.hostKeyFingerprint)
            return Settlement(.changed)
        } catch {
            return Settlement(error, at: nil, hasBegun: true)
        }
    }
}

extension Settlement {
    /// What a step comes to that will not change the PC; nil for one that would, or has nothing to do.
    fileprivate init?(_ plan: StepPlan, at step: StepName) {
        switch plan {
        case .refused(let refusal): self.init(.refused, at: step, refusal: refusal)
        case .unknown(let reason): self.init(.unknown, at: step, reason: reason)
        case .nothing, .notApplicable, .change: return nil
        }
    }
}

extension StepFailure.Code {
    /// Whether the PC can still be worked on: it answers, nothing of the step runs there, and nobody has to be left alone.
    fileprivate var concernsItsStepAlone: Bool {
        switch self {
        case .failed, .notProved, .refused: true
        case .endNotSeen, .timedOut, .mayStillRun, .connection, .examOpen, .inSession, .notBack, .stillOn,
            .stopped, .lostClaim:
            false
        }
    }
}
