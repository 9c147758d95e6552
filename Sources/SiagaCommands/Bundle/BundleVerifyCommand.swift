import ArgumentParser
import Bundles
import Reports
import RoomModel

/// `siaga bundle verify`: reads every content again and names what is damaged.
struct BundleVerifyCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: localized(
                id: "Baca ulang semua isi dan sebutkan yang rusak.",
                en: "Read every content again and name what is damaged."
            ),
            usage: localized(
                id: "siaga bundle verify [<pilihan>] [<paket> ...]",
                en: "siaga bundle verify [<options>] [<bundle> ...]"
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(id: "Paket yang diuji (baku: semua).", en: "The bundles to read (default: all)."),
            valueName: localized(id: "paket", en: "bundle")
        )
    )
    var bundles: [String] = []

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
        let manifests = try shelf.choose(bundles, from: listing)
        let damage = await shelf.library.damage(of: manifests)
        let contents = Dictionary(manifests.flatMap(\.contents).map { ($0.hash, $0.size) }) { first, _ in
            first
        }
        switch format {
        case .json:
            terminal.write(
                try BundleDocument.verification(
                    manifests,
                    contents: contents.count,
                    damage: damage,
                    problems: listing.problems
                )
            )
        case .table:
            terminal.write(
                shelf.screen(terminal).verified(
                    bundles: manifests.count,
                    contents: contents.count,
                    size: ByteCount.sum(contents.values),
                    damaged: manifests.flatMap { manifest in
                        manifest.files.compactMap { file in
                            damage[file.hash].map {
                                BundleScreen.DamagedFile(
                                    bundle: manifest.id.description,
                                    path: file.path,
                                    reason: $0.words
                                )
                            }
                        }
                    },
                    problems: listing.problems.map(\.message)
                )
            )
        }
        if !damage.isEmpty || !listing.problems.isEmpty { throw ExitCode(1) }
    }
}

extension ContentStore.Damage {
    /// For people.
    fileprivate var words: Localized {
        switch self {
        case .missing: Localized(id: "hilang", en: "missing")
        case .changed: Localized(id: "isinya berubah", en: "its bytes changed")
        case .unreadable: Localized(id: "tidak bisa dibaca", en: "cannot be read")
        }
    }
}
