import Checks
import Documents
import RoomModel

/// Makes the checks of one PC after another and gathers what is wrong with them.
struct Planner {
    private let playbook: Playbook
    private var scope: VariableScope
    private let isExamDay: Bool
    /// The PCs each entry is for, where it says so.
    private var chosen: [Int: Set<HostName>] = [:]
    /// Checks made before, by entry and arguments: most PCs share them.
    private var made: [Int: [ParameterValues: any Check]] = [:]
    private var ledger = ProblemLedger()

    init(playbook: Playbook, room: Room, extraVariables: [String: Variable], isExamDay: Bool = false) {
        self.playbook = playbook
        scope = VariableScope(playbook, extraVariables: extraVariables, room: room.folder)
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
    func problems(of count: Int) -> [Problem] { ledger.problems(of: count) }

    private mutating func note(_ problem: Problem, _ host: Host?) {
        ledger.note(problem, host)
    }

    /// An entry of the playbook on one PC, settled.
    struct Settled {
        /// Its place in the playbook.
        let index: Int
        let check: PlannedCheck
        fileprivate let arguments: ParameterValues
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
                condition: entry.condition,
                values: values
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
            planned.append(Settled(index: index, check: candidate, arguments: arguments))
        }
        return planned
    }

    /// The processes whose running forbids to touch `host`; none where nobody names any.
    mutating func examProcesses(on host: Host) -> [String] {
        let name = "exam_processes"
        guard let written = scope.value(of: name, host), written != .null else { return [] }
        let place = scope.origin(of: name, host) ?? SourceLocation(file: playbook.file)
        let parameter = Parameter(name, .texts, Localized(id: "Program ujian", en: "The exam's programs"))
        do throws(InvalidArgument) {
            let value = try ParameterValue(try scope.expanded(written, parameter, host), for: parameter)
            let programs = ParameterValues([name: value]).texts(name)
            for program in programs {
                do throws(InvalidArgument) {
                    try ProgramName.check(program, for: name)
                } catch {
                    note(error.problem(at: place, of: name), host)
                }
            }
            return programs
        } catch {
            note(error.problem(at: place, hint: "write a list of process names"), host)
            return []
        }
    }

    /// The check with its arguments on `host`; nil when it is not selected there or something is wrong.
    private mutating func check(
        _ entry: PlaybookCheck,
        _ index: Int,
        _ host: Host
    ) -> (any Check, ParameterValues, [String: VariableValue])? {
        let values = scope.values(of: entry, on: host)
        // One that the playbook gives, and that comes to nothing on this PC.
        let unset = values.missing.filter { $0.variable == nil }.map(entry.missing)
        for problem in values.problems + unset { note(problem, host) }
        guard values.missing.isEmpty, values.problems.isEmpty else { return nil }
        if let known = made[index]?[values.arguments] { return (known, values.arguments, values.written) }
        do {
            let check = try entry.definition.make(values.arguments)
            made[index, default: [:]][values.arguments] = check
            return (check, values.arguments, values.written)
        } catch {
            note(values.problem(error, in: entry, called: entry.definition.id.description), host)
            return nil
        }
    }
}

extension PlannedCheck {
    /// Whether nothing tells the results of the two apart.
    fileprivate func collides(with other: PlannedCheck) -> Bool {
        id == other.id && check.subject == other.check.subject
            && (condition ?? PlatformCondition()).overlaps(other.condition ?? PlatformCondition())
    }
}
