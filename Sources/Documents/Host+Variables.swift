public import RoomModel

extension Host {
    /// What `{{ name }}` stands for on this PC: a variable, or one of the names Ansible always has.
    public func value(of name: String) -> VariableValue? {
        if let variable = variables[name] { return variable.value }
        switch name {
        case "inventory_hostname": return .text(self.name.description)
        case "inventory_hostname_short": return .text(shortName)
        case "group_names":
            return .list(groups.map(\.description).filter { $0 != "all" }.sorted().map { .text($0) })
        case "inventory_file": return place.inventoryFile.map { .text($0) }
        case "inventory_dir": return place.inventoryFile.map { .text(TextFile.folder(above: $0)) }
        case "playbook_dir": return place.playbookFolder.map { .text($0) }
        default: return nil
        }
    }

    /// The name up to its first dot; an address as it is.
    private var shortName: String {
        let name = self.name.description
        return name.allSatisfy { $0.isNumber || $0 == "." } ? name : String(name.prefix { $0 != "." })
    }
}
