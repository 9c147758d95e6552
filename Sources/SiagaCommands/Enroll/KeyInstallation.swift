import OpenSSHFiles
import Remoting
import Reports
import RoomModel
import Runs

/// Places the room's public key on PCs that so far take a password only, and proves that it opens them.
struct KeyInstallation: Sendable {
    let access: RoomAccess
    let speech: Speech
    let terminal: Terminal
    /// When nothing may be placed.
    let sessions: RoomSessions

    /// Installs the key by password, then logs in again with nothing but the key.
    ///
    /// - Parameter hosts: PCs whose host keys are known.
    /// - Returns: The exit code of the proof: 0 the key opens every PC.
    /// - Throws: ``CommandFailure`` when there is no public key or nobody to ask for the password.
    func run(on hosts: [Host]) async throws(CommandFailure) -> Int32 {
        guard !hosts.isEmpty else { return 0 }
        let key = try publicKey(of: hosts)
        var byPassword = access
        byPassword.options.askPassword = true
        // The key is for the login account, whoever commands run as.
        byPassword.usesPrivilege = false
        let placed = try await exec(Self.script(placing: key.line), on: hosts, by: byPassword)
        guard ExecReport.exitCode(placed.result) == 0, placed.exitCode == nil else {
            terminal.write(report(placed.result))
            return placed.exitCode ?? ExecReport.exitCode(placed.result)
        }
        var byKey = access
        byKey.options.askPassword = false
        byKey.options.privateKey = key.file
        byKey.usesAgent = false
        byKey.usesPrivilege = false
        let proved = try await exec("true", on: hosts, by: byKey)
        let code = proved.exitCode ?? ExecReport.exitCode(proved.result)
        terminal.write(
            code == 0
                ? Localized(
                    id: "Kunci ruang terpasang dan terbukti membuka \(hosts.count) PC.\n",
                    en:
                        "The room's key is in place and opens \(hosts.count) PC\(hosts.count == 1 ? "" : "s"): proved.\n"
                )[speech.wording.language] : report(proved.result)
        )
        return code
    }

    /// Appends the key once, with the modes sshd asks for (sshd(8), AUTHORIZED_KEYS FILE FORMAT).
    private static func script(placing key: String) -> String {
        let word = key.quotedForPosixShell
        return
            "umask 077; mkdir -p ~/.ssh && touch ~/.ssh/authorized_keys && chmod go-w ~ ~/.ssh ~/.ssh/authorized_keys && "
            + "{ grep -qxF -e \(word) ~/.ssh/authorized_keys || printf '%s\\n' \(word) >>~/.ssh/authorized_keys; }"
    }

    private func exec(
        _ line: String,
        on hosts: [Host],
        by access: RoomAccess
    ) async throws(CommandFailure) -> Interruptible<[ExecRow]> {
        try await RoomCommand(access: access, line: line, sessions: sessions).run(on: hosts)
    }

    private func report(_ rows: [ExecRow]) -> String {
        ExecReport(wording: speech.wording, page: speech.page).render(rows)
    }

    /// Whose public half may be placed: the key of the command line alone, else the inventory's, else the usual ones.
    static func keyFiles(given: String?, hosts: [Host], home: String) -> [String] {
        if let given { return [given] }
        var files: [String] = []
        let usual = [RoomKeyFile.path, "~/.ssh/id_ed25519", "~/.ssh/id_ecdsa"]
        for file in hosts.flatMap(\.identityFiles) + usual {
            let path = file.hasPrefix("~/") ? home + file.dropFirst() : file
            if !files.contains(path) { files.append(path) }
        }
        return files
    }

    /// The first of ``keyFiles(given:hosts:home:)`` that has a public half.
    private func publicKey(of hosts: [Host]) throws(CommandFailure) -> (file: String, line: String) {
        let files = Self.keyFiles(
            given: access.options.privateKey,
            hosts: hosts,
            home: environment("HOME") ?? "/"
        )
        for file in files {
            let words = readText("\(file).pub")?.split(separator: "\n").first?.split(separator: " ") ?? []
            guard words.count >= 2, let key = PublicKey(base64: words[1]), key.type == words[0] else {
                continue
            }
            return (file, "\(key.type) \(key.base64) siaga")
        }
        throw CommandFailure(
            exitCode: CommandFailure.configuration,
            Localized(
                id: "kunci publik tidak ada: \(files.map { "\($0).pub" }.joined(separator: ", ").safe())",
                en: "there is no public key: \(files.map { "\($0).pub" }.joined(separator: ", ").safe())"
            ),
            hint: Localized(id: "buat kunci: \(RoomKeyFile.making)", en: "make a key: \(RoomKeyFile.making)")
        )
    }
}
