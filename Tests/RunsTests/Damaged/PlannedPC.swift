import Checks
import Facts
import Playbooks
import RoomModel
import Testing

@testable import Runs

/// What a shipped playbook asks of one PC, and what a run makes of its answer.
struct PlannedPC {
    /// How a run sees the PC.
    struct Verdict {
        let state: HostState
        let results: [CheckResult]

        /// What stops the PC.
        var broken: [CheckResult] { results.filter(\.isBroken) }

        /// What is not as it should be, for messages.
        var complaints: String {
            "\(state): "
                + results.filter { $0.status != .pass && $0.status != .notApplicable }
                .map { "\($0.check) \($0.status) \($0.finding)" }.joined(separator: "; ")
        }
    }

    let checks: [PlannedCheck]
    let examProcesses: [String]

    /// The facts, each once.
    var facts: [any Fact] {
        var seen: Set<FactKey> = []
        return checks.flatMap(\.facts).filter { seen.insert(FactKey($0)).inserted }
    }

    /// Plans the shipped readiness playbook of `mode` for a PC whose exam app is in `folder`.
    init(_ mode: RoomMode, appFolder folder: String, isExamDay: Bool) throws {
        let origin = SourceLocation(file: "hosts.yaml", line: 1, column: 1)
        let variables = ["exam_app_path": folder, "student_user": "siswa", "time_zone": "Asia/Jakarta"]
        let host = Host(
            name: try HostName("pc07"),
            address: try NetworkAddress("192.168.0.7"),
            groups: [try GroupName("all"), try GroupName("clients")],
            variables: variables.mapValues { Variable(.text($0), origin: origin) }
        )
        let playbook = try ShippedPlaybooks.readiness(for: mode, catalogue: Catalogue.checks)
        let plan = try playbook.plan(
            for: Room(profile: RoomProfile(name: "lab", mode: mode, seats: 1), hosts: [host]),
            hosts: [host],
            catalogue: Catalogue.checks,
            isExamDay: isExamDay
        )
        let planned = try #require(plan.hosts.first)
        checks = planned.checks
        examProcesses = planned.examProcesses
    }

    private init(checks: [PlannedCheck], examProcesses: [String]) {
        self.checks = checks
        self.examProcesses = examProcesses
    }

    /// The same PC, asked only for what can be measured on Windows today.
    var onWindows: PlannedPC {
        let measured = checks.filter { $0.facts.allSatisfy { type(of: $0).fragments.windows != nil } }
        return PlannedPC(checks: measured, examProcesses: examProcesses)
    }

    /// Judges as a scan does: readings without the end of their probe are none, and no answer has no results.
    func verdict(_ outcome: ProbeOutcome) -> Verdict {
        switch outcome {
        case .measured(let readings) where readings.isComplete:
            let results = checks.map { $0.judge(readings) }
            return Verdict(state: HostState.judge(isExamOpen: false, results: results), results: results)
        case .measured, .unanswered: return Verdict(state: .tooSlow, results: [])
        case .examOpen: return Verdict(state: HostState.judge(isExamOpen: true, results: []), results: [])
        }
    }
}
