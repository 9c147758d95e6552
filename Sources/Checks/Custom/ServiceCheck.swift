public import Facts
public import RoomModel

/// A service of the playbook is active, or is not.
public struct ServiceCheck: Check {
    private let fact: ServiceFact
    private let mustBeActive: Bool

    /// The service's state.
    public var facts: [any Fact] { [fact] }

    /// `fail`, unless the playbook says otherwise.
    public var severity: Severity { .fail }

    /// The service, started or stopped.
    public var repair: CheckRepair? {
        CheckRepair("service", ["unit": .text(fact.unit), "running": .flag(mustBeActive)])
    }

    /// Only `active` and `reloading` are active.
    public func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement {
        let state = try readings.reading(of: fact)
        let isActive = state == "active" || state == "reloading"
        return isActive == mustBeActive
            ? Judgement(.pass, .met(.text(state)))
            : Judgement(
                .fail,
                .unexpected(.text(state), expected: [.text(mustBeActive ? "active" : "inactive")])
            )
    }

    /// `service` of the catalogue.
    public static let definition = CheckDefinition(
        id: "service",
        label: Localized(id: "Layanan", en: "Service"),
        hint: CustomCheck.hint,
        parameters: [
            CustomCheck.name("cups"),
            Parameter(
                "unit",
                .text,
                isRequired: true,
                example: "cups.service",
                Localized(id: "Unit systemd", en: "The unit of systemd")
            ),
            Parameter(
                "active",
                .flag,
                default: "true",
                Localized(
                    id: "Apakah harus aktif, atau tidak boleh",
                    en: "Whether it must be active, or must not"
                )
            ),
        ],
        source: CustomCheck.source,
        isNamed: true,
        make: { arguments throws(InvalidArgument) in
            let unit = arguments.text("unit") ?? ""
            // systemd.unit(5): ASCII letters, digits and `:-_.\\`, and `@` of an instance; never a word of an option.
            guard (1...255).contains(unit.utf8.count), unit.first != "-",
                unit.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ":-_.\\@".contains($0)) })
            else {
                throw InvalidArgument(
                    "unit",
                    "`\(unit.safe(limit: 60))` is no unit of systemd",
                    hint: "write one as `systemctl` lists it: cups.service"
                )
            }
            return ServiceCheck(
                fact: ServiceFact(unit: unit),
                mustBeActive: arguments.values["active"] != .flag(false)
            )
        }
    )
}
