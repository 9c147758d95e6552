import ArgumentParser

/// How many PCs get or give files at once.
struct TransferOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            localized(
                id: "Paling banyak sekian PC sekaligus untuk kirim atau ambil berkas, 1-64.",
                en: "At most this many PCs at once that get or give files, 1-64."
            ),
            valueName: "n"
        )
    )
    var transfers = 8

    func validate() throws {
        guard (1...64).contains(transfers) else {
            throw ValidationError(
                localized(
                    id: "--transfers harus antara 1 dan 64",
                    en: "--transfers must be between 1 and 64"
                )
            )
        }
    }
}
