public import Checks
import Documents
public import RoomModel

/// The waivers of a room folder (`waivers.yaml`): which PC may miss which check, until when, why, by whose word.
///
/// A list; in each entry one key names PCs, as everywhere a pattern, and its value the check or checks:
/// ```yaml
/// - pc17: audio.dev
///   until: 2026-11-30
///   reason: headset dipesan
///   by: Bu Sari
/// ```
public struct WaiverList: Sendable {
    /// The file's name in a room folder.
    public static let fileName = "waivers.yaml"
    /// The keys beside the PCs.
    static let keys = ["until", "reason", "by", "unmeasured"]

    private var waivers: [HostName: [CheckID: Waiver]] = [:]
    /// What the file says that has no effect: a waiver that is over, a check or a PC that does not exist.
    public private(set) var warnings: [Problem] = []

    /// A list without waivers.
    public init() {}

    /// Reads the room folder's file; without one nothing is waived.
    ///
    /// - Parameters:
    ///   - folder: The room folder.
    ///   - hosts: Every PC the file may name.
    ///   - catalogue: The checks there are.
    ///   - today: The day in the room's zone.
    /// - Throws: ``InvalidDocuments`` with every problem.
    public init(
        folder: String,
        hosts: [Host],
        catalogue: [CheckDefinition],
        today: CalendarDate
    ) throws(InvalidDocuments) {
        let path = "\(folder)/\(Self.fileName)"
        let bytes: [UInt8]
        do {
            guard try TextFile.kind(of: path) != nil else { return }
            bytes = try TextFile.bytes(of: path)
        } catch {
            throw InvalidDocuments([Problem(error, at: path)])
        }
        self = try WaiverList(bytes, file: path, hosts: hosts, catalogue: catalogue, today: today)
    }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - bytes: The file's bytes.
    ///   - file: The file's path as the user gave it.
    ///   - hosts: Every PC the file may name.
    ///   - catalogue: The checks there are.
    ///   - today: The day in the room's zone.
    /// - Throws: ``InvalidDocuments`` with every problem.
    public init(
        _ bytes: [UInt8],
        file: String,
        hosts: [Host],
        catalogue: [CheckDefinition],
        today: CalendarDate
    ) throws(InvalidDocuments) {
        let document = Document(bytes, file: file)
        guard let root = document.root else { throw InvalidDocuments(document.problems) }
        var reader = WaiverReader(hosts: hosts, catalogue: catalogue, today: today)
        let entries = reader.entries(of: root)
        let problems = document.problems + reader.problems
        guard !problems.contains(where: { $0.severity == .error }) else {
            throw InvalidDocuments(problems.map(document.excerpted))
        }
        warnings = problems.map(document.excerpted)
        for entry in entries {
            for host in entry.hosts {
                for check in entry.checks where waivers[host]?[check] == nil {
                    waivers[host, default: [:]][check] = entry.waiver
                }
            }
        }
    }

    /// The waiver of a check on a PC, if there is one that holds; of two the first in the file.
    public func waiver(of check: CheckID, on host: HostName) -> Waiver? { waivers[host]?[check] }
}
