public import Facts
public import RoomModel

/// Whether somebody sits before a PC that is a machine of its own.
public struct EnvironmentCheck: Check {
    /// The environment.
    public var facts: [any Fact] { [EnvironmentFact()] }

    /// The app may refuse it, the exam itself works.
    public var severity: Severity { .warn }

    /// Names the virtual machine and the remote desktop.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let reading = try readings.reading(of: EnvironmentFact())
        let found = [reading.virtualization, reading.hasRemoteDesktop ? "remote desktop" : nil].compactMap(
            \.self
        )
        return found.isEmpty ? Judgement(.pass, .met(nil)) : Judgement(.warn, .unwanted(found))
    }

    /// `virt.env` of the catalogue.
    public static let definition = CheckDefinition(
        id: "virt.env",
        label: Localized(id: "Mesin virtual atau jarak jauh", en: "Virtual or remote PC"),
        hint: Localized(id: "Jalankan ujian di PC fisik", en: "Use a physical PC"),
        source: "own judgement",
        make: { _ in EnvironmentCheck() }
    )
}
