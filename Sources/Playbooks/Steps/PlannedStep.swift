public import Provisioning
public import RoomModel

/// One step on one PC, with what the playbook says beside its parameters.
public struct PlannedStep: Sendable {
    /// As whom a step is done, where that is not as the inventory says for every command.
    public enum Account: Hashable, Sendable {
        /// As the account Siaga logs in with.
        case login
        /// As this account, by way of `sudo`.
        case other(UserName)
    }

    /// The step's name in its playbook: `file`, `file-2`, or what `id:` says.
    public let name: StepName
    /// What it is about: "Berkas" / "File".
    public let label: Localized
    /// The step with its parameters.
    public let step: any Step
    /// On which systems it holds; on others it is not applicable; nil means on all.
    public let condition: PlatformCondition?
    /// As whom it is done; nil: as the inventory says.
    public let account: Account?
    /// The files of this machine that it sends to the PC, links resolved.
    public let sources: [String]

    /// Creates a planned step.
    public init(
        name: StepName,
        label: Localized,
        step: any Step,
        condition: PlatformCondition? = nil,
        account: Account? = nil,
        sources: [String] = []
    ) {
        self.name = name
        self.label = label
        self.step = step
        self.condition = condition
        self.account = account
        self.sources = sources
    }
}

/// What a run will do on one PC.
public struct HostSteps: Sendable {
    /// The PC.
    public let host: Host
    /// The steps, in the playbook's order.
    public let steps: [PlannedStep]
    /// The exam app's process names; while one of them runs, the PC is left alone.
    public let examProcesses: [String]

    /// Creates the record.
    public init(host: Host, steps: [PlannedStep], examProcesses: [String]) {
        self.host = host
        self.steps = steps
        self.examProcesses = examProcesses
    }
}
