import Playbooks
import Reports
import RoomModel
import Synchronization

/// Whom the commands of a run are executed as: what the inventory says of a PC, else the command line (`-b`).
///
/// As in Ansible, where `ansible_become` and its kin win over options.
final class RunPrivilege: Sendable {
    private let fallback: Privilege?
    private let userOption: UserName?
    private let password: Secret?
    private let windows = Mutex<[HostName]>([])

    /// Reads the options.
    ///
    /// - Parameters:
    ///   - options: `-b` and `--become-user`.
    ///   - password: What `-K` or `--become-password-file` gave.
    /// - Throws: ``CommandFailure`` (64) for a name that is none.
    init(_ options: ConnectionOptions, password: Secret?) throws(CommandFailure) {
        self.password = password
        do throws(InvalidName) {
            let user = try UserName(options.becomeUser ?? "root")
            userOption = options.becomeUser == nil ? nil : user
            fallback = options.become ? Privilege(user: user, password: password) : nil
        } catch {
            let name = (options.becomeUser ?? "").safe(limit: 60)
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "`\(name)` bukan nama akun",
                    en: "`\(name)` is no \(error.kind): \(error.reason)"
                ),
                hint: Localized(id: "isi --become-user dengan nama akun", en: "give --become-user an account")
            )
        }
    }

    /// Whom commands on `host` run as; nil: the login account.
    func callAsFunction(_ host: Host) -> Privilege? {
        guard var own = host.privilege else {
            // `ansible_become: false` is a decision, too.
            guard host.variables["ansible_become"] == nil, var privilege = fallback else { return nil }
            privilege.unspoken = host.unspoken
            return privilege
        }
        own.unspoken = host.unspoken
        if let userOption, host.variables["ansible_become_user"] == nil { own.user = userOption }
        if own.password == nil { own.password = password }
        return own
    }

    /// Whom a step on `host` is done as, where the playbook has a wish of its own; nil: the login account.
    func callAsFunction(_ host: Host, wish: PlannedStep.Account?) -> Privilege? {
        let usual = self(host)
        switch wish {
        case nil: return usual
        case .login?: return nil
        case .other(let user)?:
            var own = Privilege(user: user, password: usual?.password ?? password)
            own.unspoken = host.unspoken
            return own
        }
    }

    /// Remembers a Windows PC, on which there is no sudo.
    func ignore(_ host: HostName) {
        windows.withLock { $0.append(host) }
    }

    /// What is to be said of the Windows PCs; nil where there were none.
    func note(in language: Language) -> String? {
        let hosts = Set(windows.withLock(\.self)).sorted()
        guard !hosts.isEmpty else { return nil }
        return Localized(
            id:
                "catatan: PC Windows tidak punya sudo; perintah berjalan sebagai akun Siaga di PC: \(hosts.folded)\n",
            en: "note: Windows PCs have no sudo; commands ran as the login account: \(hosts.folded)\n"
        )[language]
    }
}
