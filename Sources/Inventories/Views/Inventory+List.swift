public import RoomModel

extension Inventory {
    /// Variables Ansible sets itself; `ansible-inventory` leaves them out (`INTERNAL_STATIC_VARS`, ansible-core 2.19).
    static let internalVariables: Set<String> = [
        "ansible_async_path", "ansible_collection_name", "ansible_config_file",
        "ansible_dependent_role_names",
        "ansible_diff_mode", "ansible_facts", "ansible_forks", "ansible_inventory_sources", "ansible_limit",
        "ansible_play_batch", "ansible_play_hosts", "ansible_play_hosts_all", "ansible_play_role_names",
        "ansible_playbook_python", "ansible_role_name", "ansible_role_names", "ansible_run_tags",
        "ansible_skip_tags", "ansible_verbosity", "ansible_version", "inventory_dir", "inventory_file",
        "inventory_hostname", "inventory_hostname_short", "groups", "group_names", "hostvars", "playbook_dir",
        "play_hosts", "role_name", "role_names", "role_path", "role_uuid",
    ]

    /// What `ansible-inventory --list` prints, byte by byte, with a line end.
    ///
    /// Values are typed as Ansible types them; nothing is masked, since other programs read it. What Ansible Vault keeps
    /// stays encrypted.
    ///
    /// - Parameter hosts: The PCs to list (`--limit`); nil (the default) means all.
    /// - Returns: UTF-8 text.
    public func list(of hosts: Set<HostName>? = nil) -> [UInt8] {
        var writer = JSONWriter()
        let isListed = { (member: Int) in hosts?.contains(graph.members[member].name) ?? true }
        let listed = listedGroups.sorted { name($0).precedesByCharacter(name($1)) }
        writer.table { writer in
            // `_` comes before the small letters and after the capitals.
            let isBeforeMeta = { (group: Int) in name(group).precedesByCharacter("_meta") }
            for group in listed where isBeforeMeta(group) { write(group, isListed, &writer) }
            writer.key("_meta")
            writeMeta(isListed, &writer)
            for group in listed where !isBeforeMeta(group) { write(group, isListed, &writer) }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// What `ansible-inventory --host` prints for a PC, with a line end; nil when there is no such PC.
    public func list(of host: HostName) -> [UInt8]? {
        guard let variables = variables(of: host) else { return nil }
        var writer = JSONWriter()
        writer.variables(Self.shown(variables))
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private func name(_ group: Int) -> String { graph.groups[group].name.description }

    /// The variables without those Ansible sets itself.
    static func shown(_ variables: [String: Variable]) -> [String: Variable] {
        guard variables.keys.contains(where: internalVariables.contains) else { return variables }
        return variables.filter { !internalVariables.contains($0.key) }
    }

    /// `all` and everything below it.
    private var listedGroups: [Int] {
        var seen: Set<Int> = [InventoryGraph.all]
        var next = [InventoryGraph.all]
        while let group = next.popLast() {
            for child in graph.groups[group].children where seen.insert(child).inserted { next.append(child) }
        }
        return Array(seen)
    }

    private func write(_ group: Int, _ isListed: (Int) -> Bool, _ writer: inout JSONWriter) {
        let children = graph.groups[group].children
        let members = group == InventoryGraph.all ? [] : graph.groups[group].members.filter(isListed)
        guard !children.isEmpty || !members.isEmpty else { return }
        writer.key(name(group))
        writer.table { writer in
            if !children.isEmpty {
                writer.key("children")
                writer.strings(children.map(name))
            }
            if !members.isEmpty {
                writer.key("hosts")
                writer.strings(members.map { graph.members[$0].name.description })
            }
        }
    }

    private func writeMeta(_ isListed: (Int) -> Bool, _ writer: inout JSONWriter) {
        let order = graph.members.indices.filter(isListed).sorted {
            graph.members[$0].name.description.precedesByCharacter(graph.members[$1].name.description)
        }
        writer.table { writer in
            writer.key("hostvars")
            writer.table { writer in
                for member in order {
                    let variables = Self.shown(merged[member])
                    guard !variables.isEmpty else { continue }
                    writer.key(graph.members[member].name.description)
                    writer.variables(variables)
                }
            }
            writer.key("profile")
            writer.string("inventory_legacy")
        }
    }
}
