import RoomModel
import SSHRemoting

extension RoomAccess {
    /// Passphrases and passwords: from the files given, else asked for, each once.
    ///
    /// - Returns: The credentials, and the login password among them.
    func credentials() async throws(CommandFailure) -> (Credentials, password: Secret?) {
        let filed = try options.passwordFile.map { path throws(CommandFailure) in try SecretFile.read(path) }
        let named = environment("SIAGA_PASSWORD_FILE").flatMap { $0.isEmpty ? nil : $0 }
        var password = try named.map { path throws(CommandFailure) in try SecretFile.read(path) }
        if options.askPassword {
            password = filed ?? password
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
                    hint: Localized(
                        id: "pakai --password-file BERKAS, atau SIAGA_PASSWORD_FILE",
                        en: "use --password-file FILE, or SIAGA_PASSWORD_FILE"
                    )
                )
            }
        }
        let (asked, terminal, language) = (password, terminal, language)
        var credentials = Credentials(
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
        credentials.usesAgents = usesAgent
        return (credentials, password)
    }

    /// The password of `sudo`: from the file given, else asked for.
    ///
    /// - Parameter login: The login password; an empty answer means this one, as with Ansible.
    /// - Returns: The password; nil where none was given.
    /// - Throws: ``CommandFailure`` when the file cannot be used, or there is nobody to ask.
    func becomePassword(besides login: Secret?) async throws(CommandFailure) -> Secret? {
        guard usesPrivilege else { return nil }
        if let path = options.becomePasswordFile { return try SecretFile.read(path) }
        guard options.askBecomePassword else { return nil }
        guard
            let answer = await terminal.askSecret(
                Localized(id: "Kata sandi sudo: ", en: "Password of sudo: ")[language]
            )
        else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "tidak ada terminal untuk menanyakan kata sandi sudo",
                    en: "there is no terminal to ask for sudo's password on"
                ),
                hint: Localized(
                    id: "pakai --become-password-file BERKAS",
                    en: "use --become-password-file FILE"
                )
            )
        }
        return answer.reveal(\.isEmpty) ? login ?? answer : answer
    }

    /// Refuses a `jump_width` that is none.
    func check(jumpWidthsOf hosts: [Host]) throws(CommandFailure) {
        for host in hosts + hosts.jumpHosts {
            guard let variable = host.variables["jump_width"], !host.hasSoundJumpWidth else { continue }
            let name = host.name
            throw CommandFailure(
                exitCode: CommandFailure.configuration,
                Localized(
                    id: "\(variable.origin): jump_width untuk \(name) harus angka 1 sampai 64",
                    en: "\(variable.origin): the jump_width of \(name) must be a number from 1 to 64"
                )
            )
        }
    }
}
