public import Facts
public import RoomModel

/// Whether the PC is no laptop, as a proctor's PC should be.
public struct ChassisCheck: Check {
    /// The case.
    public var facts: [any Fact] { [ChassisFact()] }

    /// A laptop works, and fails sooner under the load of a server.
    public var severity: Severity { .warn }

    /// A portable PC is a note.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        try readings.reading(of: ChassisFact())
            ? Judgement(.warn, .unwanted(["laptop"])) : Judgement(.pass, .met(nil))
    }

    /// `machine.chassis` of the catalogue.
    public static let definition = CheckDefinition(
        id: "machine.chassis",
        label: Localized(id: "Jenis PC", en: "Kind of PC"),
        hint: Localized(id: "Pakai PC meja, bukan laptop", en: "Use a desktop PC, not a laptop"),
        source: "Minimum specification of a proctor PC, semi-online mode: not a laptop",
        make: { _ in ChassisCheck() }
    )
}
