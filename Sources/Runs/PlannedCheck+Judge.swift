import Checks
import Facts
import Playbooks
import RoomModel

extension PlannedCheck {
    /// The facts its judgement needs, those of its `on:` condition included.
    var facts: [any Fact] {
        check.facts + (condition == nil ? [] : [OSVersionFact(), OSArchFact()])
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
        let gravest = severity ?? check.severity
        return CheckResult(
            check: id,
            subject: check.subject,
            status: judgement.status == .fail && gravest == .warn ? .warn : judgement.status,
            severity: gravest,
            isRequired: isRequired,
            finding: judgement.finding
        )
    }
}

extension PlatformCondition {
    /// Whether it holds on the PC measured; a side that allows everything is not looked at.
    ///
    /// - Throws: ``Unmeasured`` when the system cannot be told.
    fileprivate func holds(_ readings: FactReadings) throws(Unmeasured) -> Bool {
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
