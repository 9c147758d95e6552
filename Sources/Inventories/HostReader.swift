import Documents
import RoomModel

/// Makes a ``Host`` from a PC's merged variables.
struct HostReader {
    /// The TCP port of SSH (RFC 4253 §4).
    private static let defaultPort = 22

    let folder: String
    let home: String?
    /// Which key files were looked for, and where they were found.
    private var keyFiles: [String: String] = [:]
    /// Who says `winrm` or `psrp`, by the place that says so.
    private var windowsRemoting: [SourceLocation: (word: String, count: Int, hosts: String, port: String?)] =
        [:]

    init(folder: String, home: String?) {
        self.folder = folder
        self.home = home
    }

    /// The PC, or nil after reporting why there is none.
    mutating func host(
        _ member: InventoryGraph.Member,
        groups: [GroupName],
        variables: [String: Variable],
        _ library: inout Library
    ) -> Host? {
        guard let ownName = try? NetworkAddress(member.name.description) else { return nil }
        var host = Host(name: member.name, address: ownName, groups: groups, variables: variables)
        var values = HostValues(host)
        let connection = values.text("ansible_connection") ?? "ssh"
        let isWindowsRemoting = connection == "winrm" || connection == "psrp"
        host.access = access(connection, &values)
        if let address = values.name(["ansible_host", "ansible_ssh_host"], NetworkAddress.init) {
            host.address = address
        }
        let ports = ["siaga_port"] + (isWindowsRemoting ? [] : ["ansible_port", "ansible_ssh_port"])
        host.port = values.port(ports) ?? Self.defaultPort
        host.user = values.name(["siaga_user", "ansible_user", "ansible_ssh_user"], UserName.init)
        host.password = values.first(["ansible_password", "ansible_ssh_pass", "ansible_ssh_password"])
            .map { Secret($0.text) }
        host.identityFiles =
            values.first(["ansible_ssh_private_key_file", "ansible_private_key_file"])
            .map { [keyFile($0.text)] } ?? []
        host.seat = values.text("seat")?.safe(limit: 20)
        host.mac = values.mac("mac")
        if isWindowsRemoting, let origin = variables["ansible_connection"]?.origin {
            let port = values.text("siaga_port") == nil ? values.text("ansible_port") : nil
            windowsRemoting[origin, default: (connection, 0, member.name.description, port)].count += 1
        }
        if let variable = variables["ansible_ssh_common_args"] {
            library.report(
                Problem(
                    .warning,
                    at: variable.origin,
                    "`ansible_ssh_common_args` is not read: PCs are reached directly, without a jump host",
                    hint: "run Siaga inside the room's network"
                )
            )
        }
        for problem in values.problems { library.report(problem) }
        return host
    }

    private func access(_ connection: String, _ values: inout HostValues) -> HostAccess {
        if let word = values.text("siaga_access") {
            if let access = HostAccess(rawValue: word) { return access }
            values.report(
                "siaga_access",
                "`\(word.safe(limit: 40))` is no way to reach a PC",
                hint: "write `none` (no SSH by design), `ssh` or `local`"
            )
        }
        switch connection {
        case "local": return .local
        case "ssh", "smart", "paramiko", "paramiko_ssh", "ansible.builtin.ssh", "winrm", "psrp": return .ssh
        case "ansible.builtin.local": return .local
        default:
            values.report(
                "ansible_connection",
                "`\(connection.safe(limit: 40))` is no connection Siaga has",
                hint: "write `ssh` or `local`, or `siaga_access: none` for a PC without SSH"
            )
            return .ssh
        }
    }

    /// The path of a key: `~` expanded; relative to the inventory's folder where it is found there.
    private mutating func keyFile(_ text: String) -> String {
        if let known = keyFiles[text] { return known }
        var path = text
        if let home, text == "~" || text.hasPrefix("~/") {
            path = home + text.dropFirst()
        } else if !text.hasPrefix("/"), TextFile.kind(of: folder.appending(path: text)) == .file {
            path = folder.appending(path: text)
        }
        keyFiles[text] = path
        return path
    }

    /// Says once for each place that PCs meant for WinRM are reached by SSH.
    func reportNotes(_ library: inout Library) {
        for (origin, said) in windowsRemoting {
            let who = said.count == 1 ? "`\(said.hosts)` says" : "\(said.count) PCs say"
            let port = said.port.map { "; `ansible_port: \($0.safe(limit: 10))` is not used" } ?? ""
            library.report(
                Problem(
                    .warning,
                    at: origin,
                    "\(who) `ansible_connection: \(said.word)`: Siaga reaches them by SSH, port 22\(port)",
                    hint: "set `siaga_port` or `siaga_user` where SSH differs; Ansible ignores them"
                )
            )
        }
    }
}
