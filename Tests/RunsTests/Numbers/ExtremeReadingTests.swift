import Bundles
import Checks
import Facts
import Foundation
import Playbooks
import Provisioning
import Reports
import RoomModel
import Testing

@testable import Runs

/// Whatever number a PC says: the run goes on, the PC is not ready because of it, and its result can be kept and shown.
@Suite struct ExtremeReadingTests {
    /// What a playbook's own command prints is its author's business; a large number there is a number.
    private static let free: Set<CheckID> = ["command"]

    @Test(arguments: Catalogue.checks.map(\.id))
    func `no number a PC says ends a scan or makes a check pass`(_ id: CheckID) throws {
        let definition = try #require(Catalogue.definition(of: id))
        let checks = CatalogueArguments.all(definition.parameters).compactMap { arguments in
            try? definition.make(arguments)
        }
        #expect(!checks.isEmpty, "no check \(id) could be made from its own examples")
        var results: [CheckResult] = []
        var seen: Set<CheckResult> = []
        for check in checks {
            let planned = PlannedCheck(id: id, check: check)
            try Ordeal(facts: check.facts).run(judge: planned.judge) { recorded, wild, answer in
                if recorded.status != .pass, !Self.free.contains(id), wild.status == .pass {
                    Issue.record("\(id) was \(recorded.status) and passes: \(answer)")
                }
                if seen.insert(wild).inserted { results.append(wild) }
            }
        }
        let measured = results.filter { $0.status != .unknown }.prefix(60)
        try show(Array(measured + results.filter { $0.status == .unknown }.prefix(10)), of: id)
    }

    @Test(arguments: (StepCatalogue.steps + [AppRollbackStep.definition]).map(\.kind))
    func `no number a PC says ends an installation or makes a step count as done`(_ kind: String) throws {
        let rows = StepCatalogue.steps(installingFrom: try Self.bundles()) + [AppRollbackStep.definition]
        let definition = try #require(rows.first { $0.kind == kind })
        let steps = CatalogueArguments.all(definition.parameters).compactMap { arguments in
            try? definition.make(arguments)
        }
        #expect(!steps.isEmpty, "no step `\(kind)` could be made from its own examples")
        // What else a step is told changes what it does, not what it reads.
        var asked: Set<[FactKey]> = []
        var plans: Set<StepPlan> = []
        for step in steps where asked.insert(step.facts.map { FactKey($0) }).inserted {
            try Ordeal(facts: step.facts).run { readings in
                _ = step.foreignFiles(readings)
                do throws(Unmeasured) {
                    return try step.plan(readings)
                } catch {
                    return .unknown(error.reason)
                }
            } expect: { (recorded: StepPlan, wild: StepPlan, answer: String) in
                if !recorded.isDone, wild.isDone {
                    Issue.record("`\(kind)` had work to do and has none: \(answer)")
                }
                plans.insert(wild)
            }
        }
        for plan in plans { #expect(try Self.again(plan) == plan) }
    }

    /// Keeps the results as a run does, reads them again, and shows the room in every form there is.
    private func show(_ results: [CheckResult], of check: CheckID) throws {
        let at = Timestamp(milliseconds: 1_795_477_860_000)
        let hosts = try results.indices.map { index in
            Host(name: try HostName("pc\(index + 1)"), address: try NetworkAddress("192.0.2.\(index + 1)"))
        }
        let start = RunStart(
            run: "r",
            at: at,
            room: RoomProfile(name: "lab", seats: hosts.count),
            hosts: hosts.map { RunHost($0) },
            playbook: "p",
            checks: [check],
            isFull: true
        )
        let measured = zip(hosts, results).map { host, result in
            RunEvent.measured(
                HostMeasurement(
                    host: host.name,
                    at: at,
                    took: .seconds(1),
                    isExamOpen: false,
                    results: [result]
                )
            )
        }
        let events = [.started(start)] + measured + [.ended(RunEnd(reason: .completed, at: at))]
        #expect(try events.map(Self.again) == events)
        let report = try #require(RoomReport(events: events, previous: nil))
        for language in Language.allCases {
            let document = RoomDocument(
                wording: Wording(
                    language: language,
                    checks: Dictionary(
                        uniqueKeysWithValues: Catalogue.checks.map {
                            ($0.id, CheckWording(label: $0.label, hint: $0.hint))
                        }
                    ),
                    zone: ZoneOffset(seconds: 7 * 3_600)
                ),
                now: at
            )
            for format in ReportFormat.allCases {
                #expect(try !document.render([report], events: events, as: format).isEmpty)
            }
        }
    }

    private static func again<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }

    /// A laptop with one bundle.
    private static func bundles() throws -> AppBundles {
        let version = try #require(BundleVersion("26.0222"))
        let id = try BundleID(name: "exambrowser", version: version, target: BundleTarget(system: .linux))
        let files = [
            Manifest.File(
                path: "ExamBrowser",
                size: 4_096,
                hash: ContentHash(of: "app".utf8),
                isExecutable: true
            ),
            Manifest.File(path: "version.txt", size: 8, hash: ContentHash(of: "26.0222\n".utf8)),
        ]
        let archives = AppArchives(store: ContentStore(folder: "/nowhere"), packer: NoPacker())
        return AppBundles([Manifest(id: id, files: files)], archives: archives)
    }

    /// Nothing is packed to make a plan.
    private struct NoPacker: ContentPacker {
        func pack(
            _ files: [PackedFile],
            from store: ContentStore,
            as packing: Packing,
            to path: String
        ) throws(BundleError) {}
    }
}
