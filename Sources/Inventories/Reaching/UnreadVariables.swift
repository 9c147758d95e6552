import Documents
import RoomModel

/// Warns of variables that nobody reads and that nearly have the name of one Siaga reads.
enum UnreadVariables {
    /// Every variable Siaga itself reads.
    static let known =
        RoomSettings.keys + [
            "seat", "mac", "siaga_port", "siaga_user", "siaga_access", "student_user", "exam_app_path",
            "exam_app_bundle", "exam_app_manifest", "exam_app_version", "siaga_folder", "siaga_frozen",
            "siaga_allow_downgrade",
            "exam_processes", "ansible_host", "ansible_port", "ansible_user", "ansible_password",
            "ansible_ssh_private_key_file", "ansible_connection", "ansible_ssh_common_args",
            "ansible_ssh_extra_args", "ansible_ssh_args", "ansible_group_priority", "ansible_become",
            "ansible_become_user", "ansible_become_password", "ansible_become_method",
        ]

    /// The most different names that are looked at.
    private static let mostNames = 5_000

    static func report(in graph: InventoryGraph, _ folders: [VariableFolders], _ library: inout Library) {
        var suspects: [String: String?] = [:]
        func look(at settings: InventoryGraph.Settings) {
            for (name, variable) in settings.current {
                let nearest: String?
                if let seen = suspects[name] {
                    nearest = seen
                } else if suspects.count >= mostNames {
                    nearest = nil
                } else {
                    nearest = Self.nearest(to: name)
                    suspects[name] = nearest
                }
                guard nearest != nil || name.hasPrefix("siaga_") && !known.contains(name) else { continue }
                library.report(
                    Problem(
                        .warning,
                        at: variable.origin,
                        "nothing reads `\(name.safe(limit: 60))`",
                        hint: hint(for: nearest)
                    )
                )
            }
        }
        for group in graph.groups { look(at: group.settings) }
        for member in graph.members { look(at: member.settings) }
        for folder in folders {
            for settings in folder.groups.values { look(at: settings) }
            for settings in folder.hosts.values { look(at: settings) }
        }
    }

    /// Short names are near too many others to be worth a word.
    private static func nearest(to name: String) -> String? {
        guard name.count >= 5, !known.contains(name) else { return nil }
        return Suggestion.nearest(to: name, among: known, within: name.count >= 8 ? 2 : 1)
    }

    private static func hint(for nearest: String?) -> String {
        guard let nearest else { return "Siaga has no such variable" }
        let loss = nearest == "seats" ? " without it this room has no verdict" : ""
        return "did you mean `\(nearest)`?\(loss)"
    }
}
