import Checks
import Facts
import Playbooks
import Remoting
import RoomModel

extension PlannedCheck {
    /// The facts its judgement needs, those of its `on:` condition included.
    var facts: [any Fact] {
        check.facts + (condition == nil ? [] : [OSVersionFact(), OSArchFact()])
    }

    /// No graver than the check may be here; no lighter either where the playbook asks for `fail`, or on a day of the exam.
    private func weighed(_ status: CheckStatus, _ gravest: Severity) -> CheckStatus {
        switch status {
        case .fail where gravest == .warn: .warn
        case .warn where isStrict || severity == .fail: .fail
        case .pass, .warn, .fail, .unknown, .notApplicable, .waived: status
        }
    }

    /// The gravest a finding can be; a value that nobody asked for is a note once the room compares it, unless the
    /// playbook asks for `fail`.
    private func weight(of finding: Finding, _ gravest: Severity) -> Severity {
        guard case .compared = finding else { return gravest }
        return weighed(.warn, gravest) == .fail ? .fail : .warn
    }

    /// Judges the readings; a fact without a value makes the check unknown, never a pass or a fail.
    func judge(_ readings: FactReadings) -> CheckResult {
        let judgement: Judgement
        do throws(Unmeasured) {
            judgement =
                try condition.map { condition throws(Unmeasured) in try condition.holds(readings) } == false
                ? Judgement(.notApplicable, .notApplicable(.platform)) : try check.judge(readings)
        } catch {
            judgement = Judgement(.unknown, .notMeasured(error.reason))
        }
        let isCompared = judgement.finding.isCompared
        let gravest = isStrict ? .fail : severity ?? check.severity
        let status = weighed(judgement.status, gravest)
        let accepted = waiver.flatMap { $0.covers(status) ? $0 : nil }
        return CheckResult(
            check: id,
            subject: check.subject,
            status: accepted == nil ? status : .waived,
            severity: weight(of: judgement.finding, gravest),
            isRequired: isRequired,
            finding: judgement.finding,
            attempts: judgement.attempts,
            // What the room finds by comparing may be accepted too.
            waiver: accepted ?? (isCompared && status == .pass ? waiver : nil),
            unwaivedStatus: accepted == nil ? nil : status,
            nextLimit: judgement.nextLimit,
            // No step can change a Windows PC yet.
            repair: readings.platform == .posix && [.warn, .fail].contains(status) ? check.repair?.step : nil
        )
    }
}

extension PlatformCondition {
    /// Whether it holds on the PC measured; a side that allows everything is not looked at.
    ///
    /// - Throws: ``Unmeasured`` when the system cannot be told.
    func holds(_ readings: FactReadings) throws(Unmeasured) -> Bool {
        if operatingSystems.count < OperatingSystem.allCases.count {
            let family = try readings.reading(of: OSVersionFact()).family
            guard let system = OperatingSystem(rawValue: family), operatingSystems.contains(system) else {
                return false
            }
        }
        if architectures.count < Architecture.allCases.count {
            let bits = try readings.reading(of: OSArchFact()).bits
            guard let word = Architecture(rawValue: "\(bits)"), architectures.contains(word) else {
                return false
            }
        }
        return true
    }
}
