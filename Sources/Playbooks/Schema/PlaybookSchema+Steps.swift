import Provisioning
import RoomModel

extension PlaybookSchema {
    /// `- reboot`, or `- file: { … }`.
    static func step(_ kinds: [StepDefinition]) -> JSONSchema {
        var table = JSONSchema.table(
            Dictionary(kinds.map { ($0.kind, step($0)) }, uniquingKeysWith: { first, _ in first })
        )
        table.exactProperties = 1
        let alone = kinds.filter { !$0.parameters.contains { $0.isRequired && $0.variable == nil } }
        return .either(.words(alone.map(\.kind)), table)
    }

    private static func step(_ definition: StepDefinition) -> JSONSchema {
        var properties = common
        for parameter in definition.parameters { properties[parameter.name] = schema(parameter) }
        let needed = definition.parameters.filter { $0.isRequired && $0.variable == nil }.map(\.name)
        let words = "\(definition.explanation.en)\n\n\(definition.explanation.id)"
        guard needed.isEmpty else { return .table(properties, required: needed).described(words) }
        return .either(.table(properties), JSONSchema(type: "null")).described(words)
    }

    /// `5` or `25 %`.
    static let serial = JSONSchema.either(
        JSONSchema(type: "integer", minimum: 1),
        .text(#"^([1-9][0-9]*|[0-9]{1,3}(\.[0-9]+)? *%)$"#)
    )

    /// The keys every step has.
    private static let common: [String: JSONSchema] = [
        "id": .text("^[a-z0-9_][a-z0-9_-]{0,39}$").described(
            "What it is called, for --from-step / Namanya, untuk --from-step"
        ),
        "become": .either(.flag, .text()).described(
            "As root (true), as the login account (false), or as an account / Sebagai root, akun Siaga, atau akun lain"
        ),
        "on": on,
        "hosts": .text().described("Only on these PCs / Hanya di PC ini"),
    ]
}
