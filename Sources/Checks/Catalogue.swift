public import RoomModel

/// Every check there is, in the order a proctor reads them: is it there, is it good enough, is the app right, does
/// the network carry it.
public enum Catalogue {
    /// All rows.
    public static let checks: [CheckDefinition] = preconditions + system + application + network

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
    ]

    private static let application = [
        ApplicationFilesCheck.definition,
        ApplicationVersionCheck.definition,
        ApplicationHashCheck.definition,
    ]

    private static let network = [
        NameLookupCheck.definition,
        ServerAnswerCheck.definition,
        ExamHostsCheck.definition,
        NetworkQualityCheck.definition,
    ]
}
