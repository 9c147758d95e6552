import RoomModel
import Testing

/// The table that turns checks into the one state of a PC.
@Suite struct HostStateJudgeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let results: [CheckResult]
        let state: HostState
        var isExamOpen = false
        var testDescription: String {
            "\(results.map { "\($0.status)/\($0.severity)/\($0.isRequired)" }) → \(state)"
        }
    }

    static func result(_ status: CheckStatus, _ severity: Severity = .fail, required: Bool = true)
        -> CheckResult
    {
        CheckResult(check: "x", status: status, severity: severity, isRequired: required, finding: .met(nil))
    }

    /// A result that was not told, of a check whose result may be missing.
    static func lost(_ severity: Severity, _ reason: UnmeasuredReason = .notReported) -> CheckResult {
        CheckResult(
            check: "x",
            status: .unknown,
            severity: severity,
            isRequired: false,
            finding: .notMeasured(reason)
        )
    }

    static let cases: [Case] = [
        Case(results: [result(.pass)], state: .ready),
        Case(results: [result(.pass), result(.notApplicable), result(.waived)], state: .ready),
        Case(results: [result(.pass), result(.warn)], state: .readyWithNote),
        Case(results: [result(.warn, .warn)], state: .readyWithNote),
        Case(results: [result(.pass), result(.fail, .warn)], state: .readyWithNote),
        Case(results: [result(.pass), result(.unknown, .warn)], state: .readyWithNote),
        Case(results: [result(.pass), result(.unknown, .warn, required: false)], state: .ready),
        Case(results: [result(.pass), result(.unknown, required: false)], state: .ready),
        Case(results: [result(.pass), result(.unknown)], state: .notComplete),
        // What cannot be measured somebody looks at; what was lost on the way may be what is wrong.
        Case(results: [result(.pass), lost(.fail)], state: .notComplete),
        Case(results: [result(.pass), lost(.warn)], state: .readyWithNote),
        Case(results: [result(.pass), lost(.fail, .notVisible(.wayland))], state: .ready),
        Case(results: [result(.pass), lost(.fail, .timedOut(.seconds(5)))], state: .ready),
        Case(results: [result(.pass), lost(.fail, .needs(["xrandr"]))], state: .ready),
        Case(results: [result(.pass), result(.fail)], state: .fix),
        Case(results: [result(.fail), result(.unknown), result(.warn)], state: .fix),
        Case(results: [result(.unknown), result(.warn)], state: .notComplete),
        // Ready needs positive proof: nothing measured is not ready, whatever the reason.
        Case(results: [], state: .notComplete),
        Case(results: [result(.notApplicable)], state: .notComplete),
        Case(results: [result(.waived)], state: .notComplete),
        Case(results: [result(.unknown, required: false)], state: .notComplete),
        Case(results: [result(.fail, .warn)], state: .notComplete),
        // The interlock comes first, whatever else was told.
        Case(results: [], state: .examOpen, isExamOpen: true),
        Case(results: [result(.fail)], state: .examOpen, isExamOpen: true),
        Case(results: [result(.pass)], state: .examOpen, isExamOpen: true),
    ]

    @Test(arguments: cases)
    func `a PC is in the first state that holds`(_ row: Case) {
        #expect(HostState.judge(isExamOpen: row.isExamOpen, results: row.results) == row.state)
    }

    @Test func `only three states are ready`() {
        #expect(HostState.allCases.filter(\.isReady) == [.ready, .readyWithNote, .seenOK])
    }
}
