import Documents

/// Ansible's connection plugins, as far as Siaga can stand in for them (`ansible_connection`).
enum ConnectionPlugin {
    case ssh
    case local
    /// WinRM: the same PC is reached by the SSH server of Windows.
    case windowsRemoting
    /// A switch, a container, another host's agent: nothing that SSH serves.
    case other

    /// The plugins of one kind, by their short names; `smart` and `paramiko_ssh` are names of ssh's own past.
    private static let names: [(plugin: ConnectionPlugin, names: [String])] = [
        (.ssh, ["ssh", "smart", "paramiko", "paramiko_ssh", "ansible.netcommon.libssh"]), (.local, ["local"]),
        (.windowsRemoting, ["winrm", "psrp"]),
    ]

    /// The plugin called `name`, by its short or its full name.
    init(_ name: String) {
        let short = name.shortPluginName
        self = Self.names.first { $0.names.contains(short) }?.plugin ?? .other
    }

    /// What `name` is most likely meant for, where one letter is missing or wrong: no other plugin is called nearly so.
    static func nearest(to name: String) -> String? {
        Suggestion.nearest(to: name, among: names.flatMap(\.names), within: 1)
    }
}

extension String {
    /// The name of a plugin that comes with Ansible without its collection.
    var shortPluginName: String {
        for collection in ["ansible.builtin.", "ansible.legacy."] where hasPrefix(collection) {
            return String(dropFirst(collection.count))
        }
        return self
    }
}
