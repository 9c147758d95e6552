public import Checks
import Documents
public import RoomModel

extension Playbook {
    /// Settles every check of every PC, with all variables inserted; contacts nobody.
    ///
    /// A variable is looked for in `extraVariables`, then the PC's, then the playbook's `room:`, then its `vars:`. A check
    /// whose required parameter a variable may fill, and nobody set it, is not selected.
    ///
    /// - Parameters:
    ///   - room: The room.
    ///   - hosts: The PCs to plan for, a part of the room's.
    ///   - catalogue: The checks there are.
    ///   - extraVariables: What the command line sets (`-e`); stronger than all else.
    ///   - isExamDay: Whether today is a day of the exam, on which some notes weigh more (default: no).
    /// - Returns: The plan.
    /// - Throws: ``InvalidDocuments`` with the problems of all PCs, each once.
    public func plan(
        for room: Room,
        hosts: [Host],
        catalogue: [CheckDefinition],
        extraVariables: [String: Variable] = [:],
        isExamDay: Bool = false
    ) throws(InvalidDocuments) -> RoomPlan {
        var planner = Planner(
            playbook: self,
            room: room,
            extraVariables: extraVariables,
            isExamDay: isExamDay
        )
        let plans = hosts.map { host in
            HostPlan(
                host: host,
                checks: planner.checks(for: host),
                examProcesses: planner.examProcesses(on: host)
            )
        }
        let problems = planner.problems(of: hosts.count)
        guard problems.isEmpty else { throw InvalidDocuments(problems.map(document.excerpted)) }
        var settings = RoomSettings(self.room)
        let profile = room.profile.filled(from: settings.profile(named: room.profile.name))
        return RoomPlan(profile: profile, hosts: plans)
    }

    /// The exam app's process names as this playbook has them, whatever becomes of its checks.
    ///
    /// - Parameters:
    ///   - room: The room with all its PCs.
    ///   - hosts: The PCs, a part of the room's.
    /// - Returns: The names on each PC; none where nobody names any.
    /// - Throws: ``InvalidDocuments`` with every name that cannot be used.
    public func examProcesses(
        for room: Room,
        hosts: [Host]
    ) throws(InvalidDocuments) -> [HostName: [String]] {
        var planner = Planner(playbook: self, room: room, extraVariables: [:])
        let names = hosts.map { ($0.name, planner.examProcesses(on: $0)) }
        let problems = planner.problems(of: hosts.count)
        guard problems.isEmpty else { throw InvalidDocuments(problems.map(document.excerpted)) }
        return Dictionary(names, uniquingKeysWith: { first, _ in first })
    }
}
