public import Checks
import Documents
public import Provisioning
import RoomModel

/// What a playbook may hold, as a JSON Schema for editors: every check, every parameter, with unit, default and meaning.
///
/// It is a little more generous than the reader: limits that contradict each other, names that are not known and values with
/// variables in them are seen only when a playbook is loaded.
public enum PlaybookSchema {
    /// The schema for the checks of a catalogue and the steps there are.
    public static func document(
        _ catalogue: [CheckDefinition],
        _ kinds: [StepDefinition] = StepCatalogue.steps
    ) -> JSONSchema {
        var schema = JSONSchema.table(
            [
                "name": .either(.text(), JSONSchema(type: "number")).described(
                    "What people call it / Namanya"
                ),
                "hosts": .text().described(
                    "Which PCs it is for; default: clients / Untuk PC mana; baku: clients"
                ),
                "vars": table().described(
                    "Variables, weaker than the inventory's / Variabel, kalah dari daftar PC"
                ),
                "room": room.described(
                    "What holds where the inventory is silent / Berlaku bila daftar PC tidak menyebut"
                ),
                "checks": .list(entry(catalogue), fewest: 1).described("What is checked / Yang diperiksa"),
                "steps": .list(step(kinds), fewest: 1).described(
                    "What is made so on each PC, in this order / Yang dikerjakan di tiap PC, urut"
                ),
                "verify": .text().described(
                    "The playbook whose checks decide behind the steps / Daftar periksa sesudah langkah-langkah"
                ),
                "serial": serial.described(
                    "How many PCs are changed before the next are begun / Berapa PC sekaligus, kelompok demi kelompok"
                ),
                "max_failures": value(.count).described(
                    "How many PCs may fail before no more are begun / Berapa PC boleh gagal sebelum berhenti"
                ),
            ]
        )
        schema.alternatives = [JSONSchema(required: ["checks"]), JSONSchema(required: ["steps"])]
        schema.dialect = "http://json-schema.org/draft-07/schema#"
        schema.title = "Siaga playbook"
        return schema
    }

    private static func table() -> JSONSchema {
        .either(JSONSchema(type: "object"), JSONSchema(type: "null"))
    }

    private static let room = JSONSchema.table(
        Dictionary(uniqueKeysWithValues: RoomSettings.keys.map { ($0, JSONSchema()) })
    )

    /// `- disk.free`, or `- disk.free: { … }`.
    private static func entry(_ catalogue: [CheckDefinition]) -> JSONSchema {
        var table = JSONSchema.table(
            Dictionary(
                catalogue.map { ($0.id.description, check($0)) },
                uniquingKeysWith: { first, _ in first }
            )
        )
        table.exactProperties = 1
        return .either(.words(catalogue.filter { needed($0).isEmpty }.map(\.id.description)), table)
    }

    /// What a check must have that no variable fills.
    private static func needed(_ definition: CheckDefinition) -> [String] {
        definition.parameters.filter { $0.isRequired && $0.variable == nil }.map(\.name)
    }

    private static func check(_ definition: CheckDefinition) -> JSONSchema {
        var properties = common
        for parameter in definition.parameters { properties[parameter.name] = schema(parameter) }
        let needed = needed(definition)
        if definition.isNamed {
            properties["name"] = .text("^[a-z0-9_-]{1,40}$").described("What it is called / Namanya")
            properties["label"] = .table(["id": .text(), "en": .text()], required: ["id", "en"])
                .described(
                    "What it is called on the screen, in both languages / Sebutannya, dalam dua bahasa"
                )
        }
        guard needed.isEmpty else {
            return .table(properties, required: needed).described(words(definition))
        }
        return .either(.table(properties), JSONSchema(type: "null")).described(words(definition))
    }

    private static func words(_ definition: CheckDefinition) -> String {
        let label = "\(definition.label.en) / \(definition.label.id)"
        return "\(label)\n\n\(definition.hint.en)\n\n\(definition.hint.id)"
    }

    /// The keys every check has.
    private static let common: [String: JSONSchema] = [
        "severity": .words(["warn", "fail"])
            .described("What it weighs: a note, or a repair / Bobotnya: catatan, atau perbaikan"),
        "on_exam_day": .words(["warn", "fail"])
            .described("What a note weighs on a day of the exam / Bobot catatan pada hari ujian"),
        "required": .flag.described(
            "Whether a PC is incomplete without it; default: true / Wajib terukur; baku: true"
        ),
        "hint": .table(["id": .text(), "en": .text()], required: ["id", "en"])
            .described("What to do, in both languages / Tindakan, dalam dua bahasa"),
        "on": on,
        "hosts": .text().described("Only on these PCs / Hanya di PC ini"),
    ]

    static let on: JSONSchema = {
        let systems = JSONSchema.words(PlatformCondition.OperatingSystem.allCases.map(\.rawValue))
        let bits = JSONSchema.words(PlatformCondition.Architecture.allCases.map(\.rawValue))
        let table = JSONSchema.table([
            "os": .either(systems, .list(systems)), "arch": .either(bits, .list(bits)),
        ])
        return table.described("On which systems it holds / Berlaku di sistem mana")
    }()

    static func schema(_ parameter: Parameter) -> JSONSchema {
        var schema = JSONSchema(alternatives: [value(parameter.kind), variable, JSONSchema(type: "null")])
        schema.defaultText = parameter.defaultText
        let filled = parameter.variable.map { "\n\nVariable: \($0)" } ?? ""
        return schema.described("\(parameter.explanation.en)\n\n\(parameter.explanation.id)\(filled)")
    }

    /// A text with something to insert is judged when it is known.
    private static let variable = JSONSchema.text(#"\{\{"#)

    static func value(_ kind: Parameter.Kind) -> JSONSchema {
        let number = #"^[0-9]+(\.[0-9]+)? *"#
        let scalar = JSONSchema.either(.text(), JSONSchema(type: "number"), JSONSchema(type: "boolean"))
        let count = JSONSchema.either(JSONSchema(type: "integer", minimum: 0), .text("^[0-9]+$"))
        return switch kind {
        case .bytes: .text(number + unit(Quantity.Units.bytes) + "$")
        case .duration: .text(number + unit(Quantity.Units.duration) + "$")
        case .percent: .text(#"^(100(\.0+)?|[0-9]{1,2}(\.[0-9]+)?) *%$"#)
        case .count: count
        case .text, .content, .file: scalar
        case .texts: .either(scalar, .list(scalar))
        case .counts: .either(count, .list(count))
        case .choice(let words): .words(words)
        case .flag: .flag
        }
    }

    /// The units in capital or small letters, as the reader takes them.
    private static func unit(_ units: Quantity.Units) -> String {
        let words = units.names.map { name in
            name.map { "[\($0.lowercased())\($0.uppercased())]" }.joined()
        }
        return "(" + words.joined(separator: "|") + ")"
    }
}
