import RoomModel

/// Replaces `%h` and its like, `${NAME}` and a leading `~` (`ssh_config(5)`, TOKENS and ENVIRONMENT VARIABLES).
struct TextExpansion {
    /// What the tokens stand for, by letter; nil leaves every `%` as it is.
    let tokens: [Character: String]?
    let machine: LocalMachine

    /// Why a text cannot be expanded.
    struct Failure: Error, Hashable {
        /// What is wrong, lower case, no full stop.
        let message: String
    }

    /// `text` with `${NAME}` and, where there are tokens, these replaced; nothing is replaced twice.
    ///
    /// - Throws: ``Failure`` for a token that has no meaning here and a variable that is not set.
    func expanded(_ text: String, environment: Bool = true) throws(Failure) -> String {
        var result = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            if environment, character == "$", rest.first == "{" {
                guard let close = rest.firstIndex(of: "}") else {
                    throw Failure(message: "`${` is not closed")
                }
                let name = String(rest[..<close].dropFirst())
                guard !name.isEmpty, let value = machine.environment(name) else {
                    throw Failure(message: "the environment has no `\(name.safe(limit: 40))`")
                }
                result += value
                rest = rest[rest.index(after: close)...]
            } else if character == "%", let tokens {
                guard let letter = rest.popFirst() else {
                    throw Failure(message: "a `%` ends the value; write `%%` for one that is meant")
                }
                guard let value = letter == "%" ? "%" : tokens[letter] else {
                    throw Failure(message: "`%\(String(letter).safe(limit: 4))` means nothing here")
                }
                result += value
            } else {
                result.append(character)
            }
        }
        return result
    }

    /// A path: first a leading `~` or `~user`, then the rest.
    ///
    /// - Throws: ``Failure``; also for an account that does not exist.
    func path(_ text: String) throws(Failure) -> String {
        try expanded(try withoutTilde(text))
    }

    /// `text` with a leading `~` or `~user` replaced by that home folder.
    ///
    /// - Throws: ``Failure`` for an account that does not exist.
    func withoutTilde(_ text: String) throws(Failure) -> String {
        guard text.hasPrefix("~") else { return text }
        let name = text.dropFirst().prefix { $0 != "/" }
        let rest = text.dropFirst(1 + name.count)
        if name.isEmpty { return machine.homeFolder + rest }
        guard let home = LocalMachine.homeFolder(of: String(name)) else {
            throw Failure(message: "there is no account `\(String(name).safe(limit: 40))`")
        }
        return home + rest
    }
}
