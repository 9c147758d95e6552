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
                id: "Satu paket lengkap; --format json: manifesnya; variables: untuk daftar PC.",
                en: "One bundle in full; --format json: its manifest; variables: for the inventory."
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
            valueName: "table|json|variables"
        )
    )
    var format = Format.table

    /// What goes to stdout.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
        /// What a room's variables say of the app, for `group_vars`: the check `app.hash` reads them.
        case variables
    }

    /// Name, version and the hash of every file that a PC is judged by, as YAML.
    private static func variables(_ manifest: Manifest) -> String {
        func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
        let lines = manifest.judged.map { "  - \(quoted("\($0.hash)  \($0.path)"))\n" }
        return "exam_app_bundle: \(quoted(manifest.id.name))\n"
            + "exam_app_version: \(quoted(manifest.id.version.description))\n"
            + "exam_app_manifest:\n" + lines.joined()
    }

    func run() async throws {
        let terminal = Terminal()
        let shelf = BundleShelf()
        let listing = await shelf.library.list()
        shelf.note(listing.problems, on: terminal)
        let manifest = try shelf.chooseOne(bundle, from: listing)
        switch format {
        case .table: terminal.write(shelf.screen(terminal).shown(BundleSummary(manifest)))
        case .json: terminal.write(json: manifest.json)
        case .variables: terminal.write(Self.variables(manifest))
        }
    }
}
