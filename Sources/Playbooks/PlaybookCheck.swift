import Checks
import Documents
import RoomModel

/// One entry of `checks:`: which check, its parameters as written, and the keys every check has.
///
/// A check's own parameter goes before a common key of the same name.
struct PlaybookCheck: PlaybookEntry, Sendable {
    /// The keys every check has.
    static let commonKeys = ["severity", "on_exam_day", "required", "hint", "on", "hosts"]

    let definition: CheckDefinition
    let location: SourceLocation
    private(set) var parameters: [String: DocumentNode] = [:]
    /// The values that the playbook itself says, whatever the PC.
    private(set) var said: [String: ParameterValue] = [:]
    /// What holds where playbook and variables are silent.
    let defaults: [String: VariableValue]
    private(set) var severity: Severity?
    /// What the check is called where the playbook makes it up; nil: as in the catalogue.
    private(set) var label: Localized?
    /// What a note becomes on a day of the exam.
    private(set) var examDaySeverity: Severity?
    private(set) var isRequired = true
    private(set) var hint: Localized?
    private(set) var condition: PlatformCondition?
    private(set) var hosts: (pattern: HostPattern, location: SourceLocation)?

    /// Reads `- disk.free` or `- disk.free: { path: … }`; nil after reporting why not.
    init?(_ node: DocumentNode, _ catalogue: CheckIndex, _ problems: inout [Problem]) {
        guard let head = EntryHead(node, "check", &problems) else { return nil }
        let name = head.name
        guard let definition = catalogue[name] else {
            problems.append(
                Problem(
                    at: node.location,
                    "unknown check `\(name.safe(limit: 60))`",
                    hint: Suggestion.nearest(to: name, among: catalogue.names).map { "did you mean `\($0)`?" }
                        ?? "`man siaga` names every check"
                )
            )
            return nil
        }
        self.definition = definition
        location = node.location
        examDaySeverity = definition.examDaySeverity
        defaults = definition.parameters.defaults
        let before = problems.count
        for entry in head.entries { read(entry, &problems) }
        problems += definition.parameters.filter(isMissing).map(missing)
        if definition.isNamed { readName(&problems) }
        if problems.count == before, let problem = contradiction { problems.append(problem) }
    }

    /// Whether the playbook alone could say a parameter that the check must have, and does not.
    ///
    /// What a variable may fill depends on the PC.
    private func isMissing(_ parameter: Parameter) -> Bool {
        parameter.isRequired && parameter.variable == nil && parameters[parameter.name].map(\.isNull) ?? true
    }

    /// What is said where a parameter has no value.
    func missing(_ parameter: Parameter) -> Problem {
        let example = "\(parameter.name): \(parameter.example ?? "…")"
        let isOnly = definition.parameters.count(where: \.isRequired) == 1
        return Problem(
            at: location,
            Localized(
                id: "`\(definition.id)` perlu `\(parameter.name)`",
                en: "`\(definition.id)` needs `\(parameter.name)`"
            ),
            hint: Localized(
                id: "tulis `\(definition.id): { \(example)\(isOnly ? "" : ", …") }`",
                en: "write `\(definition.id): { \(example)\(isOnly ? "" : ", …") }`"
            )
        )
    }

    /// What the check may set.
    var rows: [Parameter] { definition.parameters }

    /// Which check this is: the catalogue's, or one of its kind by name.
    var id: CheckID {
        guard definition.isNamed, let name = parameters["name"]?.text else { return definition.id }
        return CheckID("\(definition.id).\(name)")
    }

    /// What the reports say of it where that is not the catalogue's; nil: nothing of the kind.
    var wording: CheckWording? {
        guard definition.isNamed || hint != nil else { return nil }
        return CheckWording(label: label ?? definition.label, hint: hint ?? definition.hint)
    }

    /// Sees to it that a check the playbook makes up has a name that can be typed.
    private mutating func readName(_ problems: inout [Problem]) {
        guard let node = parameters["name"], !node.isNull else { return }
        let name = node.text ?? ""
        let isPlain = name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x5F
        }
        if name.isEmpty || name.utf8.count > 40 || !isPlain {
            problems.append(
                Problem(
                    at: node.location,
                    "`\(name.safe(limit: 60))` is no name of a check",
                    hint: "use small letters, digits, `-` and `_`, at most 40"
                )
            )
        } else if label == nil {
            let kind = definition.label
            label = Localized(id: "\(kind.id) \(name)", en: "\(kind.en) \(name)")
        }
    }

    private mutating func read(_ entry: DocumentNode.Entry, _ problems: inout [Problem]) {
        if let parameter = definition.parameters.first(where: { $0.name == entry.key }) {
            parameters[entry.key] = entry.value
            // What holds a variable is read when the PC is known; null leaves the parameter unset.
            guard !entry.value.holdsVariable, !entry.value.isNull else { return }
            do {
                said[entry.key] = try ParameterValue(entry.value.value, for: parameter)
            } catch {
                problems.append(error.problem(at: entry.value.location))
            }
            return
        }
        let value = entry.value
        do throws(InvalidArgument) {
            switch entry.key {
            case "severity": severity = try Self.severity(value, entry.key)
            case "on_exam_day": examDaySeverity = try Self.severity(value, entry.key)
            case "required":
                let parameter = Parameter(
                    "required",
                    .flag,
                    Localized(id: "Wajib terukur", en: "Must be measured")
                )
                if case .flag(let flag) = try ParameterValue(value.value, for: parameter) {
                    isRequired = flag
                }
            case "hint": hint = try Self.localized(value, "hint")
            case "label" where definition.isNamed: label = try Self.localized(value, "label")
            case "on": condition = try PlatformCondition(value)
            case "hosts":
                do {
                    hosts = (try HostPattern(value.text ?? ""), value.location)
                } catch {
                    throw InvalidArgument("hosts", error.message.en, hint: error.hint.en)
                }
            default:
                let known =
                    definition.parameters.map(\.name) + Self.commonKeys
                    + (definition.isNamed ? ["label"] : [])
                problems.append(
                    Problem(
                        at: entry.location,
                        "`\(definition.id)` has no parameter `\(entry.key.safe(limit: 60))`",
                        hint: Suggestion.hint(for: entry.key, among: known)
                    )
                )
            }
        } catch {
            problems.append(Problem(at: value.location, error.message, hint: error.hint))
        }
    }

    private static func severity(_ node: DocumentNode, _ key: String) throws(InvalidArgument) -> Severity {
        guard let text = node.text, let severity = Severity(rawValue: text) else {
            throw InvalidArgument(key, "`\(key)` is `warn` or `fail`")
        }
        return severity
    }

    private static func localized(_ node: DocumentNode, _ key: String) throws(InvalidArgument) -> Localized {
        let texts = (node.entries ?? []).reduce(into: [String: String]()) { $0[$1.key] = $1.value.text }
        guard texts.count == 2, let indonesian = texts["id"], let english = texts["en"] else {
            throw InvalidArgument(key, "a \(key) needs both languages", hint: "write `{ id: …, en: … }`")
        }
        return Localized(id: indonesian.safe(), en: english.safe())
    }
}

extension DocumentNode {
    /// Whether a text in it has something to insert.
    var holdsVariable: Bool {
        switch content {
        case .scalar(let text, _): !Template(text).isPlain
        case .secret: false
        case .list(let members): members.contains(where: \.holdsVariable)
        case .table(let entries): entries.contains { $0.value.holdsVariable }
        }
    }
}
