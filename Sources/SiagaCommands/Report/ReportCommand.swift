import ArgumentParser
import Reports
import RoomModel

/// `siaga report`: shows the last result again, or that of any run on record, without contacting a PC.
struct ReportCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "report",
            abstract: localized(
                id: "Tampilkan lagi hasil terakhir, atau hasil lain, tanpa menghubungi PC.",
                en: "Show the last result again, or that of another run; no PC is contacted."
            ),
            usage: localized(id: "siaga report [<pilihan>] [<hasil>]", en: "siaga report [<options>] [<run>]")
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "Nama hasil, atau awalnya: 20261124T065108; tanpa ini: hasil terakhir.",
                en: "The run's name or its beginning: 20261124T065108; without it the last one."
            ),
            valueName: localized(id: "hasil", en: "run")
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
