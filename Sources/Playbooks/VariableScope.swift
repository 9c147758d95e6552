import Documents
import RoomModel

/// One entry under `checks:` or `steps:`, as far as its parameters go.
protocol PlaybookEntry {
    /// What it may set.
    var rows: [Parameter] { get }
    /// What the playbook sets, as written.
    var parameters: [String: DocumentNode] { get }
    /// What holds where playbook and variables are silent.
    var defaults: [String: VariableValue] { get }
    /// Where it stands.
    var location: SourceLocation { get }
}

/// The values of an entry's parameters on one PC.
struct EntryValues {
    var arguments = ParameterValues([:])
    /// Every parameter that has a value, as a playbook would write it.
    var written: [String: VariableValue] = [:]
    /// Required parameters without a value.
    var missing: [Parameter] = []
    var problems: [Problem] = []
    fileprivate var places: [String: SourceLocation] = [:]

    /// The problem that what is called `name` has with these values.
    func problem(_ error: InvalidArgument, in entry: some PlaybookEntry, called name: String) -> Problem {
        error.problem(at: places[error.parameter] ?? entry.location, of: name)
    }
}

/// What a variable comes to on a PC, for one playbook: the command line, then the PC, then `room:`, then `vars:`.
struct VariableScope {
    private let playbook: Playbook
    private let extraVariables: [String: Variable]
    private var files: ControllerFiles

    /// - Parameters:
    ///   - playbook: The playbook.
    ///   - extraVariables: What the command line sets.
    ///   - room: The room's folder, whose files the playbook may send too; nil: none.
    init(_ playbook: Playbook, extraVariables: [String: Variable], room: String? = nil) {
        self.playbook = playbook
        self.extraVariables = extraVariables
        files = ControllerFiles(playbook: playbook.file, room: room)
    }

    /// Settles every parameter of an entry.
    mutating func values(of entry: some PlaybookEntry, on host: Host) -> EntryValues {
        var values = EntryValues()
        var settled: [String: ParameterValue] = [:]
        for parameter in entry.rows {
            guard let source = source(of: parameter, entry, host) else {
                if parameter.isRequired { values.missing.append(parameter) }
                continue
            }
            values.places[parameter.name] = source.location
            do throws(InvalidArgument) {
                let value = try expanded(source.value, parameter, host)
                if value == .null {
                    if parameter.isRequired { values.missing.append(parameter) }
                    values.written[parameter.name] = .null
                    continue
                }
                let argument = try ParameterValue(value, for: parameter)
                settled[parameter.name] = try read(argument, parameter, host)
                values.written[parameter.name] = insertsSecret(source.value, host) ? source.value : value
            } catch {
                values.problems.append(error.problem(at: source.location))
            }
        }
        values.arguments = ParameterValues(settled)
        return values
    }

    /// The file that an argument names, in place of its path.
    private mutating func read(
        _ argument: ParameterValue,
        _ parameter: Parameter,
        _ host: Host
    ) throws(InvalidArgument) -> ParameterValue {
        guard case .file(let isTemplate) = parameter.kind, case .text(let path) = argument else {
            return argument
        }
        let file = try files.file(path, for: parameter)
        var bytes = file.bytes
        if isTemplate {
            do {
                let text = try Template(String(decoding: bytes, as: UTF8.self)).expanded {
                    value(of: $0, host)
                }
                bytes = Array(text.utf8)
            } catch {
                throw InvalidArgument(
                    parameter.name,
                    "`\(path.safe(limit: 100))`: \(error.message)",
                    hint: error.hint,
                    at: error.holder.flatMap { origin(of: $0, host) }
                )
            }
        }
        return .file(ControllerFile(path: path, place: file.place, bytes: bytes))
    }

    /// Where a parameter's value comes from: the playbook, its variable, its default; nil for nowhere.
    private func source(
        of parameter: Parameter,
        _ entry: some PlaybookEntry,
        _ host: Host
    ) -> (value: VariableValue, location: SourceLocation)? {
        if let node = entry.parameters[parameter.name] { return (node.value, node.location) }
        if let name = parameter.variable, let value = value(of: name, host) {
            return (value, origin(of: name, host) ?? entry.location)
        }
        return entry.defaults[parameter.name].map { ($0, entry.location) }
    }

    /// A value with every variable in it.
    func expanded(
        _ value: VariableValue,
        _ parameter: Parameter,
        _ host: Host
    ) throws(InvalidArgument) -> VariableValue {
        do {
            return try Template.expanded(value) { self.value(of: $0, host) }
        } catch {
            guard let place = error.holder.flatMap({ origin(of: $0, host) }) else {
                throw InvalidArgument(parameter.name, error.message, hint: error.hint)
            }
            throw InvalidArgument(
                parameter.name,
                error.message(for: parameter.name),
                hint: error.hint,
                at: place
            )
        }
    }

    /// Whether one of the variables in `value` is called like a secret; such a text is shown as it was written.
    private func insertsSecret(_ value: VariableValue, _ host: Host) -> Bool {
        var names: Set<String> = []
        _ = try? Template.expanded(value) { name in
            names.insert(name)
            return self.value(of: name, host)
        }
        return names.contains(where: VariableValue.namesSecret)
    }

    /// What a variable is on a PC; nil: nobody set it.
    func value(of name: String, _ host: Host) -> VariableValue? {
        extraVariables[name]?.value ?? host.value(of: name) ?? playbook.room[name]?.value
            ?? playbook.variables[name]?.value
    }

    /// Where it was set.
    func origin(of name: String, _ host: Host) -> SourceLocation? {
        (extraVariables[name] ?? host.variables[name] ?? playbook.room[name] ?? playbook.variables[name])?
            .origin
    }
}
