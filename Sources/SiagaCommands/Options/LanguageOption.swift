import ArgumentParser
import RoomModel

/// The language of an invocation: one type for every command, because the parser hands what stands before a command to
/// groups of the same type only, and takes it away from other options of that name.
struct LanguageOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            localized(id: "Bahasa: id atau en.", en: "Language: id or en."),
            valueName: "id|en"
        )
    )
    var lang: Language?
}
