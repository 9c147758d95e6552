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

    /// The room's own known_hosts, by inventory name; nil for an inventory without a folder.
    var knownHostsPath: String? { room.folder.map { "\($0)/known_hosts" } }

    /// The room's known_hosts as it is now; empty where there is none yet.
    ///
    /// - Throws: ``CommandFailure`` (78) when there is one that cannot be read: taken for empty, it would make every PC new.
    func knownHosts() throws(CommandFailure) -> KnownHosts {
        guard let path = knownHostsPath, TextFile.kind(of: path) != nil else {
            return KnownHosts(files: knownHostsPath.map { [($0, "")] } ?? [])
        }
        do throws(UnreadableFile) {
            let bytes = try TextFile.bytes(of: path)
            guard bytes.count <= Document.longest else { throw UnreadableFile("it is too large") }
            return KnownHosts(files: [(path, String(decoding: bytes, as: UTF8.self))])
        } catch {
            throw CommandFailure(
                exitCode: CommandFailure.configuration,
                Localized(
                    id: "\(path.safe()) tidak bisa dibaca (\(error.message)); tidak ada PC dihubungi",
                    en: "cannot read \(path.safe()): \(error.message); no PC was contacted"
                ),
                hint: Localized(
                    id: "perbaiki pemilik dan izin berkas itu: chown, chmod 600",
                    en: "put the file's owner and mode right: chown, chmod 600"
                )
            )
        }
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
    /// - Throws: ``CommandFailure`` before any PC is contacted, when a password file cannot be used.
    func withConnector<Result: Sendable>(
        for hosts: [Host],
        _ body: @escaping @Sendable (SSHConnector, any Connector) async -> Result
    ) async throws(CommandFailure) -> Result {
        let hosts = hosts.map(named)
        let known = try knownHosts()
        let trust = KnownHostsTrust(room: known, system: systemKnownHosts)
        note(trust: known.problems)
        let credentials = try await credentials()
        return await SSHConnector.gathered(
            for: hosts,
            settings: SSHSettings(defaultUser: try defaultUser()),
            trust: trust,
            credentials: credentials
        ) { ssh, problems in
            terminal.note(ProblemRenderer.render(problems))
            return await body(ssh, RoutingConnector(ssh: ssh, local: LocalConnector()))
        }
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

    /// The files `ssh` itself reads (ssh_config(5), GlobalKnownHostsFile and UserKnownHostsFile).
    private var systemKnownHosts: KnownHosts {
        let home = environment("HOME") ?? "/"
        let paths = [
            "\(home)/.ssh/known_hosts", "\(home)/.ssh/known_hosts2", "/etc/ssh/ssh_known_hosts",
            "/etc/ssh/ssh_known_hosts2",
        ]
        return KnownHosts(files: paths.compactMap { path in readText(path).map { (path, $0) } })
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

    /// Passphrases and passwords: from the file given, else asked for, each once.
    private func credentials() async throws(CommandFailure) -> Credentials {
        let filed = try options.passwordFile.map { path throws(CommandFailure) in try SecretFile.read(path) }
        var password: Secret?
        if options.askPassword {
            password = filed
            if password == nil {
                password = await terminal.askSecret(
                    Localized(id: "Kata sandi akun di PC: ", en: "Password of the account on the PCs: ")[
                        language
                    ]
                )
            }
            guard password != nil else {
                throw CommandFailure(
                    exitCode: CommandFailure.usage,
                    Localized(
                        id: "tidak ada terminal untuk menanyakan kata sandi",
                        en: "there is no terminal to ask for the password on"
                    ),
                    hint: Localized(id: "pakai --password-file BERKAS", en: "use --password-file FILE")
                )
            }
        }
        let (asked, terminal, language) = (password, terminal, language)
        return Credentials(
            homeFolder: environment("HOME") ?? "/",
            agentSocket: usesAgent ? environment("SSH_AUTH_SOCK").flatMap { $0.isEmpty ? nil : $0 } : nil,
            passphrase: { name in
                if let filed { return filed }
                return await terminal.askSecret(
                    Localized(id: "Kata sandi kunci \(name.safe()): ", en: "Passphrase of \(name.safe()): ")[
                        language
                    ]
                )
            },
            password: { _ in asked }
        )
    }
}

/// A file's text; nil where it cannot be read.
func readText(_ path: String) -> String? {
    (try? TextFile.bytes(of: path)).map { String(decoding: $0, as: UTF8.self) }
}
