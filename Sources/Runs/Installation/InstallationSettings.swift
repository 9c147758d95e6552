public import Playbooks
public import Provisioning
public import RoomModel

/// The limits and wishes of a run that changes PCs.
public struct InstallationSettings: Sendable {
    /// The most PCs worked on at once, 1 to 1,000 (default 64).
    public var width: Int
    /// The most PCs that get many bytes at once (default 8: a line that eight share is full, and each is done sooner).
    public var transfers = 8
    /// The whole time until a PC has said what is to be done there (default 90 s), and besides that what its slowest
    /// fact may take; steps have their own limits.
    public var hostTimeout: Duration
    /// The whole time for one measuring (default 30 s), and besides that what its slowest fact may take.
    public var probeTimeout: Duration
    /// Whether only the plan is made, and nothing is changed.
    public var isPlanOnly = false
    /// Steps that are left out: those before `--from-step` (default: none).
    public var skippedSteps: Set<StepName> = []
    /// PCs that an earlier run has begun to change and not proved (default: none): where nothing is left to do on them,
    /// they are proved as changed ones.
    public var touched: Set<HostName> = []
    /// How long PCs that are busy or off are tried again (default: not at all).
    public var patience: Duration = .zero
    /// How long between two such tries (default 30 s).
    public var interval: Duration = .seconds(30)
    /// Whether changed PCs are restarted and measured again before they count as changed.
    public var provesByRestart = false
    /// Who claims the PCs.
    public var claimant: Claimant
    /// Whether an exam session runs at this moment (default: never).
    public var isSession: @Sendable (Timestamp) -> Bool = { _ in false }
    /// As whom a step is done on a PC; its own wish is nil where the playbook has none.
    public var privilege: @Sendable (Host, PlannedStep.Account?) -> Privilege? = { _, _ in nil }
    /// Sends the signal that switches a PC on; false where it has no known network card.
    public var wake: @Sendable (Host) async -> Bool = { _ in false }

    /// Creates the limits.
    public init(
        claimant: Claimant,
        width: Int = 64,
        hostTimeout: Duration = .seconds(90),
        probeTimeout: Duration = .seconds(30)
    ) {
        self.claimant = claimant
        self.width = min(max(1, width), 1_000)
        self.hostTimeout = hostTimeout
        self.probeTimeout = probeTimeout
    }
}
