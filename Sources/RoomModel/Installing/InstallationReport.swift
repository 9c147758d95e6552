/// What a run that changes PCs did, or would do: a fold over its events, one row a PC that was meant.
public struct InstallationReport: Hashable, Sendable {
    /// One PC.
    public struct Row: Hashable, Sendable {
        /// The PC.
        public let host: RunHost
        /// Whether no step needs those before it.
        public let isIndependent: Bool
        /// What each step would do, as first seen; empty where the PC was not measured.
        public fileprivate(set) var plans: [InstallationEvent.PlannedStep] = []
        /// The steps that changed the PC and are proved, in order.
        public fileprivate(set) var done: [StepName] = []
        /// The step that has begun and not ended: what a controller that died was at.
        public fileprivate(set) var running: StepName?
        /// What it came to; nil while it is being worked on, and where it was not reached.
        public fileprivate(set) var settlement: Settlement?
        /// What an earlier try came to that had begun to change it; a later one that begins nothing says less.
        fileprivate var begun: Settlement?
        /// Why it was not reached, where that is so.
        public fileprivate(set) var unreached: Unreached?
        /// What its checks said behind the steps; nil where none ran.
        public fileprivate(set) var state: HostState?
        /// When something was seen of it last.
        public fileprivate(set) var at: Timestamp?

        /// What all steps together would change.
        public var changes: [StepChange] { plans.flatMap(\.plan.changes) }

        /// What would travel to it.
        public var bytes: ByteCount { changes.compactMap(\.bytes).reduce(.zero, +) }

        /// The step that decides what becomes of the PC, with its plan.
        ///
        /// It is the first that is not done, of steps that do not need each other the first that would change something; nil
        /// where nothing is left to do, or nothing is known.
        public var next: InstallationEvent.PlannedStep? {
            plans.next(isIndependent: isIndependent)
        }

        /// Whether something would be changed on it now.
        public var hasWork: Bool {
            guard settlement == nil, unreached == nil, case .change? = next?.plan else { return false }
            return true
        }

        /// Whether everything is as the playbook wants it, what its checks said behind the steps included.
        public var isDone: Bool { settlement?.isDone == true && state?.isReady ?? true }

        /// Whether a step has begun to change it.
        public var isTouched: Bool { !done.isEmpty || running != nil || settlement?.failure != nil }

        /// Takes what a try came to.
        fileprivate mutating func settle(_ new: Settlement) {
            unreached = nil
            settlement = new.leavesAsItWas ? begun ?? new : new
            if let settlement, isTouched { begun = settlement }
        }
    }

    /// The run's plan.
    public let start: RunStart
    /// What it is about.
    public let installation: InstallationStart
    /// The PCs that were meant, in the inventory's order.
    public let rows: [Row]
    /// How it ended; nil while it runs, or when it was killed.
    public let end: RunEnd?
    /// When the last event happened.
    public let asOf: Timestamp

    /// Folds a run's events; nil when the first event does not begin a run that changes PCs.
    public init?(events: [RunEvent]) {
        guard case .started(let start)? = events.first, let installation = start.installation else {
            return nil
        }
        var rows = start.hosts.filter(\.isSelected).map {
            Row(host: $0, isIndependent: installation.isIndependent)
        }
        let places = Dictionary(
            rows.enumerated().map { ($1.host.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var end: RunEnd?
        var asOf = start.at
        for event in events {
            asOf = max(asOf, event.at)
            if case .ended(let reason) = event { end = reason }
            guard let place = event.host.flatMap({ places[$0] }) else { continue }
            rows[place].apply(event)
        }
        self.start = start
        self.installation = installation
        self.rows = rows
        self.end = end
        self.asOf = asOf
    }

    /// Whether there is a PC on which something would be changed.
    public var hasWork: Bool { rows.contains(where: \.hasWork) }

    /// 0 everything is as it should be, 2 somebody must put something right, 3 some PCs were only not reached or left alone.
    public var exitCode: Int32 {
        let needsRepair = rows.contains { row in
            switch row.settlement?.outcome {
            case .failed, .refused: true
            case .unchanged, .changed: row.state == .fix
            case .unknown, .examOpen, .inUse, .inSession, .stopped, .notBegun, nil:
                row.settlement == nil && row.unreached == nil && row.next?.plan.isRefused == true
            }
        }
        return needsRepair ? 2 : rows.allSatisfy(\.isGood) ? 0 : 3
    }
}

extension [InstallationEvent.PlannedStep] {
    /// The step that decides: the first that is not done; of steps that do not need each other the first that would change
    /// something, where one would.
    public func next(isIndependent: Bool) -> InstallationEvent.PlannedStep? {
        let change = isIndependent ? first { !$0.plan.changes.isEmpty } : nil
        return change ?? first { !$0.plan.isDone }
    }
}

extension StepPlan {
    /// Whether nothing will be done before somebody acts.
    fileprivate var isRefused: Bool { if case .refused = self { true } else { false } }
}

extension InstallationReport.Row {
    /// Whether it is done, or its plan can be done.
    fileprivate var isGood: Bool {
        guard unreached == nil else { return false }
        guard settlement == nil else { return isDone }
        if case .unknown? = next?.plan { return false }
        return !plans.isEmpty
    }
}

extension InstallationReport.Row {
    fileprivate mutating func apply(_ event: RunEvent) {
        switch event {
        case .started, .controllerChecked, .act, .ended, .phase: return
        case .measured(let measurement):
            state = HostState.judge(isExamOpen: measurement.isExamOpen, results: measurement.results)
        case .notReached(_, let unreached, _): self.unreached = unreached
        case .installation(let event):
            switch event.content {
            case .planned(let plans):
                unreached = nil
                settlement = nil
                if self.plans.isEmpty || done.isEmpty { self.plans = plans }
            case .began(let step): running = step
            case .ended(let step, let failure):
                running = nil
                if failure == nil { done.append(step) }
            case .settled(let settlement): settle(settlement)
            }
        }
        at = event.at
    }
}
