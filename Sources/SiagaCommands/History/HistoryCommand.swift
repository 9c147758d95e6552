import ArgumentParser
import History
import Reports
import RoomModel

/// `siaga history`: the runs on record, the states of one PC over time, and whether the record is whole.
struct HistoryCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "history",
            abstract: localized(
                id: "Daftar hasil yang tersimpan, atau keadaan satu PC dari waktu ke waktu.",
                en: "List the runs on record, or what one PC was over time; no PC is contacted."
            ),
            usage: localized(
                id: "siaga history [<pilihan>] [<pc atau ruang>]",
                en: "siaga history [<options>] [<pc or room>]"
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "Sebuah PC (pc07) atau ruang; tanpa ini: semua hasil.",
                en: "A PC (pc07) or a room; without it all runs."
            ),
            valueName: localized(id: "pc atau ruang", en: "pc or room")
        )
    )
    var name: String?

    @OptionGroup var roomOptions: RoomOptions

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp(
            localized(id: "Hanya sekian yang terakhir.", en: "Only this many, the newest."),
            valueName: "n"
        )
    )
    var last: Int?

    @Flag(
        help: ArgumentHelp(
            localized(
                id: "Pastikan catatan utuh, dari awal sampai akhir (SHA-256).",
                en: "Make sure that the record is whole, from its beginning (SHA-256)."
            )
        )
    )
    var verify = false

    @Option(help: ArgumentHelp(localized(id: "Bentuk hasil.", en: "The form of the result.")))
    var format = InventoryFormat.table

    /// How many lines a screen shows without being asked for more.
    private static let usualLines = 20

    func validate() throws {
        if let last, last < 1 {
            throw ValidationError(
                localized(id: "--last harus paling sedikit 1", en: "--last must be at least 1")
            )
        }
        if verify, name != nil {
            throw ValidationError(
                localized(
                    id: "--verify memeriksa seluruh catatan; jangan sebut PC atau ruang",
                    en: "--verify looks at the whole record; name no PC or room"
                )
            )
        }
    }

    func run() async throws {
        let terminal = Terminal()
        if verify {
            try await showChain(terminal)
            return
        }
        let found = try await HistorySelection(
            name,
            explaining: format == .json ? .max : last ?? Self.usualLines,
            options: roomOptions,
            terminal: terminal
        )
        let speech = Speech(found.profile, options: roomOptions, terminal: terminal)
        await RunHistory.ofThisController.tell(terminal, language: speech.wording.language)
        if let host = found.host {
            try show(host, found.timelines, by: speech, terminal)
            return
        }
        let runs = found.runs
        let shown = Array(runs.prefix(last ?? (format == .json ? runs.count : Self.usualLines)))
        switch format {
        case .json: terminal.write(try HistoryJSON().render(shown))
        case .table:
            terminal.write(
                RunsScreen(wording: speech.wording, page: speech.page)
                    .render(shown, more: runs.count - shown.count)
            )
        }
    }

    private func show(
        _ host: HostName,
        _ timelines: [(room: String, timeline: HostTimeline)],
        by speech: Speech,
        _ terminal: Terminal
    ) throws {
        guard format == .table else {
            terminal.write(try HistoryJSON().render(timelines))
            return
        }
        let screen = TimelineScreen(wording: speech.wording, page: speech.page)
        terminal.write(
            timelines.map { screen.render($0.timeline, room: $0.room, most: last ?? Self.usualLines) }
                .joined(separator: "\n")
        )
    }

    /// Exit code 1 where the record is not what was written.
    private func showChain(_ terminal: Terminal) async throws {
        let history = RunHistory.ofThisController
        let chain: ChainReport?
        do throws(HistoryError) {
            chain = try await history.verify()
        } catch {
            throw CommandFailure(error)
        }
        let speech = Speech(nil, options: roomOptions, terminal: terminal)
        await history.tell(terminal, language: speech.wording.language)
        guard let chain else { throw HistorySelection.nothing }
        switch format {
        case .json: terminal.write(try HistoryJSON().render(chain))
        case .table:
            terminal.write(ChainScreen(wording: speech.wording, page: speech.page).render(chain))
        }
        if chain.firstBreak != nil { throw ExitCode(1) }
    }
}
