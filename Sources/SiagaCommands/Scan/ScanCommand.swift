import ArgumentParser
import RoomModel
import Runs

/// `siaga scan`: asks every PC once and says which is ready, which is not, why, and what to do.
struct ScanCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "scan",
            abstract: localized(
                id: "Periksa semua PC: mana yang siap, mana yang belum, sebabnya, tindakannya.",
                en: "Check all PCs: which is ready, which is not, why, and what to do."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "PC yang diperiksa: pc07, pc[01-10], nama ruang.",
                en: "The PCs: pc07, pc[01-10], a room."
            ),
            valueName: localized(id: "pc", en: "pcs")
        )
    )
    var pattern: String?

    @OptionGroup var roomOptions: RoomOptions
    @OptionGroup var connection: ConnectionOptions

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            localized(id: "Daftar periksa (YAML).", en: "The playbook (YAML)."),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var playbook: String?

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Hanya pemeriksaan ini: disk.free,app.version.",
                en: "Only these checks: disk.free,app.version."
            ),
            valueName: "check,…"
        )
    )
    var only: String?

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Hanya PC yang belum siap pada hasil terakhir, atau =failed,unreachable,timeout.",
                en: "Only the PCs not ready in the last result, or =failed,unreachable,timeout."
            ),
            valueName: localized(id: "keadaan,…", en: "state,…")
        ),
        completion: .list(RerunSelection.words)
    )
    var rerun: String?

    @Option(
        help: ArgumentHelp(
            localized(id: "Waktu paling lama untuk semua PC.", en: "The longest time for all PCs."),
            valueName: localized(id: "waktu", en: "time")
        )
    )
    var deadline = Seconds(300)

    @Flag(
        help: ArgumentHelp(
            localized(
                id: "Tetap periksa walau laptop ini di luar jaringan ruang.",
                en: "Scan although this laptop is outside the room's network."
            )
        )
    )
    var anyway = false

    @OptionGroup var outputOptions: OutputOptions

    func run() async throws {
        let terminal = Terminal()
        let output = try ReportOutput(outputOptions, terminal: terminal)
        var again: RerunSelection?
        if let rerun { again = try RerunSelection(rerun) }
        let loaded = try await LoadedRooms(
            roomOptions,
            playbook: playbook,
            connection: connection,
            terminal: terminal
        )
        let selections = try loaded.select(pattern, limit: roomOptions.limit)
        var scans: [RoomScan] = []
        for selection in selections {
            scans.append(
                try await RoomScan(
                    selection,
                    playbook: playbook,
                    only: only?.split(separator: ",").map { CheckID(String($0)) } ?? [],
                    rerun: again,
                    options: roomOptions,
                    known: loaded.hosts(beside: selection.room),
                    terminal: terminal
                )
            )
        }
        var reports: [RoomReport] = []
        var events: [RunEvent] = []
        for scan in scans {
            let run = try await scan.run(
                connection,
                within: deadline.duration,
                ignoresNetwork: anyway,
                watch: output.watch
            )
            reports.append(run.report)
            events += run.events
            if let stopped = run.stopped {
                try output.show(reports, events: events, by: scan.speech, now: .now, isShown: true)
                throw ExitCode(stopped)
            }
        }
        guard let speech = scans.first?.speech else { return }
        try output.show(reports, events: events, by: speech, now: .now, isShown: true)
        throw ExitCode(reports.exitCode(by: output.basis))
    }
}
