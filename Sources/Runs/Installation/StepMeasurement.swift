import Facts
import Playbooks
import Provisioning
import Remoting
import RoomModel

/// Everything that steps and checks ask of one PC, measured: one exec, and one more for each further account.
struct StepMeasurement: Sendable {
    /// What came of it.
    enum Outcome: Sendable {
        case measured(StepMeasurement)
        /// The exam app runs, or may run.
        case examOpen
        /// Nothing that can be trusted came back.
        case unanswered(Unmeasured)
    }

    private var readings: [PlannedStep.Account?: FactReadings] = [:]
    private let platform: Platform
    private let isPrivileged: @Sendable (PlannedStep.Account?) -> Bool

    /// What the account that the inventory names has measured.
    var own: FactReadings { readings[nil] ?? FactReadings() }

    /// Measures.
    ///
    /// - Parameters:
    ///   - steps: The steps whose facts are wanted.
    ///   - checks: The checks whose facts are wanted.
    ///   - examProcesses: What the interlock looks for, each time.
    ///   - connection: The PC, as each account.
    ///   - isPrivileged: Whether an account is one that `sudo` gives.
    ///   - deadline: The whole time for one exec.
    ///   - now: The controller's wall clock.
    /// - Returns: What came of it.
    /// - Throws: ``TransportError`` when an answer did not come back.
    static func measure(
        _ steps: [PlannedStep],
        _ checks: [PlannedCheck],
        examProcesses: [String],
        over connection: (PlannedStep.Account?) -> any Connection,
        isPrivileged: @escaping @Sendable (PlannedStep.Account?) -> Bool,
        within deadline: Duration,
        now: @Sendable () -> Timestamp
    ) async throws(TransportError) -> Outcome {
        let base = connection(nil)
        var measurement = StepMeasurement(platform: base.platform, isPrivileged: isPrivileged)
        var facts: [PlannedStep.Account?: [any Fact]] = [:]
        // A Windows PC is asked for nothing but its open exam: no step can change it yet.
        if base.platform == .posix {
            facts[nil] = [FreezeFact(), RestartFact()] + checks.flatMap(\.facts)
            for step in steps { facts[step.account, default: []] += step.facts }
        } else {
            facts[nil] = checks.flatMap(\.facts)
        }
        let order: [PlannedStep.Account?] = [nil] + facts.keys.filter { $0 != nil }
        for account in order {
            let facts = facts[account] ?? []
            let probe = Probe(facts: facts, examProcesses: examProcesses, deadline: deadline + facts.slowest)
            switch try await probe.measure(over: connection(account), now: now) {
            case .measured(let found): measurement.readings[account] = found
            case .examOpen: return .examOpen
            case .unanswered(let unmeasured): return .unanswered(unmeasured)
            }
        }
        return .measured(measurement)
    }

    private init(platform: Platform, isPrivileged: @escaping @Sendable (PlannedStep.Account?) -> Bool) {
        self.platform = platform
        self.isPrivileged = isPrivileged
    }

    /// How long the slowest fact of these steps may take beyond an ordinary one.
    static func slowest(of steps: [PlannedStep]) -> Duration { steps.flatMap(\.facts).slowest }

    /// The readings a step plans by.
    func readings(for step: PlannedStep) -> FactReadings { readings[step.account] ?? FactReadings() }

    /// What a step would do.
    func plan(_ step: PlannedStep) -> StepPlan {
        guard platform == .posix else { return .refused(StepRefusal(.notYetOnWindows)) }
        let readings = readings(for: step)
        do throws(Unmeasured) {
            if let condition = step.condition, try !condition.holds(readings) { return .notApplicable }
            return try step.step.plan(readings).behindSudo(isPrivileged(step.account))
        } catch {
            return .unknown(error.reason)
        }
    }

    /// What each of the steps would do, by name.
    func plans(_ steps: some Sequence<PlannedStep>) -> [InstallationEvent.PlannedStep] {
        steps.map { step in
            InstallationEvent.PlannedStep(
                step: step.name,
                plan: plan(step),
                foreign: step.step.foreignFiles(readings(for: step))
            )
        }
    }
}

extension [any Fact] {
    /// What the slowest of them may take beyond an ordinary fact.
    fileprivate var slowest: Duration {
        map { type(of: $0).limit }.max().map { Swift.max(.zero, $0 - .seconds(10)) } ?? .zero
    }
}

extension PlannedStep {
    /// The facts its plan needs, those of its `on:` condition included.
    fileprivate var facts: [any Fact] {
        step.facts + (condition == nil ? [] : [OSVersionFact(), OSArchFact()])
    }
}

extension StepPlan {
    /// The same plan; what the account may not do although `sudo` gave it is told as that.
    fileprivate func behindSudo(_ isPrivileged: Bool) -> StepPlan {
        guard isPrivileged, case .refused(let refusal) = self, refusal.code == .noRight else { return self }
        return .refused(StepRefusal(.noRightBySudo, refusal.detail))
    }
}
