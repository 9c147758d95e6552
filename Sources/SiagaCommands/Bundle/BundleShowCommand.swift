import ArgumentParser
import Bundles
import Reports
import RoomModel

/// `siaga bundle show`: one bundle in full; as JSON, its manifest.
struct BundleShowCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: localized(
                id: "Satu paket lengkap; --format json: manifesnya.",
                en: "One bundle in full; --format json: its manifest."
            ),
            usage: localized(
                id: "siaga bundle show [<pilihan>] [<paket>]",
                en: "siaga bundle show [<options>] [<bundle>]"
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "Nama paket; boleh dengan versi.",
                en: "The bundle's name, with its version or without."
            ),
            valueName: localized(id: "paket", en: "bundle")
        )
    )
    var bundle: String?

    @OptionGroup var language: LanguageOption

    @Option(
        help: ArgumentHelp(
            localized(id: "Bentuk hasil.", en: "The form of the result."),
            valueName: "table|json"
        )
    )
    var format = BundleShelf.Format.table

    func run() async throws {
        let terminal = Terminal()
        let shelf = BundleShelf()
        let listing = await shelf.library.list()
        shelf.note(listing.problems, on: terminal)
        let manifest = try shelf.chooseOne(bundle, from: listing)
        switch format {
        case .table: terminal.write(shelf.screen(terminal).shown(BundleSummary(manifest)))
        case .json: terminal.write(manifest.json)
        }
    }
}
