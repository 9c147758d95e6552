import RoomModel

/// A command that could not do its work: what to say on stderr, and the exit code.
struct CommandFailure: Error {
    /// `error: …` and `hint: …` lines, or a whole screen; ends with a line break.
    let text: String
    /// sysexits.h: 64 usage, 78 bad inventory or playbook; 1 anything else.
    let exitCode: Int32

    /// Wrong words on the command line (EX_USAGE).
    static let usage: Int32 = 64
    /// A wrong inventory, playbook or room file (EX_CONFIG).
    static let configuration: Int32 = 78

    init(exitCode: Int32, text: String) {
        self.text = text
        self.exitCode = exitCode
    }

    /// One sentence and what to do next, in the language of this invocation.
    init(exitCode: Int32 = 1, _ message: Localized, hint: Localized? = nil) {
        let language = HelpLanguage.current
        let (error, advice) = language == .indonesian ? ("kesalahan", "saran") : ("error", "hint")
        var text = "\(error): \(message[language])\n"
        if let hint { text += "  \(advice): \(hint[language])\n" }
        self.init(exitCode: exitCode, text: text)
    }
}
