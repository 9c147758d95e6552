import Checks
import Playbooks
import Reports
import RoomModel

extension CheckSheet {
    /// The names of all checks, in the catalogue's order.
    static var names: [String] { Catalogue.checks.map(\.id.description) }

    /// The sheets of all checks, in the catalogue's order.
    static func catalogue() throws(CommandFailure) -> [CheckSheet] {
        var sheets: [CheckSheet] = []
        for definition in Catalogue.checks { sheets.append(try CheckSheet(definition)) }
        return sheets
    }

    /// The sheet of one check; nil when there is no such check.
    static func catalogue(_ id: CheckID) throws(CommandFailure) -> CheckSheet? {
        guard let definition = Catalogue.definition(of: id) else { return nil }
        return try CheckSheet(definition)
    }

    /// The sheet of a row of the catalogue.
    init(_ definition: CheckDefinition) throws(CommandFailure) {
        let example: CheckExample
        do {
            example = try CheckExample(definition)
        } catch {
            throw CommandFailure(error, in: .playbook, language: HelpLanguage.current)
        }
        self.init(
            id: definition.id,
            label: definition.label,
            hint: definition.hint,
            severity: example.severity,
            isStrictOnExamDay: definition.examDaySeverity == .fail,
            parameters: definition.parameters.map { parameter in
                CheckSheet.Parameter(
                    name: parameter.name,
                    value: CheckSheet.Value(parameter.kind),
                    defaultText: parameter.defaultText,
                    variable: parameter.variable,
                    isRequired: parameter.isRequired,
                    explanation: parameter.explanation
                )
            },
            source: definition.source,
            example: example.entry
        )
    }
}

extension CheckSheet.Value {
    fileprivate init(_ kind: Parameter.Kind) {
        self =
            switch kind {
            case .bytes: .bytes
            case .duration: .duration
            case .percent: .percent
            case .count: .count
            case .text, .content, .file: .text
            case .texts: .texts
            case .counts: .counts
            case .choice(let words): .choice(words)
            case .flag: .flag
            }
    }
}
