import ArgumentParser
import Bundles
import Reports
import RoomModel

/// `siaga bundle list`: every bundle, one line each.
struct BundleListCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: localized(id: "Semua paket aplikasi, satu baris.", en: "All bundles, one line each."),
            usage: localized(id: "siaga bundle list [<pilihan>]", en: "siaga bundle list [<options>]")
        )
    }

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
        switch format {
        case .table: terminal.write(shelf.screen(terminal).list(listing.manifests.map { BundleSummary($0) }))
        case .json: terminal.write(try BundleDocument.list(listing.manifests))
        }
        if !listing.problems.isEmpty { throw ExitCode(1) }
    }
}
