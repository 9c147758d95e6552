import Foundation
import RoomModel
import Testing

/// Runs that change PCs: their events in JSON, and what they come to.
@Suite struct InstallationReportTests {
    private func name(_ text: String) throws -> StepName { try #require(StepName(text)) }

    private func host(_ text: String) throws -> RoomModel.Host {
        RoomModel.Host(name: try HostName(text), address: try NetworkAddress(text))
    }

    private func start(_ hosts: [String], checks: [CheckID] = []) throws -> RunEvent {
        let label = Localized(id: "Berkas", en: "File")
        return .started(
            RunStart(
                run: "1",
                at: Timestamp(milliseconds: 1),
                room: RoomProfile(name: "lab1"),
                hosts: try hosts.map { RunHost(try host($0)) },
                playbook: "checks",
                checks: checks,
                isFull: false,
                installation: InstallationStart(
                    playbook: "steps",
                    steps: [
                        .init(name: try name("file"), label: label),
                        .init(name: try name("clock"), label: label),
                    ],
                    batch: 5,
                    maximumFailures: 2
                )
            )
        )
    }

    private func event(_ host: String, _ content: InstallationEvent.Content, at: Int64 = 2) throws -> RunEvent
    {
        .installation(InstallationEvent(host: try HostName(host), at: Timestamp(milliseconds: at), content))
    }

    private var plans: [StepPlan] {
        [
            .nothing, .notApplicable, .refused(StepRefusal(.frozen)), .refused(StepRefusal(.link, "/opt/x")),
            .unknown(.needs(["stat"])),
            .change([
                StepChange(.create, "/opt/x"),
                StepChange(
                    .update,
                    "app",
                    from: "1",
                    to: "2",
                    bytes: .mebibytes(12),
                    estimate: .seconds(90)
                ),
            ]),
        ]
    }

    @Test func `every event comes back as it was, and is one flat object`() throws {
        let step = try name("file")
        let contents: [InstallationEvent.Content] = [
            .planned(plans.map { InstallationEvent.PlannedStep(step: step, plan: $0) }),
            .planned([
                InstallationEvent.PlannedStep(
                    step: step,
                    plan: .nothing,
                    foreign: ForeignFiles(["a", "b", "c", "d"], areKept: true)
                )
            ]),
            .began(step),
            .ended(step, nil), .ended(step, StepFailure(.failed, exitCode: 3, said: "no")),
            .settled(Settlement(.changed)),
            .settled(Settlement(.refused, at: step, refusal: StepRefusal(.frozen))),
            .settled(Settlement(.unknown, at: step, reason: .notReported)),
            .settled(
                Settlement(
                    .inUse,
                    holder: ClaimHolder(owner: "a", controller: "b", since: Timestamp(milliseconds: 9))
                )
            ),
            .settled(
                Settlement(.failed, at: step, failure: StepFailure(.connection, cause: "connection-lost"))
            ),
        ]
        for event in [try start(["pc01"])] + (try contents.map { try event("pc01", $0) }) {
            let data = try JSONEncoder().encode(event)
            #expect(try JSONDecoder().decode(RunEvent.self, from: data) == event)
            let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            #expect(object["event"] is String)
            #expect(!String(decoding: data, as: UTF8.self).contains("\"_0\""))
        }
    }

    @Test func `a run that was cut off says what was being changed`() throws {
        let file = try name("file")
        let planned = [
            InstallationEvent.PlannedStep(
                step: file,
                plan: .change(StepChange(.create, "/x", bytes: .kibibytes(1)))
            ),
            InstallationEvent.PlannedStep(step: try name("clock"), plan: .nothing),
        ]
        let events = [
            try start(["pc01", "pc02", "pc03"]),
            try event("pc01", .planned(planned)), try event("pc02", .planned(planned)),
            try event("pc01", .began(file)), try event("pc01", .ended(file, nil)),
            try event("pc01", .settled(Settlement(.changed)), at: 7), try event("pc02", .began(file)),
        ]
        let report = try #require(InstallationReport(events: events))
        #expect(report.end == nil)
        #expect(report.rows.map(\.settlement?.outcome) == [.changed, nil, nil])
        #expect(report.rows[1].running == file && report.rows[1].isTouched && !report.rows[2].isTouched)
        #expect(report.rows[0].done == [file])
        #expect(report.rows[1].bytes == .kibibytes(1))
        #expect(report.asOf == Timestamp(milliseconds: 7))
        #expect(report.installation.batch == 5)
    }

    @Test
    func `the room's picture is left as it is where nothing was begun, and unknown where something was`()
        throws
    {
        func measured(_ host: String) throws -> RunEvent {
            .measured(
                HostMeasurement(
                    host: try HostName(host),
                    at: Timestamp(milliseconds: 1),
                    took: .seconds(1),
                    isExamOpen: false,
                    results: [CheckResult(check: "a", status: .pass, severity: .fail, finding: .met(nil))]
                )
            )
        }
        let scan = RunEvent.started(
            RunStart(
                run: "0",
                at: Timestamp(milliseconds: 0),
                room: RoomProfile(name: "lab1"),
                hosts: [RunHost(try host("pc01")), RunHost(try host("pc02"))],
                playbook: "checks",
                checks: ["a"],
                isFull: true
            )
        )
        let before = RoomReport(events: [scan, try measured("pc01"), try measured("pc02")])
        let began = try event("pc02", .began(try name("file")))
        let events = [try start(["pc01", "pc02"], checks: ["a"]), began]
        let after = try #require(RoomReport(events: events, previous: before))
        #expect(after.rows.map(\.state) == [.ready, .notChecked])
    }

    @Test(arguments: ["", "A", "a b", "-a", "ä", String(repeating: "a", count: 41)])
    func `no name of a step is`(_ text: String) {
        #expect(StepName(text) == nil)
    }
}
