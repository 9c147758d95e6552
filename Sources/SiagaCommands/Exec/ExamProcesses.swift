import Checks
import Documents
import Playbooks
import RoomModel

/// The exam app's process names where the inventory names none.
enum ExamProcesses {
    /// What the built-in playbooks say, so that a command outside a scan looks for the same programs.
    static var builtIn: [String] {
        var names: [String] = []
        for mode in RoomMode.allCases {
            let playbook = try? ShippedPlaybooks.readiness(for: mode, catalogue: Catalogue.checks)
            for name in playbook?.variables["exam_processes"]?.value.texts ?? [] where !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }
}
