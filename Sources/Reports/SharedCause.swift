import RoomModel

/// What keeps a PC from being ready, in a form that is equal on two PCs with the same trouble.
enum CauseKey: Hashable {
    /// A check that is not met; the finding without what was measured.
    case check(CheckID, subject: String?, Finding)
    /// It was not reached.
    case unreached(HostState, cause: String)

    init(_ result: CheckResult) {
        self = .check(result.check, subject: result.subject, result.finding.withoutMeasured)
    }

    /// Whether it is the PC's clock.
    var isClock: Bool {
        if case .check(_, _, let finding) = self { finding.clockOffset != nil } else { false }
    }

    /// Every cause of a row.
    static func all(of row: RoomRow) -> [CauseKey] {
        if let unreached = row.unreached { return [.unreached(unreached.state, cause: unreached.cause)] }
        return row.blockingResults.map(CauseKey.init)
    }
}

/// One cause that keeps many PCs from being ready; it is said once, before any row.
struct SharedCause {
    let key: CauseKey
    let rows: [RoomRow]

    /// The fewest PCs that make a cause shared; two may be chance.
    static let fewest = 3

    /// The causes shared by at least three PCs and the majority of those with a problem, the most frequent first.
    ///
    /// - Parameter problems: The rows that need someone.
    /// - Returns: None, one, or a few.
    static func find(in problems: [RoomRow]) -> [SharedCause] {
        var order: [CauseKey] = []
        var rows: [CauseKey: [RoomRow]] = [:]
        for row in problems {
            for key in CauseKey.all(of: row) where rows[key]?.last != row {
                if rows[key] == nil { order.append(key) }
                rows[key, default: []].append(row)
            }
        }
        return order.compactMap { key in
            let sharing = rows[key] ?? []
            guard sharing.count >= fewest, sharing.count * 2 > problems.count else { return nil }
            return SharedCause(key: key, rows: sharing)
        }
        .sorted { $0.rows.count > $1.rows.count }
    }
}

/// The controller's own clock, when most PCs agree with each other and not with it.
struct ControllerClock {
    /// How far the PCs are ahead of the controller; negative: behind.
    let offset: Duration
    /// How many PCs agree.
    let agreeing: Int

    /// PCs within this of the median agree with each other (the same limit that makes one PC's clock worth a note).
    static let agreement: Duration = .seconds(30)

    /// Looks at the offsets of all measured PCs; nil unless three or more, and the majority, fail by the same one.
    ///
    /// - Parameter rows: The room's rows.
    init?(_ rows: [RoomRow]) {
        let results = rows.flatMap(\.results)
        let offsets = results.compactMap { result in
            result.finding.clockOffset.map {
                (check: result.check, offset: $0, isMet: result.status == .pass)
            }
        }
        guard offsets.count >= SharedCause.fewest else { return nil }
        let median = offsets.map(\.offset).sorted()[offsets.count / 2]
        let cluster = offsets.filter {
            !$0.isMet && $0.offset - median <= Self.agreement && median - $0.offset <= Self.agreement
        }
        // A clock that is right may be reported without its offset; it is measured all the same.
        let checks = Set(offsets.map(\.check))
        let measured = results.count { checks.contains($0.check) && $0.status != .unknown }
        guard cluster.count >= SharedCause.fewest, cluster.count * 2 > measured else { return nil }
        offset = median
        agreeing = cluster.count
    }

    /// Whether `result` is a clock that agrees with the majority, so that the PC is not to blame.
    func explains(_ result: CheckResult) -> Bool {
        guard let offset = result.finding.clockOffset else { return false }
        return offset - self.offset <= Self.agreement && self.offset - offset <= Self.agreement
    }
}

extension RoomRow {
    /// The results that put a PC into FIX or NOT COMPLETE.
    var blockingResults: [CheckResult] {
        switch state {
        case .fix: results.filter(\.isBroken).map(named)
        case .notComplete: results.filter(\.leavesPCIncomplete).map(named)
        case .ready, .readyWithNote, .examOpen, .offOrCable, .firewall, .noSSH, .otherPC, .pcChanged, .newPC,
            .noAccess, .tooSlow, .inUse, .lookYourself, .seenOK, .notChecked:
            []
        }
    }

    /// The result under the name it needs here: a folder or address only where it tells two results apart.
    private func named(_ result: CheckResult) -> CheckResult {
        guard results.count(where: { $0.check == result.check }) == 1 else { return result }
        return CheckResult(
            check: result.check,
            status: result.status,
            severity: result.severity,
            isRequired: result.isRequired,
            finding: result.finding
        )
    }

    /// Whether someone has to act on the PC.
    var needsSomeone: Bool { state.actor != .nobody }
}

extension Finding {
    /// The clock's offset, whatever was found of it.
    var clockOffset: Duration? {
        switch self {
        case .met(.clockOffset(let offset)?), .tooLow(.clockOffset(let offset), _),
            .tooHigh(.clockOffset(let offset), _), .unexpected(.clockOffset(let offset), _):
            offset
        case .met, .tooLow, .tooHigh, .unexpected, .missing, .altered, .refused, .unanswered, .notPinned,
            .notMeasured,
            .notApplicable:
            nil
        }
    }

    /// This finding without figures that differ from PC to PC.
    var withoutMeasured: Finding {
        switch self {
        case .tooLow(.clockOffset, let minimum): .tooLow(.clockOffset(.zero), minimum: minimum)
        case .tooHigh(.clockOffset, let maximum): .tooHigh(.clockOffset(.zero), maximum: maximum)
        case .unexpected(.clockOffset, let expected): .unexpected(.clockOffset(.zero), expected: expected)
        case .tooLow(_, let minimum): .tooLow(.text(""), minimum: minimum)
        case .tooHigh(_, let maximum): .tooHigh(.text(""), maximum: maximum)
        case .unanswered(let failures):
            .unanswered(
                failures.map { failure in
                    if case .slow = failure.fault {
                        EndpointFailure(endpoint: failure.endpoint, fault: .slow(.zero))
                    } else {
                        failure
                    }
                }
            )
        case .notMeasured(.unreadable): .notMeasured(.unreadable(""))
        case .met, .unexpected, .missing, .altered, .refused, .notPinned, .notMeasured, .notApplicable: self
        }
    }
}
