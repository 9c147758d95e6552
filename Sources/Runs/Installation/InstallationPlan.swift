public import Playbooks
import Provisioning
public import RoomModel

/// What a run that changes PCs will do, decided before any PC is contacted.
public struct InstallationPlan: Sendable {
    /// The room, and the checks that decide behind the steps; its targets are the PCs.
    public private(set) var scan: ScanPlan
    /// The name of the playbook whose steps these are.
    public let playbook: String
    /// Its steps, for the record.
    public let steps: [InstallationStart.Step]
    private let batchSize: BatchSize?
    /// How many PCs may fail before no more are begun; nil: any number.
    public let maximumFailures: Int?
    /// Whether no step needs those before it: where one is refused or fails, the PC's others go on.
    private let isIndependent: Bool
    private let work: [HostName: HostSteps]

    /// Creates a plan.
    ///
    /// - Parameters:
    ///   - scan: The room, and the checks that decide; PCs without steps are left out.
    ///   - playbook: The name of the playbook.
    ///   - labels: Its steps.
    ///   - hosts: What is done on each PC.
    ///   - batchSize: How many PCs at a time (default: all).
    ///   - maximumFailures: How many PCs may fail (default: any number).
    ///   - isIndependent: Whether no step needs those before it (default: each does).
    public init(
        scan: ScanPlan,
        playbook: String,
        labels: [(name: StepName, label: Localized)],
        hosts: [HostSteps],
        batchSize: BatchSize? = nil,
        maximumFailures: Int? = nil,
        isIndependent: Bool = false
    ) {
        work = Dictionary(hosts.map { ($0.host.name, $0) }, uniquingKeysWith: { first, _ in first })
        let work = work
        self.scan = scan.narrowed { work[$0.name]?.steps.isEmpty == false }
        self.playbook = playbook
        steps = labels.map { InstallationStart.Step(name: $0.name, label: $0.label) }
        self.batchSize = batchSize
        self.maximumFailures = maximumFailures
        self.isIndependent = isIndependent
    }

    /// How many PCs are changed before the next ones are begun; nil: all.
    public var batch: Int? { batchSize.map { $0.size(of: scan.targets.count) } }

    /// Whether no PC has a step.
    public var isEmpty: Bool { scan.targets.isEmpty }

    /// The names of its steps, in order.
    public var stepNames: [StepName] { steps.map(\.name) }

    /// The files of this machine that its steps send, each once a step, in the order of the steps: links resolved.
    public var sources: [(step: StepName, place: String)] {
        var seen: Set<[String]> = []
        var found: [StepName: [String]] = [:]
        for target in scan.targets {
            for step in work[target.host.name]?.steps ?? [] {
                for place in step.sources where seen.insert([step.name.description, place]).inserted {
                    found[step.name, default: []].append(place)
                }
            }
        }
        return stepNames.flatMap { name in (found[name] ?? []).map { (name, $0) } }
    }

    /// The PCs it is for.
    public var hosts: [Host] { scan.targets.map(\.host) }

    /// The plan for fewer PCs, and with these for the others' place: how each is reached may have changed.
    public func narrowed(to isMeant: (Host) -> Bool, _ reached: (Host) -> Host = { $0 }) -> InstallationPlan {
        var plan = self
        plan.scan = ScanPlan(
            room: scan.room,
            playbook: scan.playbook,
            criteria: scan.criteria,
            targets: scan.targets.filter { isMeant($0.host) }.map {
                ScanPlan.Target(host: reached($0.host), checks: $0.checks, examProcesses: $0.examProcesses)
            },
            isFull: false,
            isEveryCheck: scan.isEveryCheck
        )
        return plan
    }

    /// One PC: what is done there, and what decides behind it.
    struct Target: Sendable {
        let host: Host
        let steps: [PlannedStep]
        let isIndependent: Bool
        let checks: [PlannedCheck]
        let examProcesses: [String]
    }

    /// The PCs.
    var targets: [Target] {
        scan.targets.map { target in
            let own = work[target.host.name]
            let more = own?.examProcesses.filter { !target.examProcesses.contains($0) } ?? []
            return Target(
                host: target.host,
                steps: own?.steps ?? [],
                isIndependent: isIndependent,
                checks: target.checks,
                examProcesses: target.examProcesses + more
            )
        }
    }

    /// Whether there may be something to do on PCs on which nothing can be planned now.
    ///
    /// - Parameters:
    ///   - report: What was planned.
    ///   - isPatient: Whether PCs that are off or busy are tried again.
    /// - Returns: Whether one of them is switched on by a step, or may come free.
    public func mayYetHaveWork(_ report: InstallationReport, isPatient: Bool) -> Bool {
        report.rows.contains { row in
            if let unreached = row.unreached {
                let wakes = work[row.host.name]?.steps.contains { $0.step.work.isWaking } == true
                return HostResult.unreached(unreached).mayPass && (isPatient || wakes)
            }
            return isPatient && row.settlement?.mayPass == true
        }
    }

    /// The run's first event.
    func start(run: String, session: SessionKey? = nil, at now: Timestamp) -> RunStart {
        var start = scan.start(run: run, session: session, at: now)
        // A run for some steps' sake is no scan of the room, even where it asks all PCs.
        start.isFull = false
        start.installation = InstallationStart(
            playbook: playbook,
            steps: steps,
            batch: batch,
            maximumFailures: maximumFailures,
            isIndependent: isIndependent
        )
        return start
    }
}
