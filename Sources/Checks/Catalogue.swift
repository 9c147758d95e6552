public import RoomModel

/// Every check there is, in the order a proctor reads them: is it there, is it good enough, is the app right, does
/// the network carry it.
public enum Catalogue {
    /// All rows.
    public static let checks: [CheckDefinition] =
        preconditions + system + desktop + application + network + security + custom

    /// The row of `id`; nil when there is no such check.
    public static func definition(of id: CheckID) -> CheckDefinition? {
        checks.first { $0.id == id }
    }

    private static let preconditions = [
        Precondition.reach,
        Precondition.hostKey,
        ExamClosedCheck.definition,
    ]

    private static let system = [
        OSVersionCheck.definition,
        OSArchCheck.definition,
        CPUCoresCheck.definition,
        RAMTotalCheck.definition,
        RAMFreeCheck.definition,
        DiskFreeCheck.definition,
        DiskWriteCheck.definition,
        TimeOffsetCheck.definition,
        TimeZoneCheck.definition,
        HostIdentityCheck.definition,
        FreezeCheck.definition,
        ChassisCheck.definition,
        CPUVirtualizationCheck.definition,
    ]

    private static let desktop = [
        ResolutionCheck.definition,
        ScalingCheck.definition,
        DisplayCountCheck.definition,
        InputDevicesCheck.definition,
        SoundCheck.definition,
        PowerCheck.definition,
        EnvironmentCheck.definition,
    ]

    private static let application = [
        ApplicationFilesCheck.definition,
        ApplicationVersionCheck.definition,
        ApplicationHashCheck.definition,
        DotNetCheck.definition,
    ]

    private static let network = [
        WiredLinkCheck.definition,
        AddressPlanCheck.definition,
        AddressConflictCheck.definition,
        SingleNetworkCheck.definition,
        NetworkCardsCheck.definition,
        ProxyCheck.definition,
        NameLookupCheck.definition,
        ServerAnswerCheck.definition,
        ExamHostsCheck.definition,
        NetworkQualityCheck.definition,
        DownloadCheck.definition,
    ]

    /// What a playbook makes up without a change to Siaga.
    private static let custom = [
        CommandCheck.definition,
        ProcessCheck.definition,
        ServiceCheck.definition,
        PortCheck.definition,
        FileCheck.definition,
        WebCheck.definition,
    ]

    private static let security = [
        PendingUpdatesCheck.definition,
        FirewallCheck.definition,
        ForbiddenProgramsCheck.definition,
    ]
}
