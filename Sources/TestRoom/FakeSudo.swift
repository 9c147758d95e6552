/// A `sudo` made of shell, for what the real one does only on odd PCs; first on the PATH of one server.
public struct FakeSudo: Sendable {
    /// What it does.
    public enum Behaviour: String, Sendable, CaseIterable {
        /// Starts the command at once (NOPASSWD).
        case asksNothing = "nothing"
        /// Asks, and starts the command for the right password.
        case asks
        /// Says a lecture first, as for an account's first time.
        case lectures
        /// Asks once more after the right password, as for a second factor.
        case asksTwice = "twice"
        /// Wants a terminal.
        case needsTerminal = "terminal"
        /// Does not know the account.
        case denies
        /// Repeats what it was given, and ends.
        case repeats
    }

    private static let script = #"""
        #!/bin/sh
        prompt=$3 mode=$(cat "${0%/*}/mode") password=$(cat "${0%/*}/password")
        shift 6
        ask() { printf %s "$prompt" >&2; IFS= read -r answer || { echo 'sudo: no password was provided' >&2; exit 1; }; }
        case $mode in
        nothing) exec "$@" ;;
        terminal) echo 'sudo: sorry, you must have a tty to run sudo' >&2; exit 1 ;;
        lectures) printf '%s\n' 'We trust you have received the usual lecture' '    #1) Respect the privacy' >&2 ;;
        esac
        ask
        case $mode in
        denies) echo 'pupil is not in the sudoers file.' >&2; exit 1 ;;
        repeats) printf 'sudo: %s is what I got\n' "$answer" >&2; exit 1 ;;
        twice) ask ;;
        esac
        while [ "$answer" != "$password" ]; do
            echo 'Sorry, try again.' >&2
            ask
        done
        exec "$@"
        """#

    /// The folder that goes first on the PATH.
    public let folder: String

    /// Writes it.
    ///
    /// - Parameters:
    ///   - behaviour: What it does.
    ///   - password: The right password.
    ///   - folder: An empty folder of its own.
    /// - Throws: Why it could not be written.
    public init(_ behaviour: Behaviour, password: String, in folder: ScratchFolder) async throws {
        try folder.write(behaviour.rawValue, to: "mode")
        try folder.write(password, to: "password")
        let path = try folder.write(Self.script + "\n", to: "sudo")
        try await ServerProcess.runTool("chmod", ["755", path])
        self.folder = folder.path
    }

    /// The line of `sshd_config` that puts it on the PATH.
    public var serverLine: String { "SetEnv SHLVL=2 PATH=\(folder):/usr/sbin:/usr/bin:/sbin:/bin" }
}
