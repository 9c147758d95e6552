public import RoomModel

extension Host {
    /// What `{{ name }}` stands for on this PC: a variable, or one of the names Ansible always has.
    public func value(of name: String) -> VariableValue? {
        if let variable = variables[name] { return variable.value }
        switch name {
        case "inventory_hostname": return .text(self.name.description)
        case "inventory_hostname_short": return .text(String(self.name.description.prefix { $0 != "." }))
        default: return nil
        }
    }
}
