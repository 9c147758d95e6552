import ArgumentParser

/// What every command about people's acts takes besides its room.
struct BookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            localized(
                id: "Siapa yang mencatat (baku: akun di laptop ini).",
                en: "Who records it (default: the account on this laptop)."
            ),
            valueName: localized(id: "nama", en: "name")
        )
    )
    var by: String?

    @Flag(help: ArgumentHelp(localized(id: "Batalkan yang dicatat tadi.", en: "Take it back.")))
    var undo = false
}
