import TestRoom

/// An Ansible inventory of a district: 120 schools of which all but two are behind a jump host of their own, and all
/// but two hold Windows PCs that Ansible reaches by WinRM.
struct DistrictInventory {
    /// A school's group: its PCs' names begin like it.
    struct School {
        let number: Int
        let name: String
        let size: Int

        init(_ number: Int) {
            let digits = "\(number)"
            let padded = String(repeating: "0", count: 3 - digits.count) + digits
            self.number = number
            name = (number <= 83 ? "sdn_" : "smpn_") + padded
            size = number == 1 ? 15 : 29 + number * 7 % 12
        }

        /// `sdn_044-pc07` for 7.
        func pc(_ number: Int) -> String { name + (number < 10 ? "-pc0\(number)" : "-pc\(number)") }
    }

    /// The schools, in the order of the inventory.
    static let schools = (1...120).map(School.init)

    /// Lines of `hosts.yml` that stand for others, by the line they replace.
    var replacements: [String: String] = [:]
    /// Files beside `hosts.yml`, by their names.
    var files: [String: String] = [
        "group_vars/windows.yml": "# All Windows PCs\nansible_port: 5986\nansible_connection: winrm\n",
        "ansible.cfg": "[defaults]\nremote_user = ops\n",
    ]

    /// Writes it into a folder.
    ///
    /// - Throws: Why a file could not be written.
    func write(to folder: String, in scratch: ScratchFolder) async throws {
        try await Subfolder.write("\(folder)/hosts.yml", hosts, in: scratch)
        for (name, text) in files { try await Subfolder.write("\(folder)/\(name)", text, in: scratch) }
    }

    private var hosts: String {
        let schools = Self.schools.map { school in
            var lines = [
                "    \(school.name):", "      vars:", "        room_name: \(school.name)",
                "        room_mode: \(school.number <= 83 ? "semi-online" : "online")",
            ]
            if school.number > 2 {
                lines.append("        ansible_ssh_common_args: -o ProxyJump=gw-\(school.number)")
            }
            // Nothing Siaga reads: where Ansible keeps copies.
            if school.number <= 61 {
                lines.append("        backup_target: \"{{ lookup('env', 'NAS') }}/\(school.name)\"")
            }
            lines.append("      hosts:")
            lines += (1...school.size).map { number in
                let network = school.number <= 2 ? "10.0.\(school.number)" : "192.168.0"
                return "        \(school.pc(number)): { ansible_host: \(network).\(number) }"
            }
            return lines.map { replacements[$0] ?? $0 }.map { $0 + "\n" }.joined()
        }
        let windows = Self.schools.dropLast(2).map { "        \($0.name):\n" }.joined()
        let regions = [("region_east", Self.schools.prefix(60)), ("region_west", Self.schools.suffix(60))].map
        {
            name,
            members in
            "    \(name):\n      children:\n" + members.map { "        \($0.name):\n" }.joined()
        }
        return "all:\n  children:\n" + schools.joined() + "    windows:\n      children:\n" + windows
            + regions.joined()
    }
}
