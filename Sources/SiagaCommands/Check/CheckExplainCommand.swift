import ArgumentParser
import Documents
import Reports
import RoomModel

/// `siaga check explain`: one check in full: hint, parameters, where its numbers come from.
struct CheckExplainCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "explain",
            abstract: localized(
                id: "Satu pemeriksaan lengkap: tindakan, aturan, asal angka.",
                en: "One check in full: what to do, what can be set, where the numbers come from."
            ),
            usage: localized(
                id: "siaga check explain [<pilihan>] <id> ...",
                en: "siaga check explain [<options>] <id> ..."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(id: "Nama pemeriksaan: disk.free.", en: "The check's name: disk.free."),
            valueName: "id"
        )
    )
    var ids: [String]

    @OptionGroup var language: LanguageOption

    func run() throws {
        let terminal = Terminal()
        var sheets: [CheckSheet] = []
        for id in ids {
            guard let sheet = try CheckSheet.catalogue(CheckID(id)) else { throw Self.unknown(id) }
            sheets.append(sheet)
        }
        let screen = CheckScreen(sheets, language: HelpLanguage.current, page: Page(width: terminal.width))
        terminal.write(screen.explanation())
    }

    private static func unknown(_ id: String) -> CommandFailure {
        let names = CheckSheet.names
        let hint =
            Suggestion.nearest(to: id, among: names).map {
                Localized(id: "maksudnya `\($0)`?", en: "did you mean `\($0)`?")
            } ?? Localized(id: "semua nama: siaga check list", en: "all names: siaga check list")
        return CommandFailure(
            exitCode: CommandFailure.usage,
            Localized(
                id: "tidak ada pemeriksaan `\(id.safe(limit: 60))`",
                en: "there is no check `\(id.safe(limit: 60))`"
            ),
            hint: hint
        )
    }
}
