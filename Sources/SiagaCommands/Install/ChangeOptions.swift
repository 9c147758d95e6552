import ArgumentParser
import RoomModel

/// What a run that changes PCs may be told, besides the room, the PCs and how they are reached.
struct ChangeOptions: ParsableArguments {
    @Flag(
        name: [.customLong("plan"), .customLong("dry-run")],
        help: ArgumentHelp(
            localized(
                id: "Tunjukkan saja apa yang akan diubah; tidak ada yang diubah.",
                en: "Only show what would be changed; nothing is."
            )
        )
    )
    var plan = false

    @Flag(
        name: [.short, .long],
        help: ArgumentHelp(
            localized(
                id: "Ubah tanpa bertanya; wajib bila tidak ada yang bisa ditanya.",
                en: "Change without asking; needed where nobody can be asked."
            )
        )
    )
    var yes = false

    @Option(
        name: [.customLong("when-ready")],
        help: ArgumentHelp(
            localized(
                id: "Coba terus PC yang mati atau sedang ujian, paling lama selama ini: 30m, 2h.",
                en: "Keep trying PCs that are off or in an exam, at most so long: 30m, 2h."
            ),
            valueName: localized(id: "waktu", en: "time")
        )
    )
    var whenReady: Patience?

    @OptionGroup var session: SessionOptions

    @Flag(
        name: [.customLong("after-restart")],
        help: ArgumentHelp(
            localized(
                id: "Restart PC yang diubah, lalu lihat lagi apakah masih sesuai.",
                en: "Restart the PCs that were changed, and look whether it is still so."
            )
        )
    )
    var afterRestart = false

    @Flag(
        help: ArgumentHelp(
            localized(
                id: "Tetap kerjakan walau laptop ini di luar jaringan ruang.",
                en: "Go on although this laptop is outside the room's network."
            )
        )
    )
    var anyway = false

    @OptionGroup var transfers: TransferOptions

    func validate() throws {
        guard !plan || !yes else {
            throw ValidationError(
                localized(
                    id: "--plan tidak mengubah apa pun; tanpa --yes",
                    en: "--plan changes nothing; leave out --yes"
                )
            )
        }
    }
}

/// A long time typed on the command line: `30m`, `2h`; a bare number is minutes.
struct Patience: ExpressibleByArgument {
    /// The time; at least a minute, at most a day.
    let duration: Duration

    init?(argument: String) {
        let unit = argument.last == "h" ? 60 : 1
        let digits =
            argument.last.map { $0 == "m" || $0 == "h" } == true ? argument.dropLast() : argument[...]
        guard let count = Int(digits), (1...1_440 / unit).contains(count) else { return nil }
        duration = .seconds(count * unit * 60)
    }
}
