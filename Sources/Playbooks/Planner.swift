import Checks
import Documents
import RoomModel

/// Makes the checks of one PC after another and gathers what is wrong with them.
struct Planner {
    private let playbook: Playbook
    private let extraVariables: [String: Variable]
    private let isExamDay: Bool
    /// The PCs each entry is for, where it says so.
    private var chosen: [Int: Set<HostName>] = [:]
    /// Checks made before, by entry and arguments: most PCs share them.
    private var made: [Int: [Arguments: any Check]] = [:]
    private var found: [Problem: [HostName]] = [:]
    private var order: [Problem] = []

    init(playbook: Playbook, room: Room, extraVariables: [String: Variable], isExamDay: Bool = false) {
        self.playbook = playbook
        self.extraVariables = extraVariables
        self.isExamDay = isExamDay
        for (index, entry) in playbook.checks.enumerated() {
            guard let (pattern, location) = entry.hosts else { continue }
            do {
                chosen[index] = Set(try pattern.select(from: room.hosts).map(\.name))
            } catch {
                note(Problem(at: location, error.message.en, hint: error.hint.en), nil)
            }
        }
    }

    /// The problems so far; one that not all of `count` PCs have says which.
    func problems(of count: Int) -> [Problem] {
        order.map { problem in
            let hosts = found[problem] ?? []
            guard !hosts.isEmpty, hosts.count < count else { return problem }
            let names = hosts.prefix(3).map(\.description).joined(separator: ", ")
            let more = hosts.count > 3 ? " and \(hosts.count - 3) more" : ""
            return Problem(
                problem.severity,
                at: problem.location,
                problem.message + " (for \(names)\(more))",
                hint: problem.hint
            )
        }
    }

    private mutating func note(_ problem: Problem, _ host: Host?) {
        if found[problem] == nil {
            order.append(problem)
            found[problem] = []
        }
        if let host { found[problem]?.append(host.name) }
    }

    /// An entry of the playbook on one PC, settled.
    struct Settled {
        /// Its place in the playbook.
        let index: Int
        let check: PlannedCheck
        /// Every parameter that has a value, as a playbook would write it.
        let values: [String: VariableValue]
        fileprivate let arguments: Arguments
    }

    /// The checks of `host`, in the playbook's order.
    mutating func checks(for host: Host) -> [PlannedCheck] { settled(for: host).map(\.check) }

    /// The entries that hold on `host`, in the playbook's order.
    mutating func settled(for host: Host) -> [Settled] {
        var planned: [Settled] = []
        for (index, entry) in playbook.checks.enumerated() {
            if let chosen = chosen[index], !chosen.contains(host.name) { continue }
            guard let (check, arguments, values) = check(entry, index, host) else { continue }
            let candidate = PlannedCheck(
                id: entry.id,
                check: check,
                severity: entry.severity,
                isStrict: isExamDay && entry.examDaySeverity == .fail,
                isRequired: entry.isRequired,
                wording: entry.wording,
                condition: entry.condition
            )
            if let twin = planned.first(where: { $0.check.collides(with: candidate) }) {
                // Two entries that come to the same are one: the app's disk may be the system's.
                if twin.arguments == arguments { continue }
                note(
                    Problem(
                        at: entry.location,
                        "`\(candidate.id)` stands twice"
                            + (check.subject.map { " for `\($0.safe(limit: 80))`" } ?? ""),
                        hint: "keep one, or set them apart with `hosts:` or `on:`"
                    ),
                    host
                )
            }
            planned.append(Settled(index: index, check: candidate, values: values, arguments: arguments))
        }
        return planned
    }

    /// The processes whose running forbids to touch `host`; none where nobody names any.
    mutating func examProcesses(on host: Host) -> [String] {
        let name = "exam_processes"
        guard let written = value(of: name, host), written != .null else { return [] }
        let parameter = Parameter(name, .texts, Localized(id: "Program ujian", en: "The exam's programs"))
        do throws(InvalidArgument) {
            let value = try Argument(try expanded(written, parameter, host), for: parameter)
            return Arguments([name: value]).texts(name)
        } catch {
            let place = origin(of: name, host) ?? SourceLocation(file: playbook.file)
            note(Problem(at: place, error.message, hint: error.hint ?? "write a list of process names"), host)
            return []
        }
    }

    /// The check with its arguments on `host`; nil when it is not selected there or something is wrong.
    private mutating func check(
        _ entry: PlaybookCheck,
        _ index: Int,
        _ host: Host
    ) -> (any Check, Arguments, [String: VariableValue])? {
        var values: [String: Argument] = [:]
        var written: [String: VariableValue] = [:]
        var places: [String: SourceLocation] = [:]
        var isSound = true
        for parameter in entry.definition.parameters {
            guard let source = source(of: parameter, entry, host) else {
                if parameter.isRequired { return nil }
                continue
            }
            places[parameter.name] = source.location
            do throws(InvalidArgument) {
                let value = try expanded(source.value, parameter, host)
                if value == .null {
                    if parameter.isRequired { return nil }
                    written[parameter.name] = .null
                    continue
                }
                values[parameter.name] = try Argument(value, for: parameter)
                written[parameter.name] = insertsSecret(source.value, host) ? source.value : value
            } catch {
                isSound = false
                note(Problem(at: source.location, error.message, hint: error.hint), host)
            }
        }
        guard isSound else { return nil }
        let arguments = Arguments(values)
        if let known = made[index]?[arguments] { return (known, arguments, written) }
        do {
            let check = try entry.definition.make(arguments)
            made[index, default: [:]][arguments] = check
            return (check, arguments, written)
        } catch {
            let place = places[error.parameter] ?? entry.location
            note(Problem(at: place, "`\(entry.definition.id)`: \(error.message)", hint: error.hint), host)
            return nil
        }
    }

    /// Where a parameter's value comes from: the playbook, its variable, its default; nil for nowhere.
    private func source(
        of parameter: Parameter,
        _ entry: PlaybookCheck,
        _ host: Host
    ) -> (value: VariableValue, location: SourceLocation)? {
        if let node = entry.parameters[parameter.name] { return (node.value, node.location) }
        if let name = parameter.variable, let value = value(of: name, host) {
            return (value, origin(of: name, host) ?? entry.location)
        }
        return entry.defaults[parameter.name].map { ($0, entry.location) }
    }

    private func expanded(
        _ value: VariableValue,
        _ parameter: Parameter,
        _ host: Host
    ) throws(InvalidArgument) -> VariableValue {
        do {
            return try Template.expanded(value) { self.value(of: $0, host) }
        } catch {
            throw InvalidArgument(parameter.name, error.message, hint: error.hint)
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

    private func value(of name: String, _ host: Host) -> VariableValue? {
        extraVariables[name]?.value ?? host.value(of: name) ?? playbook.room[name]?.value
            ?? playbook.variables[name]?.value
    }

    private func origin(of name: String, _ host: Host) -> SourceLocation? {
        (extraVariables[name] ?? host.variables[name] ?? playbook.room[name] ?? playbook.variables[name])?
            .origin
    }
}

extension PlannedCheck {
    /// Whether nothing tells the results of the two apart.
    fileprivate func collides(with other: PlannedCheck) -> Bool {
        id == other.id && check.subject == other.check.subject
            && (condition ?? PlatformCondition()).overlaps(other.condition ?? PlatformCondition())
    }
}
