import RoomModel

/// What keeps a PC from being ready, in a form that is equal on two PCs with the same trouble.
enum CauseKey: Hashable {
    /// A check that is not met; the finding without what was measured.
    case check(CheckID, subject: String?, Finding)
    /// It was not reached.
    case unreached(HostState, cause: String, jump: HostName? = nil)

    init(_ result: CheckResult) {
        self = .check(result.check, subject: result.subject, result.finding.withoutMeasured)
    }

    init(_ unreached: Unreached) {
        self = .unreached(unreached.state, cause: unreached.cause, jump: unreached.jump)
    }

    /// Whether it is the controller's clock, which is no fault of the PC.
    var isControllerClock: Bool {
        if case .check(_, _, .notMeasured(.controllerClock)) = self { true } else { false }
    }

    /// Every cause of a row.
    static func all(of row: RoomRow) -> [CauseKey] {
        if let unreached = row.unreached { return [CauseKey(unreached)] }
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
    func named(_ result: CheckResult) -> CheckResult {
        guard results.count(where: { $0.check == result.check }) == 1 else { return result }
        return CheckResult(
            check: result.check,
            status: result.status,
            severity: result.severity,
            isRequired: result.isRequired,
            finding: result.finding,
            attempts: result.attempts,
            waiver: result.waiver,
            unwaivedStatus: result.unwaivedStatus
        )
    }

    /// Whether someone has to act on the PC; one whose seat another PC has can wait.
    var needsSomeone: Bool { state.actor != .nobody && replaced == nil }
}

extension Finding {
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
        case .notMeasured(.controllerClock): .notMeasured(.controllerClock(.zero))
        case .unlikeMost(_, let usual): .unlikeMost(.text(""), usual: usual)
        // One demand that many miss is one cause, whatever each of them has instead.
        case .unexpected(_, let expected) where !expected.isEmpty: .unexpected(.text(""), expected: expected)
        case .met, .compared, .unexpected, .missing, .altered, .unfinished, .unwanted, .identity, .notUnique,
            .transfer,
            .refused,
            .notPinned, .notMeasured, .notApplicable:
            self
        }
    }
}
