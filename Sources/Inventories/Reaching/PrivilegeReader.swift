import RoomModel

/// Reads whom commands on a PC run as: `ansible_become` and its like.
enum PrivilegeReader {
    /// The variables that name the account.
    static let accounts = ["ansible_sudo_user", "ansible_become_user"]

    /// The privilege; nil where nobody asks for one, or after saying why there is none.
    static func privilege(_ values: inout HostValues) -> Privilege? {
        guard values.truth("ansible_become") == true else { return nil }
        if let method = values.text("ansible_become_method"), method.shortPluginName != "sudo" {
            values.doubt(
                "ansible_become_method",
                "`\(values.shown(method, "ansible_become_method"))` is no way Siaga can change the account",
                hint: "write `sudo`, or `ansible_become: false` for PCs whose login account may do everything"
            )
            return nil
        }
        guard let root = try? UserName("root") else { return nil }
        let user = values.name(accounts, UserName.init) ?? root
        let password = values.first([
            "ansible_sudo_pass", "ansible_become_pass", "ansible_become_password",
        ])
        return Privilege(user: user, password: password.map { Secret($0.text) })
    }
}
