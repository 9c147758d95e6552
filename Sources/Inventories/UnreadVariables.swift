import Documents
import RoomModel

/// Warns of variables that nobody reads and that nearly have the name of one Siaga reads.
enum UnreadVariables {
    /// Every variable Siaga itself reads.
    static let known =
        RoomSettings.keys + [
            "seat", "mac", "siaga_port", "siaga_user", "siaga_access", "student_user", "exam_app_path",
            "exam_processes", "ansible_host", "ansible_port", "ansible_user", "ansible_password",
            "ansible_ssh_private_key_file", "ansible_connection", "ansible_ssh_common_args",
            "ansible_group_priority",
        ]

    static func report(in graph: InventoryGraph, _ folders: VariableFolders, _ library: inout Library) {
        var suspects: [String: String?] = [:]
        func look(at variables: [String: Variable]) {
            for (name, variable) in variables {
                let nearest: String?
                if let seen = suspects[name] {
                    nearest = seen
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
        for group in graph.groups { look(at: group.variables) }
        for member in graph.members { look(at: member.variables) }
        for variables in folders.groups.values { look(at: variables) }
        for variables in folders.hosts.values { look(at: variables) }
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
