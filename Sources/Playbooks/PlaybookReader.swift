import Checks
import Documents
import Provisioning
import RoomModel

/// Reads a playbook's tree and collects everything wrong with it.
struct PlaybookReader {
    struct Parts {
        var name: String?
        var hosts: HostPattern?
        var variables: [String: Variable] = [:]
        var room: [String: Variable] = [:]
        var checks: [PlaybookCheck] = []
        var steps: [PlaybookStep] = []
        var verification: (path: String, location: SourceLocation)?
        var batchSize: BatchSize?
        var maximumFailures: Int?
    }

    private let catalogue: CheckIndex
    private let kinds: [StepDefinition]
    private(set) var problems: [Problem]

    init(_ catalogue: [CheckDefinition], _ kinds: [StepDefinition], problems: [Problem]) {
        self.catalogue = CheckIndex(catalogue)
        self.kinds = kinds
        self.problems = problems
    }

    mutating func parts(of root: DocumentNode) -> Parts {
        var parts = Parts()
        var pattern = (text: "clients", location: root.location)
        var hasWork = false
        for entry in table(root, "a playbook") {
            switch entry.key {
            case "name": parts.name = text(entry)?.safe(limit: 120)
            case "hosts": pattern = (text(entry) ?? "clients", entry.value.location)
            case "vars": parts.variables = variables(entry)
            case "room": parts.room = room(entry)
            case "checks":
                hasWork = true
                for member in list(entry) {
                    if let check = PlaybookCheck(member, catalogue, &problems) { parts.checks.append(check) }
                }
            case "steps":
                hasWork = true
                for member in list(entry) {
                    if let step = PlaybookStep(member, kinds, &problems) { parts.steps.append(step) }
                }
            case "verify": parts.verification = text(entry).map { ($0, entry.value.location) }
            case "serial":
                do throws(InvalidArgument) {
                    parts.batchSize = try BatchSize(entry.value)
                } catch {
                    report(entry.value.location, error.message, error.hint)
                }
            case "max_failures":
                parts.maximumFailures = entry.value.text.flatMap { Int(digits: $0, in: .counts) }
                if parts.maximumFailures == nil {
                    report(
                        entry.value.location,
                        "`max_failures` takes a number of PCs",
                        "write `max_failures: 3`, or 0 to stop at the first"
                    )
                }
            default:
                report(
                    entry.location,
                    "unknown key `\(entry.key.safe(limit: 60))`",
                    Suggestion.hint(for: entry.key, among: Playbook.keys)
                )
            }
        }
        if !hasWork, problems.isEmpty {
            report(
                root.location,
                "this playbook has no `checks:` and no `steps:`",
                "list at least one check, or one step"
            )
        }
        checkNames(of: parts.steps)
        parts.hosts = self.pattern(pattern.text, at: pattern.location)
        return parts
    }

    /// A name means one step.
    private mutating func checkNames(of steps: [PlaybookStep]) {
        var seen: Set<StepName> = []
        for case (let name, let location)? in steps.map(\.id) where !seen.insert(name).inserted {
            report(location, "two steps are called `\(name)`", "give one of them another `id`")
        }
    }

    private mutating func pattern(_ text: String, at location: SourceLocation) -> HostPattern? {
        do {
            return try HostPattern(text)
        } catch {
            report(location, error.message.en, error.hint.en)
            return nil
        }
    }

    private mutating func report(_ location: SourceLocation, _ message: String, _ hint: String? = nil) {
        problems.append(Problem(at: location, message, hint: hint))
    }

    private mutating func table(_ node: DocumentNode, _ what: String) -> [DocumentNode.Entry] {
        if let entries = node.entries { return entries }
        report(node.location, "\(what) is a table, this is \(node.kind)")
        return []
    }

    private mutating func list(_ entry: DocumentNode.Entry) -> [DocumentNode] {
        guard let members = entry.value.list, !members.isEmpty else {
            report(
                entry.location,
                "`\(entry.key)` takes a list with at least one entry",
                "begin each entry with `- `"
            )
            return []
        }
        return members
    }

    private mutating func text(_ entry: DocumentNode.Entry) -> String? {
        if let text = entry.value.text { return text }
        report(entry.location, "`\(entry.key)` takes a text, this is \(entry.value.kind)")
        return nil
    }

    private mutating func variables(_ entry: DocumentNode.Entry) -> [String: Variable] {
        table(entry.value, "`\(entry.key)`").reduce(into: [:]) { variables, variable in
            variables[variable.key] = Variable(variable.value.value, origin: variable.location)
        }
    }

    private mutating func room(_ entry: DocumentNode.Entry) -> [String: Variable] {
        let variables = variables(entry)
        for (name, variable) in variables where !RoomSettings.keys.contains(name) {
            report(
                variable.origin,
                "unknown key `\(name.safe(limit: 60))` in `room`",
                Suggestion.hint(for: name, among: RoomSettings.keys)
            )
        }
        var settings = RoomSettings(variables)
        _ = settings.profile(named: "")
        problems += settings.problems
        return variables
    }
}
