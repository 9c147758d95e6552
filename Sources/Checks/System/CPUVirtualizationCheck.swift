public import Facts
public import RoomModel

/// Whether the processor runs virtual machines, as the local exam server needs.
public struct CPUVirtualizationCheck: Check {
    /// The processor's flag.
    public var facts: [any Fact] { [CPUVirtualizationFact()] }

    /// Without it the server does not start.
    public var severity: Severity { .fail }

    /// The flag must be there.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        try readings.reading(of: CPUVirtualizationFact())
            ? Judgement(.pass, .met(nil)) : Judgement(.fail, .missing(["VT-x/AMD-V"]))
    }

    /// `cpu.virtualization` of the catalogue.
    public static let definition = CheckDefinition(
        id: "cpu.virtualization",
        label: Localized(id: "Virtualisasi CPU", en: "CPU virtualization"),
        hint: Localized(
            id: "Aktifkan VT-x atau AMD-V di BIOS",
            en: "Switch VT-x or AMD-V on in the BIOS"
        ),
        source: "Minimum specification of a proctor PC, semi-online mode: VT-x on",
        make: { _ in CPUVirtualizationCheck() }
    )
}
