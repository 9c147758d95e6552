public import Facts
public import RoomModel

/// Whether the PC has power enough and stays awake by itself.
public struct PowerCheck: Check {
    /// Less charge than this, without mains, is a note; percent.
    public let minimumCharge: Double
    /// Whether sleep and screen saver must be off.
    public let mustStayAwake: Bool

    /// Creates the check.
    public init(minimumCharge: Double = 50, mustStayAwake: Bool = true) {
        self.minimumCharge = minimumCharge
        self.mustStayAwake = mustStayAwake
    }

    /// The power state.
    public var facts: [any Fact] { [PowerFact()] }

    /// Sleep and screen saver can be turned off from afar; a charger cannot be plugged in.
    public var repair: CheckRepair? { mustStayAwake ? CheckRepair("stay_awake") : nil }

    /// The PC works for the moment.
    public var severity: Severity { .warn }

    /// Power before sleep before screen saver.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let reading = try readings.reading(of: PowerFact())
        if let charge = reading.batteryPercent, reading.isOnMains != true, Double(charge) < minimumCharge {
            return Judgement(.warn, .tooLow(.percent(Double(charge)), minimum: .percent(minimumCharge)))
        }
        guard mustStayAwake else { return Judgement(.pass, .met(nil)) }
        let disturbing =
            reading.sleepers.map { "sleep (\($0))" } + reading.savers.map { "screen saver (\($0))" }
        guard disturbing.isEmpty else { return Judgement(.warn, .unwanted(disturbing)) }
        if let obstacle = reading.obstacle { throw Unmeasured(.notVisible(obstacle)) }
        return Judgement(.pass, .met(nil))
    }

    /// `power.state` of the catalogue.
    public static let definition = CheckDefinition(
        id: "power.state",
        label: Localized(id: "Listrik dan mode tidur", en: "Power and sleep"),
        hint: Localized(
            id: "Colok charger; matikan mode tidur dan screen saver",
            en: "Plug the PC in; turn off sleep and screen saver"
        ),
        parameters: [
            Parameter(
                "battery_below",
                .percent,
                default: "50 %",
                Localized(
                    id: "Catatan bila baterai kurang dari ini tanpa charger",
                    en: "A note when the battery has less and no mains"
                )
            ),
            Parameter(
                "awake",
                .flag,
                default: "true",
                Localized(
                    id: "Apakah mode tidur dan screen saver harus mati",
                    en: "Whether sleep and screen saver must be off"
                )
            ),
        ],
        source: "own judgement; pop-ups and sleep end a locked exam",
        make: { arguments throws(InvalidArgument) in
            PowerCheck(
                minimumCharge: arguments.percent("battery_below") ?? 50,
                mustStayAwake: arguments.values["awake"] != .flag(false)
            )
        }
    )
}
