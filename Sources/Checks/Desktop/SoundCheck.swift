public import Facts
public import RoomModel

/// Whether the PC can play sound.
public struct SoundCheck: Check {
    /// The sound cards.
    public var facts: [any Fact] { [SoundCardsFact()] }

    /// Only listening questions need it.
    public var severity: Severity { .warn }

    /// At least one.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let count = try readings.reading(of: SoundCardsFact())
        return count < 1
            ? Judgement(.warn, .tooLow(.count(count), minimum: .count(1)))
            : Judgement(.pass, .met(.count(count)))
    }

    /// `audio.dev` of the catalogue.
    public static let definition = CheckDefinition(
        id: "audio.dev",
        label: Localized(id: "Perangkat suara", en: "Sound devices"),
        hint: Localized(id: "Pasang headset atau aktifkan audio", en: "Plug in a headset or enable sound"),
        source: "ExamBrowser's own gate looks for a sound card",
        make: { _ in SoundCheck() }
    )
}
