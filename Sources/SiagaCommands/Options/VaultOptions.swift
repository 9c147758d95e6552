import ArgumentParser
import Inventories
import RoomModel

/// The passwords of what Ansible Vault encrypted, named as in Ansible.
struct VaultOptions: ParsableArguments {
    @Option(
        name: [.customLong("vault-password-file"), .customLong("vault-pass-file")],
        help: ArgumentHelp(
            localized(
                id: "Berkas kata sandi Ansible Vault (mode 0600); boleh diulang.",
                en: "A file with an Ansible Vault password (mode 0600); may be repeated."
            ),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var vaultPasswordFile: [String] = []

    @Option(
        name: [.customLong("vault-id")],
        help: ArgumentHelp(
            localized(
                id: "Kata sandi dengan nama: NAMA@BERKAS atau NAMA@prompt; boleh diulang.",
                en: "A password with a name: NAME@FILE or NAME@prompt; may be repeated."
            ),
            valueName: "id@file"
        )
    )
    var vaultID: [String] = []

    @Flag(
        name: [.customLong("ask-vault-pass"), .customLong("ask-vault-password")],
        help: ArgumentHelp(
            localized(id: "Tanyakan kata sandi Ansible Vault.", en: "Ask for the Ansible Vault password.")
        )
    )
    var askVaultPassword = false

    /// The passwords, in Ansible's order: those with a name, files, the one asked for.
    ///
    /// - Throws: ``CommandFailure`` for a file that cannot be read, is open to others or is a program.
    func keyring(_ terminal: Terminal) async throws(CommandFailure) -> VaultKeyring {
        var passwords: [VaultKeyring.Password] = []
        for text in vaultID + vaultPasswordFile {
            // As in Ansible, `NAME@FILE`; a path without a name may itself hold an `@` only behind a name.
            let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init
            )
            let label = halves.count == 2 && !halves[0].isEmpty ? halves[0] : nil
            let source = halves.count == 2 ? halves[1] : text
            let secret =
                source == "prompt" || source == "prompt_ask_vault_pass"
                ? try await ask(label, terminal) : try SecretFile.readVaultPassword(source)
            passwords.append(.init(label: label, secret: secret))
        }
        if askVaultPassword { passwords.append(.init(secret: try await ask(nil, terminal))) }
        return VaultKeyring(passwords)
    }

    private func ask(_ label: String?, _ terminal: Terminal) async throws(CommandFailure) -> Secret {
        let name = label.map { " (\($0.safe(limit: 40)))" } ?? ""
        let question = localized(
            id: "Kata sandi Ansible Vault\(name): ",
            en: "Ansible Vault password\(name): "
        )
        guard let secret = await terminal.askSecret(question) else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "kata sandi Ansible Vault tidak bisa ditanyakan di sini",
                    en: "nobody can be asked for the Ansible Vault password here"
                ),
                hint: Localized(id: "pakai --vault-password-file", en: "use --vault-password-file")
            )
        }
        return secret
    }
}

extension SecretFile {
    /// Reads a vault password: the whole file without blanks around it, as Ansible does; a program is not run.
    static func readVaultPassword(_ path: String) throws(CommandFailure) -> Secret {
        let secret = try read(path, wholeFile: true)
        guard !secret.reveal({ $0.hasPrefix("#!") }) else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "\(path.safe()) adalah program; Siaga tidak menjalankannya",
                    en: "\(path.safe()) is a program, and Siaga runs none for a password"
                ),
                hint: Localized(
                    id: "tulis kata sandi ke berkas dengan mode 0600",
                    en: "write the password into a file of mode 0600"
                )
            )
        }
        guard !secret.reveal(\.isEmpty) else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(id: "\(path.safe()) kosong", en: "\(path.safe()) is empty")
            )
        }
        return secret
    }
}
