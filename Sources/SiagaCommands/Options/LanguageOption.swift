import ArgumentParser
import RoomModel

/// The language, for commands that are about no room.
struct LanguageOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            localized(id: "Bahasa: id atau en.", en: "Language: id or en."),
            valueName: "id|en"
        )
    )
    var lang: Language?
}
