import Documents
import RoomModel

/// Says that an `ansible.cfg` beside the inventory is not read, where it sets what Siaga needs to know.
enum ConfigurationNote {
    /// The settings of `[defaults]` that decide how a PC is reached, and the variables that say the same.
    private static let settings = [
        "remote_user": "ansible_user", "private_key_file": "ansible_ssh_private_key_file",
        "remote_port": "ansible_port",
    ]
    /// The most bytes that are looked at.
    private static let longest = 256 << 10

    static func report(beside folders: [String], _ library: inout Library) {
        for folder in Set(folders).sorted() {
            let file = folder.appending(path: "ansible.cfg")
            // Siaga never follows it, so one that cannot be read changes nothing.
            guard let bytes = try? TextFile.bytes(of: file, limit: longest), bytes.count <= longest
            else { continue }
            var section = Substring()
            let lines = String(decoding: bytes, as: UTF8.self).split(
                omittingEmptySubsequences: false,
                whereSeparator: \.isNewline
            )
            for (index, line) in lines.enumerated() {
                let line = line.trimmed
                if line.hasPrefix("[") {
                    section = line
                    continue
                }
                guard section == "[defaults]", let mark = line.firstIndex(where: { $0 == "=" || $0 == ":" }),
                    let variable = settings[String(line[..<mark].trimmed)]
                else { continue }
                let name = line[..<mark].trimmed
                let value = String(line[line.index(after: mark)...].trimmed).safe(limit: 60)
                library.report(
                    Problem(
                        .warning,
                        at: SourceLocation(file: file, line: index + 1),
                        "ansible.cfg beside the inventory is not read: its `\(name) = \(value)` applies to Ansible only",
                        hint: "set `\(variable): \(value)` in group_vars/all.yml"
                    )
                )
            }
        }
    }
}
