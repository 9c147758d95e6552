import Checks
import Facts
import Playbooks
import RoomModel
import Testing

@testable import Runs

/// A check whose judgement the test decides.
struct FixedCheck: Check {
    var outcome: Result<Judgement, Unmeasured> = .success(Judgement(.pass, .met(nil)))
    var severity = Severity.fail
    let facts: [any Fact] = []

    func judge(_ readings: FactReadings) throws(Unmeasured) -> Judgement { try outcome.get() }
}

/// Checks that hold on some systems only.
enum PlatformConditionSample {
    static func check(
        operatingSystems: Set<PlatformCondition.OperatingSystem> = Set(
            PlatformCondition.OperatingSystem.allCases
        ),
        architectures: Set<PlatformCondition.Architecture> = Set(PlatformCondition.Architecture.allCases)
    ) -> PlannedCheck {
        PlannedCheck(
            id: "test",
            check: FixedCheck(),
            condition: PlatformCondition(operatingSystems: operatingSystems, architectures: architectures)
        )
    }
}

@Suite struct PlannedCheckTests {
    private func readings(family: String = "linux", bits: Int = 64) -> FactReadings {
        var readings = FactReadings()
        readings.record(
            OSVersionFact(),
            .success(OperatingSystem(family: family, name: family, title: family))
        )
        readings.record(OSArchFact(), .success(Architecture(bits: bits, machine: "any")))
        return readings
    }

    @Test func `keeps what the check found, with its own severity`() {
        let result = PlannedCheck(id: "test", check: FixedCheck(severity: .warn)).judge(FactReadings())
        #expect(result.status == .pass)
        #expect(result.severity == .warn)
        #expect(result.isRequired)
    }

    @Test func `a waiver waits with a PC that the room may find to be a clone, and with no other`() throws {
        let until = try #require(CalendarDate("2030-01-01"))
        let waiver = Waiver(until: until, reason: "one image", by: "Sari")
        func judged(_ finding: Finding, _ id: CheckID) -> CheckResult {
            var planned = PlannedCheck(
                id: id,
                check: FixedCheck(outcome: .success(Judgement(.pass, finding)))
            )
            planned.waiver = waiver
            return planned.judge(FactReadings())
        }
        let identity = Finding.identity(HostIdentity(name: "a", machineID: nil, hardwareAddresses: []))
        for result in [judged(identity, "host.unique"), judged(.compared(.text("1")), AppVersion.check)] {
            #expect(result.status == .pass && result.waiver == waiver && result.unwaivedStatus == nil)
        }
        #expect(judged(.met(nil), "disk.free").waiver == nil)
        #expect(judged(.met(.text("1")), AppVersion.check).waiver == nil, "the list judged it")
    }

    @Test(arguments: [
        (Severity?.none, Severity.fail, CheckStatus.fail, Severity.fail),
        (.warn, .fail, .warn, .warn),
        (.fail, .warn, .fail, .fail),
        (nil, .warn, .warn, .warn),
    ])
    func `the playbook's severity goes before the check's`(
        _ planned: Severity?,
        _ own: Severity,
        _ status: CheckStatus,
        _ severity: Severity
    ) {
        let check = FixedCheck(outcome: .success(Judgement(.fail, .missing(["a"]))), severity: own)
        let result = PlannedCheck(id: "test", check: check, severity: planned).judge(FactReadings())
        #expect(result.status == status)
        #expect(result.severity == severity)
    }

    @Test(arguments: [
        (CheckStatus.warn, false, CheckStatus.warn), (.warn, true, .fail), (.fail, true, .fail),
        (.pass, true, .pass),
        (.notApplicable, true, .notApplicable),
    ])
    func `a strict check knows no notes`(_ found: CheckStatus, _ isStrict: Bool, _ expected: CheckStatus) {
        let check = FixedCheck(outcome: .success(Judgement(found, .missing(["a"]))), severity: .warn)
        let result = PlannedCheck(id: "test", check: check, isStrict: isStrict).judge(FactReadings())
        #expect(result.status == (found == .fail && !isStrict ? .warn : expected))
        #expect(result.severity == (isStrict ? .fail : .warn))
    }

    @Test(arguments: [
        (CheckStatus.warn, false, CheckStatus.waived), (.fail, false, .waived), (.pass, false, .pass),
        (.unknown, false, .unknown), (.unknown, true, .waived), (.notApplicable, true, .notApplicable),
    ])
    func `a waiver accepts what is not met, and what is not measured only where it says so`(
        _ found: CheckStatus,
        _ coversUnmeasured: Bool,
        _ expected: CheckStatus
    ) throws {
        let outcome: Result<Judgement, Unmeasured> =
            found == .unknown
            ? .failure(Unmeasured(.timedOut(.seconds(1)))) : .success(Judgement(found, .missing(["a"])))
        var planned = PlannedCheck(id: "test", check: FixedCheck(outcome: outcome))
        let waiver = Waiver(
            until: try #require(CalendarDate("2026-11-30")),
            reason: "a",
            by: "b",
            coversUnmeasured: coversUnmeasured
        )
        planned.waiver = waiver
        let result = planned.judge(FactReadings())
        #expect(result.status == expected)
        #expect(result.waiver == (expected == .waived ? waiver : nil))
        #expect(result.unwaivedStatus == (expected == .waived ? found : nil))
    }

    @Test(arguments: [
        (Severity?.none, false, Severity.warn), (.warn, false, .warn), (.fail, false, .fail),
        (nil, true, .fail),
    ])
    func `what nobody asked for weighs as a note, unless the playbook says more`(
        _ planned: Severity?,
        _ isStrict: Bool,
        _ severity: Severity
    ) {
        let check = FixedCheck(outcome: .success(Judgement(.pass, .compared(.text("1")))))
        let result = PlannedCheck(id: "test", check: check, severity: planned, isStrict: isStrict)
            .judge(FactReadings())
        #expect(result.status == .pass && result.severity == severity)
    }

    @Test func `how often it was tried is in the result`() {
        let check = FixedCheck(outcome: .success(Judgement(.pass, .met(nil), attempts: 2)))
        #expect(PlannedCheck(id: "test", check: check).judge(FactReadings()).attempts == 2)
    }

    @Test func `a fact without a value makes the check unknown, with the reason`() {
        let check = FixedCheck(outcome: .failure(Unmeasured(.needs(["curl"]))))
        let result = PlannedCheck(id: "test", check: check, isRequired: false).judge(FactReadings())
        #expect(result.status == .unknown)
        #expect(result.finding == .notMeasured(.needs(["curl"])))
        #expect(!result.isRequired)
    }

    @Test func `a condition holds on the systems it names`() {
        let check = PlatformConditionSample.check(operatingSystems: [.windows], architectures: [.bits64])
        #expect(check.judge(readings(family: "windows")).status == .pass)
        #expect(check.judge(readings(family: "windows", bits: 32)).status == .notApplicable)
        #expect(check.judge(readings()).status == .notApplicable)
        #expect(check.judge(readings(family: "freebsd")).status == .notApplicable)
    }

    @Test func `a system that cannot be told makes a conditional check unknown, never left out`() {
        let check = PlatformConditionSample.check(operatingSystems: [.windows])
        #expect(check.judge(FactReadings()).status == .unknown)
        #expect(check.judge(FactReadings()).finding == .notMeasured(.notReported))
    }

    @Test func `asks for the system's facts only where a condition needs them`() {
        #expect(PlatformConditionSample.check(operatingSystems: [.linux]).facts.count == 2)
        #expect(PlannedCheck(id: "test", check: FixedCheck()).facts.isEmpty)
    }
}
