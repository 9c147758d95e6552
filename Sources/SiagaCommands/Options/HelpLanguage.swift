import RoomModel

/// The language of help and usage errors, known before anything is parsed: `--lang`, else `LC_ALL`, `LC_MESSAGES`,
/// `LANG`.
enum HelpLanguage {
    /// The language of this invocation.
    static let current = language(
        arguments: CommandLine.arguments,
        locale: ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty }
    )

    /// Reads the language off the words typed, else off the locale's name.
    static func language(arguments: [String], locale: String?) -> Language {
        for (index, word) in arguments.enumerated() where word.hasPrefix("--lang") {
            let value =
                word == "--lang"
                ? arguments.dropFirst(index + 1).first : word.split(separator: "=").last.map(String.init)
            if let language = value.flatMap(Language.init) { return language }
        }
        return locale?.hasPrefix("id") == true ? .indonesian : .english
    }
}

/// `id` or `en`, by the language of this invocation.
func localized(id: String, en: String) -> String {
    Localized(id: id, en: en)[HelpLanguage.current]
}
