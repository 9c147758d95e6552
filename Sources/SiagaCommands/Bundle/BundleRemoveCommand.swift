import ArgumentParser
import Bundles
import Reports
import RoomModel

/// `siaga bundle remove`: bundles go, and with them every content that no other bundle names.
struct BundleRemoveCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "remove",
            abstract: localized(
                id: "Hapus paket aplikasi dari laptop ini, dan isi yang tidak dipakai paket lain.",
                en: "Remove bundles from this laptop, and what no other bundle uses."
            ),
            usage: localized(
                id: "siaga bundle remove [<pilihan>] [<paket> ...]",
                en: "siaga bundle remove [<options>] [<bundle> ...]"
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "Paket yang dihapus (tanpa: hanya sisa yang tidak dipakai).",
                en: "The bundles to remove (none: only what is left over)."
            ),
            valueName: localized(id: "paket", en: "bundle")
        )
    )
    var bundles: [String] = []

    @OptionGroup var language: LanguageOption

    @Flag(help: ArgumentHelp(localized(id: "Hapus tanpa bertanya.", en: "Remove without asking.")))
    var yes = false

    func run() async throws {
        let terminal = Terminal()
        let shelf = BundleShelf()
        let listing = await shelf.library.list()
        let manifests = bundles.isEmpty ? [] : try shelf.choose(bundles, from: listing)
        let leftover = try await bundling { () async throws(BundleError) in
            try await shelf.library.leftover(without: manifests)
        }
        let screen = shelf.screen(terminal)
        let names = manifests.map(\.id.description)
        guard !manifests.isEmpty || leftover.count.files > 0 else {
            return terminal.write(screen.removed(names, leftover.count))
        }
        try await Consent(isGiven: yes, language: HelpLanguage.current, terminal: terminal)
            .require(screen.removal(of: names, leftover.count))
        let count = try await bundling { () async throws(BundleError) in
            try await shelf.library.remove(manifests)
        }
        terminal.write(screen.removed(names, count))
    }
}
