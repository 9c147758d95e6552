import Documents
import Provisioning
import RoomModel

/// One entry of `steps:`: which step, its parameters as written, and the keys every step has.
///
/// A step's own parameter goes before a common key of the same name.
struct PlaybookStep: PlaybookEntry, Sendable {
    /// The keys every step has.
    static let commonKeys = ["id", "become", "on", "hosts"]

    let definition: StepDefinition
    let location: SourceLocation
    private(set) var parameters: [String: DocumentNode] = [:]
    /// What holds where playbook and variables are silent.
    let defaults: [String: VariableValue]
    /// What the playbook calls it; nil: by its kind.
    private(set) var id: (name: StepName, location: SourceLocation)?
    private(set) var account: PlannedStep.Account?
    private(set) var condition: PlatformCondition?
    private(set) var hosts: (pattern: HostPattern, location: SourceLocation)?

    /// What the step may set.
    var rows: [Parameter] { definition.parameters }

    /// Reads `- reboot` or `- file: { path: … }`; nil after reporting why not.
    init?(_ node: DocumentNode, _ catalogue: [StepDefinition], _ problems: inout [Problem]) {
        guard let head = EntryHead(node, "step", &problems) else { return nil }
        guard let definition = catalogue.first(where: { $0.kind == head.name }) else {
            let kinds = catalogue.map(\.kind)
            problems.append(
                Problem(
                    at: node.location,
                    "unknown step `\(head.name.safe(limit: 60))`",
                    hint: Suggestion.nearest(to: head.name, among: kinds).map { "did you mean `\($0)`?" }
                        ?? "steps are " + kinds.map { "`\($0)`" }.joined(separator: ", ")
                )
            )
            return nil
        }
        self.definition = definition
        location = node.location
        defaults = definition.parameters.defaults
        for entry in head.entries { read(entry, &problems) }
        // What holds a variable is known for each PC alone.
        if let use = definition.pathUse, let node = parameters["path"], let path = node.text,
            !path.contains("{{"), ReservedPath(path, for: use) != nil
        {
            let error = InvalidArgument("path", reserved: path, use)
            problems.append(
                Problem(at: node.location, "`\(definition.kind)`: \(error.message)", hint: error.hint)
            )
        }
        for parameter in definition.parameters
        where parameter.isRequired && parameter.variable == nil
            && parameters[parameter.name].map(\.isNull) ?? true
        {
            problems.append(missing(parameter))
        }
    }

    /// What is said where a parameter has no value.
    func missing(_ parameter: Parameter) -> Problem {
        let example = "\(parameter.name): \(parameter.example ?? "…")"
        return Problem(
            at: location,
            "`\(definition.kind)` needs `\(parameter.name)`",
            hint: "write `\(definition.kind): { \(example), … }`"
                + (parameter.variable.map { ", or set `\($0)` in the inventory" } ?? "")
        )
    }

    private mutating func read(_ entry: DocumentNode.Entry, _ problems: inout [Problem]) {
        let value = entry.value
        do throws(InvalidArgument) {
            if let parameter = definition.parameters.first(where: { $0.name == entry.key }) {
                parameters[entry.key] = value
                // What holds a variable is read when the PC is known; null leaves the parameter unset.
                if !value.holdsVariable, !value.isNull { _ = try ParameterValue(value.value, for: parameter) }
                return
            }
            switch entry.key {
            case "id":
                guard let name = StepName(value.text ?? "") else {
                    throw InvalidArgument(
                        "id",
                        "`\((value.text ?? "").safe(limit: 60))` is no name of a step",
                        hint: "use small letters, digits, `-` and `_`, at most 40"
                    )
                }
                id = (name, value.location)
            case "become": account = try Self.account(value)
            case "on": condition = try PlatformCondition(value)
            case "hosts":
                do {
                    hosts = (try HostPattern(value.text ?? ""), value.location)
                } catch {
                    throw InvalidArgument("hosts", error.message.en, hint: error.hint.en)
                }
            default:
                problems.append(
                    Problem(
                        at: entry.location,
                        "`\(definition.kind)` has no parameter `\(entry.key.safe(limit: 60))`",
                        hint: Suggestion.hint(
                            for: entry.key,
                            among: definition.parameters.map(\.name) + Self.commonKeys
                        )
                    )
                )
            }
        } catch {
            problems.append(Problem(at: value.location, error.message, hint: error.hint))
        }
    }

    /// `true` is root, `false` the login account, anything else the account of that name.
    private static func account(_ node: DocumentNode) throws(InvalidArgument) -> PlannedStep.Account {
        if node.text == "false" { return .login }
        let name = node.text == "true" ? "root" : node.text ?? ""
        do {
            return .other(try UserName(name))
        } catch {
            throw InvalidArgument("become", "`become` is `true`, `false` or an account")
        }
    }
}
