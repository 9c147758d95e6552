import RoomModel

/// A command that could not do its work: what to say on stderr, and the exit code.
struct CommandFailure: Error {
    /// `error: …` and `hint: …` lines, or a whole screen; ends with a line break.
    private(set) var text: String
    /// Whether it only asks which of several things is meant.
    private(set) var isChoice = false
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

    /// The most lines of which one is to be chosen.
    private static let mostChoices = 12

    /// One sentence, and lines of which one is to be typed.
    init(exitCode: Int32, _ message: Localized, choices: [String]) {
        let typed = Localized(id: "ketik salah satu:", en: "type one of these:")
        let left = choices.count - Self.mostChoices
        let more = localized(id: "... dan \(left) lagi", en: "... and \(left) more")
        let lines = choices.prefix(Self.mostChoices) + (left > 0 ? [more] : [])
        self.init(exitCode: exitCode, message, hint: typed)
        text += lines.map { "    \($0)\n" }.joined()
        isChoice = true
    }
}
