import ArgumentParser
import BundleImport
import Bundles
import Reports
import RoomModel

/// `siaga bundle export`: one bundle as one file, signed, for a USB stick.
struct BundleExportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "export",
            abstract: localized(
                id: "Satu paket menjadi satu berkas untuk USB, ditandatangani.",
                en: "One bundle as one file for a USB stick, signed."
            ),
            usage: localized(
                id: "siaga bundle export [<pilihan>] <berkas> [<paket>]",
                en: "siaga bundle export [<options>] <file> [<bundle>]"
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(id: "Berkas yang ditulis.", en: "The file to write."),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var file: String

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "Nama paket (baku: satu-satunya).",
                en: "The bundle's name (default: the only one)."
            ),
            valueName: localized(id: "paket", en: "bundle")
        )
    )
    var bundle: String?

    @OptionGroup var language: LanguageOption

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Tanda tangani dengan kunci SSH ini (.pub: lewat agen).",
                en: "Sign with this SSH key (.pub: by way of the agent)."
            ),
            valueName: localized(id: "kunci", en: "key")
        ),
        completion: .file()
    )
    var key: String?

    @Flag(help: ArgumentHelp(localized(id: "Tanpa tanda tangan.", en: "Without a signature.")))
    var unsigned = false

    func validate() throws {
        guard (key == nil) == unsigned else {
            throw ValidationError(
                localized(
                    id: "Sebutkan kunci dengan --key, atau --unsigned untuk tanpa tanda tangan.",
                    en: "Name a key with --key, or --unsigned to go without a signature."
                )
            )
        }
    }

    func run() async throws {
        let terminal = Terminal()
        let shelf = BundleShelf()
        let listing = await shelf.library.list()
        let manifest = try shelf.chooseOne(bundle, from: listing)
        try await bundling { () async throws(BundleError) in
            var signature: [UInt8]?
            if let key { signature = try await SignatureTool().sign(manifest.json, key: key) }
            try await TransferFileWriter(store: shelf.library.store).write(
                manifest,
                signature: signature,
                to: file
            )
        }
        terminal.write(
            shelf.screen(terminal).exported(BundleSummary(manifest), to: file, isSigned: key != nil)
        )
    }
}
