public import Facts
public import RoomModel

/// A service of systemd runs or not, and starts with the PC or not.
public struct ServiceStep: ScriptedStep {
    private let fact: UnitFact
    private let isRunning: Bool?
    private let isEnabled: Bool?

    /// The unit.
    public var subject: String? { fact.unit }

    /// The unit's state.
    public var facts: [any Fact] { [fact] }

    /// 2 minutes: systemd itself gives a service 90 s to start or stop (systemd-system.conf(5)).
    public var limit: Duration { .seconds(120) }

    /// First whether it starts with the PC, then whether it runs.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        let found = try readings.reading(of: fact)
        guard found.isKnown else {
            // What is not there neither runs nor starts.
            return isRunning == true || isEnabled == true
                ? .refused(StepRefusal(.unknownObject, fact.unit)) : .nothing
        }
        var changes: [StepChange] = []
        if let isEnabled, let isNow = found.isEnabled, isNow != isEnabled {
            changes.append(StepChange(isEnabled ? .enable : .disable, fact.unit))
        } else if isEnabled == true, found.isEnabled == nil {
            return .refused(StepRefusal(.inTheWay, "systemctl enable \(fact.unit)"))
        }
        if let isRunning, isRunning != found.isActive {
            changes.append(StepChange(isRunning ? .start : .stop, fact.unit))
        }
        return changes.isEmpty ? .nothing : .change(changes)
    }

    func script(_ readings: FactReadings, now: Timestamp) -> StepScript {
        let changes = (try? plan(readings))?.changes ?? []
        let verbs = changes.map(\.action.rawValue)
        return StepScript(
            #"""
            unit=$1
            shift
            for verb; do systemctl --no-ask-password "$verb" -- "$unit" || exit; done
            """#,
            [fact.unit] + verbs
        )
    }

    /// `service`.
    public static let definition = StepDefinition(
        "service",
        label: Localized(id: "Layanan", en: "Service"),
        explanation: Localized(
            id: "Satu layanan systemd: berjalan atau tidak, ikut menyala bersama PC atau tidak",
            en: "One service of systemd: running or not, starting with the PC or not"
        ),
        parameters: [
            Parameter(
                "unit",
                .text,
                isRequired: true,
                example: "cups.service",
                Localized(id: "Unit systemd", en: "The unit of systemd")
            ),
            Parameter(
                "running",
                .flag,
                example: "true",
                Localized(id: "Harus berjalan, atau tidak boleh", en: "Whether it must run, or must not")
            ),
            Parameter(
                "enabled",
                .flag,
                example: "true",
                Localized(
                    id: "Harus ikut menyala bersama PC, atau tidak boleh",
                    en: "Whether it must start with the PC, or must not"
                )
            ),
        ],
        make: { arguments throws(InvalidArgument) in
            let unit = arguments.text("unit") ?? ""
            guard !unit.hasPrefix("-"), !unit.contains(where: { $0.isWhitespace || $0 == "/" }) else {
                throw InvalidArgument("unit", "`\(unit.safe(limit: 60))` is no unit of systemd")
            }
            guard arguments.values["running"] != nil || arguments.values["enabled"] != nil else {
                throw InvalidArgument("running", "needs `running`, `enabled` or both")
            }
            func flag(_ name: String) -> Bool? { arguments.values[name].map { $0 == .flag(true) } }
            return ServiceStep(
                fact: UnitFact(unit: unit),
                isRunning: flag("running"),
                isEnabled: flag("enabled")
            )
        }
    )
}
