import RoomModel

/// One check on one PC as test reports (JUnit, TAP) know it.
///
/// A PC that has no results is one case of `ssh.reach`, so that it is never missing from the count.
struct ReportCase {
    /// What became of it.
    enum Outcome {
        /// Measured and met, or below a softer limit alone.
        case passed
        /// Measured and not met.
        case failed(String)
        /// Not measured: neither good nor bad.
        case unmeasured(String)
        /// Without meaning here, accepted by name, or a person's to look at.
        case skipped(String)
    }

    let host: HostName
    /// The check's id, and what tells two of one id apart.
    let name: String
    let outcome: Outcome
    /// The code behind the outcome: a check's status, or a PC's state.
    let code: String

    /// The cases of a room, in the order of its rows.
    static func all(of report: RoomReport, wording: Wording) -> [ReportCase] {
        report.rows.flatMap { row in
            guard row.unreached == nil, !row.results.isEmpty else {
                return [ReportCase(state: row, at: report.asOf, wording: wording)]
            }
            return row.results.map { ReportCase($0, of: row, wording: wording) }
        }
    }

    private init(_ result: CheckResult, of row: RoomRow, wording: Wording) {
        host = row.host.name
        name = result.check.description.safe() + (result.subject.map { " (\($0.safe()))" } ?? "")
        code = result.status.rawValue
        let sentence = wording.sentence(result, at: row.at)
        if let look = row.look, result.leavesPCIncomplete {
            outcome = .skipped(sentence + "; " + wording.vouched(look))
            return
        }
        outcome =
            switch result.status {
            case .pass, .warn: .passed
            case .fail: .failed(sentence)
            case .unknown: result.isRequired ? .unmeasured(sentence) : .skipped(sentence)
            case .notApplicable, .waived: .skipped(sentence)
            }
    }

    private init(state row: RoomRow, at moment: Timestamp, wording: Wording) {
        host = row.host.name
        name = "ssh.reach"
        code = row.state.rawValue
        let word = row.state.word[wording.language]
        let sentence = row.unreached.map { word + ": " + wording.sentence($0, earlier: row.earlier) } ?? word
        outcome =
            switch row.state {
            // Nothing was measured: a person's word is told, and proves nothing to a program.
            case .seenOK: .skipped(row.look.map { sentence + "; " + wording.vouched($0) } ?? sentence)
            case .lookYourself: .skipped(sentence)
            case .examOpen where row.keptResult(at: moment) != nil: .skipped(sentence)
            default: .unmeasured(sentence)
            }
    }
}
