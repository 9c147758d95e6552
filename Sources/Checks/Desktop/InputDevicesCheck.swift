public import Facts
public import RoomModel

/// Whether keyboard and mouse are plugged in.
public struct InputDevicesCheck: Check {
    /// The input devices.
    public var facts: [any Fact] { [InputDevicesFact()] }

    /// Nobody can answer without them.
    public var severity: Severity { .fail }

    /// Both must be there.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let reading = try readings.reading(of: InputDevicesFact())
        let missing = (reading.hasKeyboard ? [] : ["keyboard"]) + (reading.hasPointer ? [] : ["mouse"])
        return missing.isEmpty ? Judgement(.pass, .met(nil)) : Judgement(.fail, .missing(missing))
    }

    /// `input.hid` of the catalogue.
    public static let definition = CheckDefinition(
        id: "input.hid",
        label: Localized(id: "Keyboard dan mouse", en: "Keyboard and pointer"),
        hint: Localized(id: "Ganti keyboard atau mouse", en: "Replace the keyboard or mouse"),
        source: "own judgement",
        make: { _ in InputDevicesCheck() }
    )
}
