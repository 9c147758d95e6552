import RoomModel

/// Who sits at the PC's screen, and how a program gets onto it.
public struct DesktopUserFact: Fact {
    /// The session on the screen.
    public struct Session: Hashable, Sendable {
        /// The account's number.
        public let account: String
        /// The account's name; nil where only its number is known.
        public let name: String?
        /// `DISPLAY`; empty on a screen without X.
        public let display: String
        /// `XAUTHORITY`; empty where none is needed.
        public let authority: String

        /// Creates a reading.
        public init(account: String, name: String?, display: String, authority: String) {
            self.account = account
            self.name = name
            self.display = display
            self.authority = authority
        }
    }

    /// `desktop.user`.
    public static let id = "desktop.user"

    /// Prints the session's kind and whose it is; the account must be that one, or root.
    public static let fragments = Fragments(
        posix: DesktopSession.shell + "\n" + #"""
            siaga_session
            printf 'session %s\n' "$session"
            if [ "$session" != none ]; then
                siaga_may_look || { echo root; exit 77; }
                printf 'account %s\nname %s\ndisplay %s\nauthority %s\n' "$owner" "$owner_name" "$display" "$authority"
            fi
            echo end
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads the lines; nil: nobody sits there.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Session? {
        guard output.lines.last == PosixOutput.endLine else { throw output.unreadable() }
        var values: [Substring: String] = [:]
        for line in output.lines.dropLast() {
            let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            guard words.count == 2, values.updateValue(String(words[1]), forKey: words[0]) == nil else {
                throw output.unreadable()
            }
        }
        guard let session = values["session"] else { throw output.unreadable() }
        if session == "none" { return nil }
        guard let account = values["account"], let name = values["name"], let display = values["display"],
            let authority = values["authority"], !account.isEmpty
        else { throw output.unreadable() }
        return Session(
            account: account,
            name: name.isEmpty ? nil : name,
            display: display,
            authority: authority
        )
    }
}
