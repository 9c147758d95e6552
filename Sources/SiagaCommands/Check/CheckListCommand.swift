import ArgumentParser
import Reports
import RoomModel

/// `siaga check list`: every check there is, one line each.
struct CheckListCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: localized(id: "Semua pemeriksaan, satu baris.", en: "All checks, one line each."),
            usage: localized(id: "siaga check list [<pilihan>]", en: "siaga check list [<options>]")
        )
    }

    /// What goes to stdout.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, markdown
    }

    @OptionGroup var language: LanguageOption

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Bentuk hasil; markdown: semua lengkap, dua bahasa.",
                en: "The form of the result; markdown: all in full, in both languages."
            ),
            valueName: "table|markdown"
        )
    )
    var format = Format.table

    func run() throws {
        let terminal = Terminal()
        let sheets = try CheckSheet.catalogue()
        switch format {
        case .table:
            let screen = CheckScreen(
                sheets,
                language: HelpLanguage.current,
                page: Page(width: terminal.width)
            )
            terminal.write(screen.list())
        case .markdown: terminal.write(CheckPage(sheets).render())
        }
    }
}
