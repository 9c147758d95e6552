public import RoomModel

/// Why `sudo` started nothing.
public struct SudoRefusal: Hashable, Sendable {
    /// The cause: one of the `sudo…` codes.
    public let code: TransportError.Code
    /// One sentence, lower case, no full stop, safe for a terminal.
    public let sentence: String
    /// What to do next.
    public let hint: String

    /// sudo asks and nobody gave a password.
    public static let needsPassword = SudoRefusal(
        .sudoNeedsPassword,
        "sudo asks for a password and there is none",
        hint: "run it again with -K, or set `ansible_become_password`"
    )

    /// sudo asks again.
    public static let wrongPassword = SudoRefusal(
        .sudoPasswordRefused,
        "sudo did not take the password",
        hint: "check the password and the account, then run it again with -K"
    )

    init(_ code: TransportError.Code, _ sentence: String, hint: String) {
        self.code = code
        self.sentence = sentence
        self.hint = hint
    }

    /// Reads what sudo said before it ended (sudo(8), DIAGNOSTICS; sudoers(5), requiretty).
    ///
    /// - Parameters:
    ///   - words: Its words in the C locale, untrusted.
    ///   - status: Its exit code, if that came.
    ///   - unspoken: What must not be repeated, whoever says it.
    init(words: String, status: Int?, unspoken: [Secret]) {
        let text = words.lowercased()
        let said =
            words.isEmpty || words.repeats(any: unspoken) ? "" : ": \(words.excerpt(limit: 160).english)"
        func has(_ parts: String...) -> Bool { parts.contains { text.contains($0) } }
        self =
            if status == 127 || status == 126 || has("sudo: not found", "sudo: command not found") {
                SudoRefusal(
                    .sudoMissing,
                    "there is no sudo on it\(said)",
                    hint: "install sudo, or log in as the account itself"
                )
            } else if has("have a tty", "tty present", "terminal is required") {
                SudoRefusal(
                    .sudoNeedsTerminal,
                    "sudo works only on a terminal there\(said)",
                    hint: "take `requiretty` out of its sudoers for this account"
                )
            } else if has("not in the sudoers", "not allowed to", "may not run sudo") {
                SudoRefusal(
                    .sudoDenied,
                    "the account may not do this by sudo\(said)",
                    hint: "allow it in sudoers(5), or log in as another account"
                )
            } else if Self.isPasswordExpired(text) {
                SudoRefusal(
                    .sudoPasswordExpired,
                    "sudo starts nothing before the account has a new password\(said)",
                    hint: "log in as the account on the PC and run `passwd`"
                )
            } else if has("try again", "incorrect password") {
                .wrongPassword
            } else {
                SudoRefusal(
                    .sudoFailed,
                    said.isEmpty ? "sudo started nothing and gave no reason" : "sudo started nothing\(said)",
                    hint: "try `sudo -v` on it by hand"
                )
            }
    }

    /// Whether sudo wants a new password before anything else (sudo 1.9, `plugins/sudoers/auth/pam.c`); it then waits for it.
    ///
    /// - Parameter words: What it has said so far, in the C locale.
    /// - Returns: Whether waiting on is of no use.
    static func isPasswordExpired(_ words: String) -> Bool {
        let text = words.lowercased()
        return ["password is expired", "password expired", "unable to change expired password"]
            .contains { text.contains($0) }
    }
}
