/// The controller's own clock, when most PCs agree with each other and not with it.
public struct ControllerClock: Hashable, Sendable {
    /// How far the PCs are ahead of the controller; negative: behind.
    public let offset: Duration
    /// How many PCs agree.
    public let agreeing: Int

    /// PCs within this of the median agree with each other (the same limit that makes one PC's clock worth a note).
    public static let agreement: Duration = .seconds(30)
    /// The fewest PCs that can be right against the controller; two may be chance.
    public static let fewest = 3

    /// Looks at the offsets of all measured PCs; nil unless three or more, and the majority, miss by the same one.
    ///
    /// - Parameter rows: The room's rows as they were measured.
    init?(_ rows: [RoomRow]) {
        let results = rows.flatMap(\.results)
        let offsets = results.compactMap { result in
            result.finding.clockOffset.map {
                (check: result.check, offset: $0, isMet: result.status == .pass)
            }
        }
        guard offsets.count >= Self.fewest else { return nil }
        let median = offsets.map(\.offset).sorted()[offsets.count / 2]
        let cluster = offsets.filter {
            !$0.isMet && $0.offset - median <= Self.agreement && median - $0.offset <= Self.agreement
        }
        // A clock that is right may be reported without its offset; it is measured all the same.
        let checks = Set(offsets.map(\.check))
        let measured = results.count { checks.contains($0.check) && $0.status != .unknown }
        guard cluster.count >= Self.fewest, cluster.count * 2 > measured else { return nil }
        offset = median
        agreeing = cluster.count
    }

    /// A PC's clock, judged knowing that the controller's is wrong.
    ///
    /// A clock that agrees with most PCs, or with the controller, is right or wrong with it: not known. One that
    /// agrees with neither is wrong whoever is right. A softer limit that is missed stays a note.
    ///
    /// - Parameter result: The result as it was measured.
    /// - Returns: The result; unchanged where it is no clock.
    func judging(_ result: CheckResult) -> CheckResult {
        guard let clock = result.finding.clockOffset, [.pass, .fail].contains(result.status) else {
            return result
        }
        let agrees = clock - offset <= Self.agreement && offset - clock <= Self.agreement
        guard agrees || result.status == .pass else { return result }
        return result.with(.unknown, .notMeasured(.controllerClock(clock)))
    }

    /// Whether `result` is a note that this clock explains.
    public func explains(_ result: CheckResult) -> Bool {
        guard let clock = result.finding.clockOffset else { return false }
        return clock - offset <= Self.agreement && offset - clock <= Self.agreement
    }
}

extension Finding {
    /// The clock's offset, whatever was found of it.
    public var clockOffset: Duration? {
        if case .clockOffset(let offset)? = measured { offset } else { nil }
    }

    /// Whether the room may find it not met although the PC, taken by itself, meets it.
    public var isCompared: Bool {
        switch self {
        case .identity, .compared: true
        case .met, .unlikeMost, .tooLow, .tooHigh, .unexpected, .missing, .altered, .unfinished, .unwanted,
            .notUnique, .transfer, .refused, .unanswered, .notPinned, .notMeasured, .notApplicable:
            false
        }
    }

    /// What was measured, where it is one value.
    public var measured: Measure? {
        switch self {
        case .met(let value): value
        case .compared(let value), .unlikeMost(let value, _): value
        case .tooLow(let value, _), .tooHigh(let value, _), .unexpected(let value, _): value
        case .missing, .altered, .unfinished, .unwanted, .identity, .notUnique, .transfer, .refused,
            .unanswered,
            .notPinned, .notMeasured, .notApplicable:
            nil
        }
    }
}

extension CheckResult {
    /// The same check with another outcome; a waiver that covers it accepts it.
    func with(_ status: CheckStatus, _ finding: Finding) -> CheckResult {
        let accepted = waiver?.covers(status) == true
        return CheckResult(
            check: check,
            subject: subject,
            status: accepted ? .waived : status,
            severity: severity,
            isRequired: isRequired,
            finding: finding,
            attempts: attempts,
            waiver: waiver,
            unwaivedStatus: accepted ? status : nil,
            repair: repair
        )
    }

    /// Not met, as grave as the check may be here.
    func broken(_ finding: Finding) -> CheckResult {
        with(severity == .fail ? .fail : .warn, finding)
    }
}
