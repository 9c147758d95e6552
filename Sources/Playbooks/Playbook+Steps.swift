import Documents
import Provisioning
public import RoomModel

extension Playbook {
    /// How many entries stand under `steps:`.
    public var stepCount: Int { steps.count }

    /// The names of the steps, in order: `id:`, else the kind, numbered where it stands more than once.
    public var stepNames: [StepName] {
        var taken = Set(steps.compactMap { $0.id?.name })
        return steps.compactMap { entry in
            if let id = entry.id { return id.name }
            for number in 1... {
                let kind = entry.definition.kind
                guard let name = StepName(number == 1 ? kind : "\(kind)-\(number)") else { return nil }
                if taken.insert(name).inserted { return name }
            }
            return nil
        }
    }

    /// What the steps are about, by name.
    public var stepLabels: [(name: StepName, label: Localized)] {
        zip(stepNames, steps).map { ($0, $1.definition.label) }
    }

    /// Settles every step of every PC, with all variables inserted and all files read; contacts nobody.
    ///
    /// - Parameters:
    ///   - room: The room.
    ///   - hosts: The PCs to plan for, a part of the room's.
    ///   - examProcesses: The exam app's process names on a PC.
    ///   - extraVariables: What the command line sets (`-e`); stronger than all else.
    /// - Returns: The steps of each PC.
    /// - Throws: ``InvalidDocuments`` with the problems of all PCs, each once.
    public func steps(
        for room: Room,
        hosts: [Host],
        examProcesses: (Host) -> [String],
        extraVariables: [String: Variable] = [:]
    ) throws(InvalidDocuments) -> [HostSteps] {
        var planner = StepPlanner(playbook: self, room: room, extraVariables: extraVariables)
        let plans = hosts.map { host in
            HostSteps(
                host: host,
                steps: planner.settled(for: host).map(\.step),
                examProcesses: examProcesses(host)
            )
        }
        let problems = planner.problems(of: hosts.count)
        guard problems.isEmpty else { throw InvalidDocuments(problems.map(document.excerpted)) }
        return plans
    }
}
