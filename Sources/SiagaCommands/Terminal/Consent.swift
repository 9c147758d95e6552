import RoomModel

/// Asks once before something is changed; without a terminal nothing is asked, and nothing is done.
struct Consent {
    /// Whether it was given on the command line, with `--yes`.
    let isGiven: Bool
    let language: Language
    let terminal: Terminal

    /// Returns once somebody has agreed.
    ///
    /// - Parameter question: What would be done, and the question behind it, on one or more lines.
    /// - Throws: ``CommandFailure``: 64 where nobody can be asked, 1 where the answer was no.
    func require(_ question: String) async throws(CommandFailure) {
        if isGiven { return }
        guard terminal.canAsk else {
            terminal.note(question.split(separator: "\n").dropLast().map { $0 + "\n" }.joined())
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "tidak ada terminal untuk bertanya; tidak ada yang diubah",
                    en: "there is no terminal to ask on; nothing was changed"
                ),
                hint: Localized(id: "setuju? tambahkan --yes", en: "if you agree, add --yes")
            )
        }
        let answer = await terminal.ask(question)?.lowercased() ?? ""
        guard ["y", "ya", "yes"].contains(answer) else {
            throw CommandFailure(
                Localized(id: "dibatalkan; tidak ada yang diubah", en: "called off; nothing was changed")
            )
        }
    }
}
