import OpenSSHFiles
import RoomModel

@testable import OpenSSHFiles

/// Settings as `ssh -G` prints them: a keyword in lower case and its value, some keywords several times.
struct SettingList {
    /// The keywords Siaga follows; `proxycommand` is printed only where there is no jump host.
    static let compared = ClientKeyword.Followed.allCases.map(\.rawValue)

    private var values: [String: [String]] = [:]

    /// OpenSSH 10 knows no DSA and does not look for such a key.
    subscript(_ keyword: String) -> [String] {
        (values[keyword] ?? []).filter { $0 != "~/.ssh/id_dsa" }
    }

    /// Reads what `ssh -G` printed.
    init(printed text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            values[String(words[0]), default: []].append(words.count > 1 ? String(words[1]) : "")
        }
    }

    /// Spells our own settings the same way, with the defaults of `ssh` where nothing is said.
    init(_ settings: ClientSettings, machine: LocalMachine) {
        let preferences = settings.preferences
        values["hostname"] = [settings.hostName]
        values["port"] = [String(settings.port ?? 22)]
        values["user"] = [settings.user ?? machine.userName]
        // ssh 9.2 prints key files as they are written, and agents and files of host keys expanded.
        let usual = ["rsa", "ecdsa", "ecdsa_sk", "ed25519", "ed25519_sk", "xmss", "dsa"]
        values["identityfile"] =
            settings.usesUsualKeys
            ? usual.map { "~/.ssh/id_\($0)" } : settings.writtenIdentityFiles.map(\.value)
        values["identitiesonly"] = [preferences.identitiesOnly == true ? "yes" : "no"]
        values["identityagent"] = settings.expandedAgent.map { [$0] } ?? []
        let home = machine.homeFolder
        values["userknownhostsfile"] = [
            Self.line(
                preferences.userKnownHostsFiles ?? [
                    "\(home)/.ssh/known_hosts", "\(home)/.ssh/known_hosts2",
                ]
            )
        ]
        values["globalknownhostsfile"] = [
            Self.line(
                preferences.globalKnownHostsFiles ?? [
                    "/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2",
                ]
            )
        ]
        values["hostkeyalias"] = preferences.hostKeyAlias.map { [$0] } ?? []
        values["connecttimeout"] = [
            preferences.connectTimeout.map { String($0.components.seconds) } ?? "none"
        ]
        values["serveraliveinterval"] = [
            preferences.serverAliveInterval.map { String($0.components.seconds) } ?? "0"
        ]
        values["addressfamily"] = [preferences.addressFamily?.rawValue ?? "any"]
        switch settings.strictHostKeyChecking ?? .ask {
        case .yes: values["stricthostkeychecking"] = ["true"]
        case .no: values["stricthostkeychecking"] = ["false"]
        case .ask: values["stricthostkeychecking"] = ["ask"]
        case .acceptNew: values["stricthostkeychecking"] = ["accept-new"]
        }
        if let command = settings.proxyCommand {
            values["proxycommand"] = [command]
        } else if !settings.jumps.isEmpty {
            values["proxyjump"] = [settings.jumps.map(Self.spelling).joined(separator: ",")]
        }
    }

    private static func line(_ files: [String]) -> String {
        files.isEmpty ? "none" : files.joined(separator: " ")
    }

    /// ssh puts brackets around numeric addresses of the last jump host.
    private static func spelling(_ hop: JumpHop) -> String {
        let isNumeric = hop.host.contains(":") || hop.host.allSatisfy { "0123456789.".contains($0) }
        let host = isNumeric ? "[\(hop.host)]" : hop.host
        return (hop.user.map { $0 + "@" } ?? "") + host + (hop.port.map { ":\($0)" } ?? "")
    }
}
