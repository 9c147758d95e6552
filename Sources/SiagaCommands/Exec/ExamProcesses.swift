import Checks
import Documents
import Playbooks
import Reports
import RoomModel

/// The exam app's process names that forbid to touch a PC: the same for every command.
///
/// What the room or its playbook names is looked for besides what the built-in playbooks name, never instead of it.
struct ExamProcesses {
    private let named: [HostName: [String]]

    /// Reads the names for some PCs of a room as its playbook does, variables inserted.
    ///
    /// - Throws: ``CommandFailure`` (78) when the room's own playbook or a value is wrong: the names in it would be lost.
    init(for room: Room, hosts: [Host], language: Language) throws(CommandFailure) {
        do throws(InvalidDocuments) {
            let plan = try Self.playbook(of: room).plan(for: room, hosts: hosts, catalogue: Catalogue.checks)
            named = Dictionary(
                plan.hosts.map { ($0.host.name, Self.all(with: $0.examProcesses)) },
                uniquingKeysWith: { first, _ in first }
            )
        } catch {
            throw CommandFailure(error, in: .playbook, language: language)
        }
    }

    /// The names as the room's own playbook has them, for a run by another playbook.
    ///
    /// - Throws: ``InvalidDocuments`` when that playbook cannot be read: the names in it would be lost.
    static func names(of room: Room, hosts: [Host]) throws(InvalidDocuments) -> [HostName: [String]] {
        try playbook(of: room).examProcesses(for: room, hosts: hosts)
    }

    /// The names on a PC.
    subscript(host: Host) -> [String] { named[host.name] ?? Self.builtIn }

    /// `names` and the built-in ones, each once.
    static func all(with names: [String]) -> [String] {
        names + builtIn.filter { !names.contains($0) }
    }

    /// A room that does not say its mode has no playbook; any built-in one then names the same programs.
    private static func playbook(of room: Room) throws(InvalidDocuments) -> Playbook {
        if let own = try PlaybookLoader.ownReadiness(of: room, catalogue: Catalogue.checks) { return own }
        let mode = room.profile.mode ?? .semiOnline
        return try ShippedPlaybooks.readiness(for: mode, catalogue: Catalogue.checks)
    }

    /// What the built-in playbooks name.
    private static let builtIn: [String] = {
        var names: [String] = []
        for mode in RoomMode.allCases {
            let playbook = try? ShippedPlaybooks.readiness(for: mode, catalogue: Catalogue.checks)
            for name in playbook?.variables["exam_processes"]?.value.texts ?? [] where !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }()
}
