import ArgumentParser
import Reports
import RoomModel

/// `siaga report`: shows the last result again, that of any run on record, or all about one PC, without contacting a PC.
struct ReportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "report",
            abstract: localized(
                id: "Tampilkan hasil terakhir, hasil lain, atau semua tentang satu PC, tanpa menghubungi PC.",
                en: "Show the last result, that of another run, or all about one PC; no PC is contacted."
            ),
            usage: localized(
                id: "siaga report [<pilihan>] [<pc, kursi, atau hasil>]",
                en: "siaga report [<options>] [<pc, seat or run>]"
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id:
                    "PC (pc07), kursi (7, kursi=7), atau nama hasil: 20261124T065108; tanpa ini: hasil terakhir.",
                en:
                    "A PC (pc07), a seat (7, seat=7), or a run's name: 20261124T065108; without it the last run."
            ),
            valueName: localized(id: "pc, kursi, atau hasil", en: "pc, seat or run")
        )
    )
    var name: String?

    @OptionGroup var roomOptions: RoomOptions
    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let terminal = Terminal()
        let output = try ReportOutput(outputOptions, terminal: terminal)
        // A run that `history` lists is shown wherever `history` was typed.
        let records = try await RecordedRooms(
            roomOptions,
            orAnyOnRecord: name != nil && roomOptions.limit == nil,
            terminal: terminal
        ).records
        if let name {
            let found = try await RecordedHosts(name, in: records)
            if !found.dossiers.isEmpty {
                try show(found, terminal)
                return
            }
        }
        var found: [RecordedRun] = []
        for record in records {
            let run = try await record.recorded(name)
            await record.tell(terminal, language: roomOptions.lang ?? HelpLanguage.current)
            if let run { found.append(run) }
        }
        guard let first = found.first else { throw try await missing(in: records) }
        let reports = found.map(\.report)
        let speech = Speech(
            first.report.start.room,
            options: roomOptions,
            terminal: terminal,
            isOneOfSeveral: found.count < records.count
        )
        for report in reports { tell(of: report, by: speech, terminal) }
        try output.show(
            reports,
            events: found.flatMap(\.events),
            by: speech,
            now: reports.map(\.asOf).max() ?? .now,
            isShown: false
        )
        throw ExitCode(reports.exitCode(by: output.basis))
    }

    /// All about one PC: on the screen, or as JSON.
    private func show(_ found: RecordedHosts, _ terminal: Terminal) throws {
        let speech = Speech(found.profile, options: roomOptions, terminal: terminal)
        switch outputOptions.format {
        case .json where outputOptions.output.isEmpty:
            terminal.write(try HistoryJSON().render(found.dossiers))
        case .table where outputOptions.output.isEmpty:
            let screen = HostScreen(wording: speech.wording, page: speech.page)
            terminal.write(
                found.dossiers.map { screen.render($0.dossier, room: $0.room) }.joined(separator: "\n")
            )
        case .table, .json, .ndjson, .csv, .junit, .tap, .prometheus, .markdown, .html:
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "satu PC hanya bisa tampil di layar atau sebagai JSON, tanpa --output",
                    en: "one PC is shown on the screen or as JSON alone, without --output"
                ),
                hint: Localized(id: "pakai --format json", en: "use --format json")
            )
        }
    }

    /// Which run this is and how old it is: what stands on the screen may be of yesterday.
    private func tell(of report: RoomReport, by speech: Speech, _ terminal: Terminal) {
        let words = speech.wording
        let (date, clock) = (words.calendarDay(of: report.asOf), words.timeOfDay(report.asOf))
        terminal.note(
            Localized(
                id: "Hasil \(report.start.run.safe()), \(date) pukul \(clock)\n",
                en: "Run \(report.start.run.safe()), \(date) at \(clock)\n"
            )[words.language]
        )
    }

    private func missing(in records: [RoomRecord]) async throws(CommandFailure) -> CommandFailure {
        guard let name else {
            return CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(id: "belum ada hasil", en: "there is no result yet"),
                hint: .scanFirst
            )
        }
        var newest: [String] = []
        for record in records { newest += try await record.runs().suffix(3) }
        let names = newest.suffix(6).joined(separator: ", ")
        return CommandFailure(
            exitCode: CommandFailure.usage,
            Localized(
                id: "tidak ada hasil bernama \(name.safe(limit: 60))",
                en: "there is no run \(name.safe(limit: 60))"
            ),
            hint: newest.isEmpty
                ? nil : Localized(id: "yang terbaru: \(names)", en: "the newest ones: \(names)")
        )
    }
}
