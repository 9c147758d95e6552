public import Facts
public import RoomModel

/// Whether no update disturbs the exam: none waits for a restart, none is being installed.
public struct PendingUpdatesCheck: Check {
    /// Creates the check.
    public init() {}

    /// The updates.
    public var facts: [any Fact] { [PendingUpdatesFact()] }

    /// A note; on a day of the exam more.
    public var severity: Severity { .warn }

    /// Names what is at work before the restart.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let reading = try readings.reading(of: PendingUpdatesFact())
        let found = reading.busy + (reading.needsRestart ? ["restart"] : [])
        return found.isEmpty
            ? Judgement(.pass, .met(nil)) : Judgement(.warn, .unwanted(found))
    }

    /// `sec.updates` of the catalogue.
    public static let definition = CheckDefinition(
        id: "sec.updates",
        label: Localized(id: "Pembaruan sistem", en: "System updates"),
        hint: Localized(
            id: "Tunggu pembaruan selesai, mulai ulang PC, lalu tunda pembaruan",
            en: "Let the update finish, restart the PC, then pause updates"
        ),
        source: "own judgement: a restart or an update in the middle of an exam",
        examDaySeverity: .fail,
        make: { _ in PendingUpdatesCheck() }
    )
}
