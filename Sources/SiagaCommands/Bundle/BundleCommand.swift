import ArgumentParser

/// `siaga bundle`: the app as content, to be put on every PC.
struct BundleCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "bundle",
            abstract: localized(
                id: "Paket aplikasi ujian: masukkan, lihat, uji, bawa ke laptop lain.",
                en: "Bundles of the exam app: add, list, verify, carry to another laptop."
            ),
            usage: localized(id: "siaga bundle <perintah>", en: "siaga bundle <subcommand>"),
            subcommands: [
                BundleAddCommand.self, BundleListCommand.self, BundleShowCommand.self,
                BundleVerifyCommand.self, BundleRemoveCommand.self,
                BundleExportCommand.self, BundleImportCommand.self,
            ]
        )
    }
}
