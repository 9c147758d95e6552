public import Checks
public import RoomModel

/// What a run will do in a room, settled before any PC is contacted.
public struct RoomPlan: Sendable {
    /// The room, with what the playbook fills in.
    public let profile: RoomProfile
    /// The PCs in the order they were given.
    public let hosts: [HostPlan]

    /// Creates a plan.
    public init(profile: RoomProfile, hosts: [HostPlan]) {
        self.profile = profile
        self.hosts = hosts
    }
}

/// What a run will check on one PC.
public struct HostPlan: Sendable {
    /// The PC.
    public let host: Host
    /// The checks, in the playbook's order.
    public let checks: [PlannedCheck]
    /// The exam app's process names (`exam_processes`); while one of them runs, the PC is left alone.
    public let examProcesses: [String]

    /// Creates a plan.
    public init(host: Host, checks: [PlannedCheck], examProcesses: [String] = []) {
        self.host = host
        self.checks = checks
        self.examProcesses = examProcesses
    }
}

/// One check on one PC, with what the playbook says beside its parameters.
public struct PlannedCheck: Sendable {
    /// Which check.
    public let id: CheckID
    /// The check with its parameters.
    public let check: any Check
    /// The severity the playbook gives it: `warn` knows no failures, `fail` no notes; nil means the check's own.
    public let severity: Severity?
    /// Whether what would be a note is a repair: on a day of the exam.
    public let isStrict: Bool
    /// Whether a PC is incomplete without its result (default true).
    public let isRequired: Bool
    /// The playbook's own label and hint; nil means the catalogue's.
    public let wording: CheckWording?
    /// On which systems it holds; on others it is not applicable; nil means on all.
    public let condition: PlatformCondition?
    /// Every parameter that has a value, as a playbook would write it; a secret stays as it was written.
    public let values: [String: VariableValue]
    /// Who accepts that it is not met; nil (the default): nobody.
    public var waiver: Waiver?

    /// Creates a planned check.
    public init(
        id: CheckID,
        check: any Check,
        severity: Severity? = nil,
        isStrict: Bool = false,
        isRequired: Bool = true,
        wording: CheckWording? = nil,
        condition: PlatformCondition? = nil,
        values: [String: VariableValue] = [:]
    ) {
        self.id = id
        self.check = check
        self.severity = severity
        self.isStrict = isStrict
        self.isRequired = isRequired
        self.wording = wording
        self.condition = condition
        self.values = values
    }
}
