public import Facts
public import RoomModel

/// Whether the PC forgets what is written to it, as it should or should not just now.
public struct FreezeCheck: Check {
    /// Whether it should be frozen; nil: either is good.
    public let expected: Bool?

    /// Creates the check.
    public init(expected: Bool?) {
        self.expected = expected
    }

    /// The state.
    public var facts: [any Fact] { [FreezeFact()] }

    /// The PC can be used as it is.
    public var severity: Severity { .warn }

    /// Compares the state.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        func word(_ isFrozen: Bool) -> Measure { .text(isFrozen ? "frozen" : "thawed") }
        let isFrozen = try readings.reading(of: FreezeFact())
        guard let expected, expected != isFrozen else { return Judgement(.pass, .met(word(isFrozen))) }
        return Judgement(.warn, .unexpected(word(isFrozen), expected: [word(expected)]))
    }

    /// `freeze.state` of the catalogue.
    public static let definition = CheckDefinition(
        id: "freeze.state",
        label: Localized(id: "Pembekuan disk", en: "Reboot-restore"),
        hint: Localized(id: "Cairkan dulu sebelum memasang", en: "Thaw the PC before installing"),
        parameters: [
            Parameter(
                "expected",
                .choice(["any", "frozen", "thawed"]),
                default: "any",
                Localized(
                    id: "Keadaan yang benar: frozen (beku), thawed (cair), any (bebas)",
                    en: "The right state: frozen, thawed, or any"
                )
            )
        ],
        source: "own judgement: thawed for an installation, frozen with the right app on exam day",
        make: { arguments throws(InvalidArgument) in
            let expected = arguments.text("expected") ?? "any"
            return FreezeCheck(expected: expected == "any" ? nil : expected == "frozen")
        }
    )
}
