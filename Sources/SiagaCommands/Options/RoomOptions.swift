public import ArgumentParser
public import RoomModel

/// Which room, which PCs, which language: shared by every command about PCs.
struct RoomOptions: ParsableArguments {
    @Option(
        name: [.short, .customLong("inventory")],
        help: ArgumentHelp(
            localized(
                id: "Daftar PC: sebuah berkas atau folder ruang; boleh diulang.",
                en: "The list of PCs: a file or a room folder; may be repeated."
            ),
            valueName: "path"
        ),
        completion: .file()
    )
    var inventory: [String] = []

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            localized(id: "Batasi ke PC ini: pc07, pc[01-10].", en: "Only these PCs: pc07, pc[01-10]."),
            valueName: localized(id: "pc", en: "pcs")
        )
    )
    var limit: String?

    @Flag(
        name: [.customLong("allow-exec-inventory")],
        help: ArgumentHelp(
            localized(
                id: "Izinkan program di folder ruang menyusun daftar PC.",
                en: "Let a program in a room folder make the list of PCs."
            )
        )
    )
    var allowsPrograms = false

    @OptionGroup var language: LanguageOption
    @OptionGroup var vault: VaultOptions

    /// What `--lang` asks for; nil: nothing.
    var lang: Language? { language.lang }
}

extension Language: ExpressibleByArgument {}

extension RoomMode: ExpressibleByArgument {}
