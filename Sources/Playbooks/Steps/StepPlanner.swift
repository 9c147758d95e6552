import Documents
import Provisioning
import RoomModel

/// Makes the steps of one PC after another and gathers what is wrong with them.
struct StepPlanner {
    private let playbook: Playbook
    private var scope: VariableScope
    /// The PCs each entry is for, where it says so.
    private var chosen: [Int: Set<HostName>] = [:]
    private var ledger = ProblemLedger()

    init(playbook: Playbook, room: Room, extraVariables: [String: Variable]) {
        self.playbook = playbook
        scope = VariableScope(playbook, extraVariables: extraVariables, room: room.folder)
        for (index, entry) in playbook.steps.enumerated() {
            guard let (pattern, location) = entry.hosts else { continue }
            do {
                chosen[index] = Set(try pattern.select(from: room.hosts).map(\.name))
            } catch {
                ledger.note(Problem(at: location, error.message.en, hint: error.hint.en), nil)
            }
        }
    }

    /// The problems so far; one that not all of `count` PCs have says which.
    func problems(of count: Int) -> [Problem] { ledger.problems(of: count) }

    /// An entry of the playbook on one PC, settled.
    struct Settled {
        /// Its place in the playbook.
        let index: Int
        let step: PlannedStep
        /// Every parameter that has a value, as a playbook would write it.
        let values: [String: VariableValue]
    }

    /// The entries that hold on `host`, in the playbook's order.
    mutating func settled(for host: Host) -> [Settled] {
        var settled: [Settled] = []
        for (index, entry) in playbook.steps.enumerated() {
            if let chosen = chosen[index], !chosen.contains(host.name) { continue }
            let values = scope.values(of: entry, on: host)
            for problem in values.problems + values.missing.map(entry.missing) { ledger.note(problem, host) }
            guard values.problems.isEmpty, values.missing.isEmpty else { continue }
            do throws(InvalidArgument) {
                let step = PlannedStep(
                    name: playbook.stepNames[index],
                    label: entry.definition.label,
                    step: try entry.definition.make(values.arguments),
                    condition: entry.condition,
                    account: entry.account,
                    sources: values.arguments.values.keys.sorted().compactMap {
                        values.arguments.file($0)?.place
                    }
                )
                settled.append(Settled(index: index, step: step, values: values.written))
            } catch {
                ledger.note(values.problem(error, in: entry, called: entry.definition.kind), host)
            }
        }
        if let off = settled.firstIndex(where: { $0.step.step.work == .powerOff }), off < settled.count - 1 {
            ledger.note(
                Problem(
                    at: playbook.steps[settled[off].index].location,
                    "no step can follow one that switches the PC off",
                    hint: "put it last"
                ),
                host
            )
        }
        return settled
    }
}
