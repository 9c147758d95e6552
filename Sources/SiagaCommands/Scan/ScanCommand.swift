public import ArgumentParser
import Reports
public import RoomModel
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

    /// What goes to stdout.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
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

    @Option(help: ArgumentHelp(localized(id: "Bentuk hasil.", en: "The form of the result.")))
    var format = Format.table

    @Flag(
        help: ArgumentHelp(
            localized(
                id: "Hanya PC yang belum siap pada hasil terakhir.",
                en: "Only the PCs that were not ready in the last result."
            )
        )
    )
    var rerun = false

    @Flag(
        help: ArgumentHelp(
            localized(
                id: "Tetap periksa walau laptop ini di luar jaringan ruang.",
                en: "Scan although this laptop is outside the room's network."
            )
        )
    )
    var anyway = false

    @Option(
        name: [.customLong("exit-on")],
        help: ArgumentHelp(
            localized(id: "Kode keluar menurut ruang atau PC.", en: "What the exit code speaks of."),
            valueName: "room|host"
        )
    )
    var exitOn = ExitBasis.room

    func run() async throws {
        let terminal = Terminal()
        let selections = try LoadedRooms(roomOptions, terminal: terminal).select(
            pattern,
            limit: roomOptions.limit
        )
        var scans: [RoomScan] = []
        for selection in selections {
            scans.append(
                try await RoomScan(
                    selection,
                    playbook: playbook,
                    only: only?.split(separator: ",").map { CheckID(String($0)) } ?? [],
                    isRerun: rerun,
                    options: roomOptions,
                    terminal: terminal
                )
            )
        }
        var reports: [RoomReport] = []
        for scan in scans {
            let (report, stopped) = try await scan.run(connection, ignoresNetwork: anyway)
            reports.append(report)
            if let stopped {
                try show(reports, by: scan.speech, terminal)
                throw ExitCode(stopped)
            }
        }
        guard let speech = scans.first?.speech else { return }
        try show(reports, by: speech, terminal)
        throw ExitCode(reports.exitCode(by: exitOn))
    }

    private func show(_ reports: [RoomReport], by speech: Speech, _ terminal: Terminal) throws {
        switch format {
        case .json:
            terminal.write(
                try reports.count == 1
                    ? JSONReport().render(reports[0], basis: exitOn)
                    : JSONReport().render(reports, basis: exitOn)
            )
        case .table where reports.count == 1:
            terminal.write(
                TableRenderer(wording: speech.wording, page: speech.page, now: .now).render(reports[0])
            )
        case .table:
            terminal.write(RoomsTable(wording: speech.wording, page: speech.page).render(reports))
        }
    }
}

extension ExitBasis: ExpressibleByArgument {}
