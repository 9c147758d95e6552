import Checks
import Facts
import Playbooks
import RoomModel
import Testing

@testable import Runs

@Suite struct PlaybookSeverityTests {
    /// What `- id: { …, severity: fail }` makes of a check of the catalogue.
    private func planned(_ id: CheckID, severity: String?) throws -> PlannedCheck {
        let definition = try #require(Catalogue.definition(of: id))
        let example = try CheckExample(definition).entry
        // A key of every check that changes nothing here.
        let key = severity.map { "severity: \($0)" } ?? "on: { os: linux }"
        let entry =
            example.hasSuffix(" }") ? "\(example.dropLast(2)), \(key) }" : "\(example): { \(key) }"
        let playbook = try Playbook(
            Array("hosts: all\nchecks:\n  \(entry)\n".utf8),
            file: "test.yaml",
            catalogue: [definition]
        )
        let host = Host(name: try HostName("pc01"), address: try NetworkAddress("192.0.2.1"))
        let room = Room(profile: RoomProfile(name: "lab"), hosts: [host])
        let plan = try playbook.plan(for: room, hosts: [host], catalogue: [definition])
        return try #require(plan.hosts.first?.checks.first)
    }

    /// The judgement of a PC whose check ends as `outcome` says, weighed as the playbook asks.
    private func result(_ planned: PlannedCheck, _ outcome: Result<Judgement, Unmeasured>) -> CheckResult {
        PlannedCheck(
            id: planned.id,
            check: FixedCheck(outcome: outcome, severity: planned.check.severity),
            severity: planned.severity,
            isStrict: planned.isStrict,
            isRequired: planned.isRequired
        )
        .judge(FactReadings())
    }

    private func state(_ result: CheckResult) -> HostState {
        let proof = CheckResult(check: "os.arch", status: .pass, severity: .fail, finding: .met(nil))
        return HostState.judge(isExamOpen: false, results: [proof, result])
    }

    @Test(arguments: Catalogue.checks.map(\.id))
    func `a PC is not ready against a playbook that says fail`(_ id: CheckID) throws {
        let planned = try planned(id, severity: "fail")
        for status in [CheckStatus.warn, .fail] {
            let result = result(planned, .success(Judgement(status, .unwanted(["game"]))))
            #expect(result.status == .fail)
            #expect(state(result) == .fix)
        }
        let unmeasured = result(planned, .failure(Unmeasured(.notReported)))
        #expect(unmeasured.status == .unknown)
        #expect(state(unmeasured) == .notComplete)
        #expect(state(result(planned, .success(Judgement(.pass, .met(nil))))) == .ready)
    }

    @Test(arguments: Catalogue.checks.map(\.id))
    func `a note stays a note where the playbook says warn or nothing`(_ id: CheckID) throws {
        for severity in ["warn", nil] {
            let planned = try planned(id, severity: severity)
            let note = result(planned, .success(Judgement(.warn, .unwanted(["game"]))))
            #expect(note.status == .warn)
            #expect(state(note) == .readyWithNote)
        }
    }

    @Test func `a waiver accepts what the playbook made a failure`() throws {
        var planned = PlannedCheck(
            id: "time.zone",
            check: FixedCheck(outcome: .success(Judgement(.warn, .unwanted(["a"]))), severity: .warn),
            severity: .fail
        )
        planned.waiver = Waiver(until: try #require(CalendarDate("2030-01-01")), reason: "a", by: "b")
        let result = planned.judge(FactReadings())
        #expect(result.status == .waived)
        #expect(result.unwaivedStatus == .fail)
    }
}
