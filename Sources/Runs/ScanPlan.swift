public import Playbooks
public import RoomModel

/// What a scan will do, decided before any PC is contacted.
public struct ScanPlan: Sendable {
    /// One PC to ask and what to ask it.
    public struct Target: Sendable {
        /// The PC.
        public let host: Host
        /// The checks, in the playbook's order.
        public let checks: [PlannedCheck]
        /// The exam app's process names (`exam_processes`); the interlock looks for them first.
        public let examProcesses: [String]

        /// Creates a target.
        public init(host: Host, checks: [PlannedCheck], examProcesses: [String]) {
            self.host = host
            self.checks = checks
            self.examProcesses = examProcesses
        }
    }

    /// The room, with all its PCs.
    public let room: Room
    /// The playbook's name.
    public let playbook: String
    /// What every PC of the room is held to; results judged by other criteria are not mixed in.
    public let criteria: ScanCriteria
    /// The PCs to ask.
    public let targets: [Target]
    /// Whether all PCs of the playbook are asked for all its checks; a partial scan gives no verdict of its own.
    public let isFull: Bool
    /// Whether every check of the playbook runs; a PC of which only some ran cannot become ready by them.
    public let isEveryCheck: Bool

    /// Creates a plan.
    public init(
        room: Room,
        playbook: String,
        criteria: ScanCriteria = .none,
        targets: [Target],
        isFull: Bool,
        isEveryCheck: Bool = true
    ) {
        self.room = room
        self.playbook = playbook
        self.criteria = criteria
        self.targets = targets
        self.isFull = isFull
        self.isEveryCheck = isEveryCheck
    }

    /// The plan for fewer PCs; asking fewer makes a scan partial.
    public func narrowed(to isAsked: (Host) -> Bool) -> ScanPlan {
        let asked = targets.filter { isAsked($0.host) }
        return ScanPlan(
            room: room,
            playbook: playbook,
            criteria: criteria,
            targets: asked,
            isFull: isFull && asked.count == targets.count,
            isEveryCheck: isEveryCheck
        )
    }

    /// The plan in which some checks may be missed; a waiver is no criterion, and mixes with results before it.
    public func accepting(_ waiver: (CheckID, HostName) -> Waiver?) -> ScanPlan {
        ScanPlan(
            room: room,
            playbook: playbook,
            criteria: criteria,
            targets: targets.map { target in
                let checks = target.checks.map { check in
                    var check = check
                    check.waiver = waiver(check.id, target.host.name)
                    return check
                }
                return Target(host: target.host, checks: checks, examProcesses: target.examProcesses)
            },
            isFull: isFull,
            isEveryCheck: isEveryCheck
        )
    }

    /// Every check that at least one PC is asked for, in the order of first use.
    var checks: [CheckID] {
        var seen: Set<CheckID> = []
        return targets.flatMap(\.checks).map(\.id).filter { seen.insert($0).inserted }
    }

    /// The playbook's own words; of two entries of one check the first that has any.
    private var wording: [String: CheckWording] {
        var words: [String: CheckWording] = [:]
        for check in targets.flatMap(\.checks) where words[check.id.description] == nil {
            words[check.id.description] = check.wording
        }
        return words
    }

    /// The PCs that an earlier run held to the same.
    public func comparable(with earlier: RunStart) -> Set<HostName> {
        earlier.comparable(with: start(run: earlier.run, at: earlier.at))
    }

    /// The run's first event.
    func start(run: String, session: SessionKey? = nil, at now: Timestamp) -> RunStart {
        let selected = Set(targets.map(\.host.name))
        return RunStart(
            run: run,
            at: now,
            room: room.profile,
            hosts: room.hosts.map {
                RunHost($0, isSelected: selected.contains($0.name), criteria: criteria.hosts[$0.name])
            },
            playbook: playbook,
            criteria: criteria.whole,
            checks: checks,
            wording: wording.isEmpty ? nil : wording,
            isFull: isFull,
            isEveryCheck: isEveryCheck,
            session: session
        )
    }
}
