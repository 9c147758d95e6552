public import Facts
public import RoomModel

/// Who the PC says it is: recorded on each PC, compared by the room.
public struct HostIdentityCheck: Check {
    /// The identity.
    public var facts: [any Fact] { [HostIdentityFact()] }

    /// A clone still works; its records are confused with another's.
    public var severity: Severity { .warn }

    /// Met once it is known; whether another PC says the same, the room's report finds.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        Judgement(.pass, .identity(try readings.reading(of: HostIdentityFact())))
    }

    /// `host.unique` of the catalogue.
    public static let definition = CheckDefinition(
        id: "host.unique",
        label: Localized(id: "Nama komputer", en: "Computer name"),
        hint: Localized(id: "Ganti nama komputer (hasil kloning)", en: "Rename the cloned PC"),
        source: "own judgement: cloned disks share host name and machine id",
        make: { _ in HostIdentityCheck() }
    )
}
