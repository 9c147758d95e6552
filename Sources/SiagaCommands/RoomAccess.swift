import Documents
import LocalRemoting
import OpenSSHFiles
import Remoting
import RoomModel
import Runs
import SSHRemoting

/// What a command needs to reach a room's PCs: trusted host keys, keys and passwords, deadlines.
struct RoomAccess: Sendable {
    let room: Room
    var options: ConnectionOptions
    let terminal: Terminal
    let language: Language
    /// Whether the keys of the user's agent are offered.
    var usesAgent = true
    /// Whether commands run as the account that the inventory or `-b` names.
    var usesPrivilege = true

    /// The room's own known_hosts, by inventory name; nil for an inventory without a folder.
    var knownHostsPath: String? { room.knownHostsPath }

    /// The room's known_hosts as it is now; empty where there is none yet.
    ///
    /// - Throws: ``CommandFailure`` (78) when there is one that cannot be read: taken for empty, it would make every PC new.
    func knownHosts() throws(CommandFailure) -> KnownHosts {
        guard let path = knownHostsPath else { return KnownHosts(files: []) }
        return try KnownHosts(ofRoomAt: path)
    }

    /// How many PCs at once: what was asked for, or fewer where this process has too few descriptors, which is said.
    func fittingWidth() -> Int {
        let budget = DescriptorBudget.raised(for: options.width)
        let width = budget.width(options.width)
        if width < options.width {
            terminal.note(
                Localized(
                    id:
                        "peringatan: hanya \(width) PC sekaligus, karena `ulimit -n` di sini \(budget.limit)\n",
                    en: "warning: only \(width) PCs at once, because `ulimit -n` is \(budget.limit) here\n"
                )[language]
            )
        }
        return width
    }

    /// Runs `body` with a connector for `hosts` and puts everything away behind it.
    ///
    /// - Parameters:
    ///   - hosts: The PCs that are logged in to; their jump hosts are known by themselves.
    ///   - jumps: Jump hosts besides.
    ///   - stopping: Told of the first signal in place of cancelling `body`, which it brings to an end; nil: cancelled.
    ///   - body: The work.
    /// - Returns: What `body` returned.
    /// - Throws: ``CommandFailure`` before any PC is contacted, when a password file cannot be used.
    func withConnector<Result: Sendable>(
        for hosts: [Host],
        through jumps: [Host] = [],
        stopping: (@Sendable () -> Void)? = nil,
        _ body: @escaping @Sendable (SSHConnector, any Connector) async -> Result
    ) async throws(CommandFailure) -> Interruptible<Result> {
        let usesPrivilege = usesPrivilege
        return try await withLogins(for: hosts, through: jumps, stopped: stopping) {
            ssh,
            routing,
            privilege in
            guard usesPrivilege else { return await body(ssh, routing) }
            let privileged = PrivilegedConnector(
                routing,
                privilege: { privilege($0) },
                ignored: { privilege.ignore($0) }
            )
            return await body(ssh, privileged)
        }
    }

    /// Runs `body` with a connector whose commands run as the login account, and with whom else they may run as.
    ///
    /// - Parameters:
    ///   - hosts: The PCs that are logged in to; their jump hosts are known by themselves.
    ///   - jumps: Jump hosts besides.
    ///   - stopped: Told when a signal arrives, and then ends the work itself; nil: the work is cancelled.
    ///   - body: The work.
    /// - Returns: What `body` returned.
    /// - Throws: ``CommandFailure`` before any PC is contacted, when a password file cannot be used.
    func withLogins<Result: Sendable>(
        for hosts: [Host],
        through jumps: [Host] = [],
        stopped: (@Sendable () -> Void)? = nil,
        _ body: @escaping @Sendable (SSHConnector, any Connector, RunPrivilege) async -> Result
    ) async throws(CommandFailure) -> Interruptible<Result> {
        let hosts = hosts.map(named)
        try check(jumpWidthsOf: hosts)
        let known = try knownHosts()
        let trust = KnownHostsTrust(
            room: known,
            system: try knownHosts(HostKeyFiles(SSHPreferences())),
            named: try namedKnownHosts()
        )
        note(trust: known.problems)
        let (credentials, password) = try await credentials()
        let privilege = try RunPrivilege(options, password: try await becomePassword(besides: password))
        let settings = SSHSettings(defaultUser: try defaultUser())
        let result = await Interruptible.run(cancels: stopped == nil, stopped: stopped ?? {}) {
            await SSHConnector.gathered(
                for: hosts,
                through: jumps,
                settings: settings,
                trust: trust,
                credentials: credentials
            ) { ssh, problems in
                terminal.note(ProblemRenderer.render(problems))
                return await body(ssh, RoutingConnector(ssh: ssh, local: LocalConnector()), privilege)
            }
        }
        if let note = privilege.note(in: language) { terminal.note(note) }
        return result
    }

    /// The PC with the key file of the command line before its own.
    func named(_ host: Host) -> Host {
        guard let key = options.privateKey else { return host }
        var host = host
        host.identityFiles.insert(key, at: 0)
        return host
    }

    private func note(trust problems: [Problem]) {
        if !problems.isEmpty { terminal.note(ProblemRenderer.render(problems)) }
    }

    /// What stands for the usual files at PCs whose OpenSSH configuration names others.
    private func namedKnownHosts() throws(CommandFailure) -> [HostKeyFiles: KnownHosts] {
        let usual = HostKeyFiles(SSHPreferences())
        var files: [HostKeyFiles: KnownHosts] = [:]
        for host in room.hosts.flatMap({ [$0] + $0.jumps }) {
            let wanted = HostKeyFiles(host.ssh)
            if wanted != usual, files[wanted] == nil { files[wanted] = try knownHosts(wanted) }
        }
        return files
    }

    /// The files `ssh` itself reads (ssh_config(5), GlobalKnownHostsFile and UserKnownHostsFile).
    private func knownHosts(_ files: HostKeyFiles) throws(CommandFailure) -> KnownHosts {
        let folder = (environment("HOME") ?? "/") + "/.ssh"
        let paths =
            (files.user ?? ["\(folder)/known_hosts", "\(folder)/known_hosts2"])
            + (files.global ?? ["/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2"])
        return try KnownHosts(ofSystemAt: paths)
    }

    private func defaultUser() throws(CommandFailure) -> UserName {
        do {
            return try UserName(environment("USER") ?? environment("LOGNAME") ?? "root")
        } catch {
            throw CommandFailure(
                Localized(
                    id: "nama akun ini tidak bisa dipakai",
                    en: "the name of this account cannot be used"
                ),
                hint: Localized(
                    id: "isi ansible_user di daftar PC",
                    en: "set ansible_user in the list of PCs"
                )
            )
        }
    }
}

/// A file's text; nil where it cannot be read.
func readText(_ path: String) -> String? {
    (try? TextFile.bytes(of: path)).map { String(decoding: $0, as: UTF8.self) }
}
