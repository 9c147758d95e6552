/// The one version of the exam app that a room has, or the several.
///
/// Which one is right the list says (`exam_app_version`, or the playbook's `expected:`), and then it alone judges: in the
/// middle of an update most PCs have the old one. Only where nobody says it the PCs are held against each other, and
/// those unlike most have a note, or more where the playbook makes the check graver. Where no two PCs have the same
/// version it is one PC's word against another's, and never more than a note.
public struct AppVersion: Hashable, Sendable {
    /// The check that tells it.
    public static let check: CheckID = "app.version"

    /// The version most PCs have; of equally frequent ones the highest.
    public let usual: String
    /// How many PCs have it.
    public let agreeing: Int
    /// How many PCs have another.
    public let differing: Int

    /// Counts the versions of the clients; nil where none is known.
    init?(_ rows: [RoomRow]) {
        var counts: [String: Int] = [:]
        for row in rows where !row.host.isProctor {
            for result in row.results where result.check == Self.check {
                guard case .text(let version, _)? = result.finding.measured else { continue }
                counts[version, default: 0] += 1
            }
        }
        let best = counts.max { left, right in
            left.value != right.value ? left.value < right.value : left.key.precedesCounting(right.key)
        }
        guard let best else { return nil }
        usual = best.key
        agreeing = best.value
        differing = counts.values.reduce(0, +) - best.value
    }

    /// A PC's version, judged knowing the room's; unchanged where the list judged it.
    func judging(_ result: CheckResult) -> CheckResult {
        guard result.check == Self.check, case .compared(let found) = result.finding,
            case .text(let version, _) = found, version != usual
        else { return result }
        let finding = Finding.unlikeMost(found, usual: .text(usual))
        return agreeing > 1 ? result.broken(finding) : result.with(.warn, finding)
    }
}
