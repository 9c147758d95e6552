/// The one version of the exam app that a room has, or the several.
///
/// One version in the room is the ministry's rule: PCs that each have a version which is allowed for themselves can
/// still not sit one exam together. Where no two PCs have the same version it is one PC's word against another's: a note
/// for those that differ, as nobody knows which one is the room's.
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

    /// A PC's version, judged knowing the room's.
    func judging(_ result: CheckResult) -> CheckResult {
        guard result.check == Self.check, result.status == .pass, let found = result.finding.measured,
            case .text(let version, _) = found, version != usual
        else { return result }
        let finding = Finding.unexpected(found, expected: [.text(usual)])
        return agreeing > 1 ? result.broken(finding) : result.with(.warn, finding)
    }
}
