import ArgumentParser
import Provisioning
import RoomModel

/// `siaga install`: makes PCs what a list of steps says, shows the plan first, proves each step.
struct InstallCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "install",
            abstract: localized(
                id: "Kerjakan daftar langkah di PC: rencana dulu, lalu satu pertanyaan, lalu bukti.",
                en: "Make PCs what a list of steps says: the plan first, one question, then the proof."
            ),
            discussion: localized(
                id:
                    "PC yang aplikasi ujiannya terbuka tidak disentuh. Ctrl-C: langkah yang berjalan diselesaikan, kiriman aplikasi dilanjutkan nanti, sisanya untuk --rerun.",
                en:
                    "A PC whose exam app is open is left alone. Ctrl-C finishes the step each PC is at, stops an app that is being sent, and leaves the rest to --rerun."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "PC yang dikerjakan: pc07, pc[01-10], nama ruang.",
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
            localized(
                id: "Daftar langkah (YAML); tanpa ini yang dari folder ruang, atau aplikasi ujian saja.",
                en: "The playbook with the steps (YAML); else the room folder's, or the exam app alone."
            ),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var playbook: String?

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Hanya PC yang belum selesai pada pemasangan terakhir.",
                en: "Only the PCs that the last run did not finish."
            ),
            valueName: RerunSelection.usual
        )
    )
    var rerun: String?

    @Option(
        name: [.customLong("from-step")],
        help: ArgumentHelp(
            localized(id: "Mulai dari langkah ini.", en: "Begin with this step."),
            valueName: localized(id: "langkah", en: "step")
        )
    )
    var fromStep: String?

    @Flag(
        name: [.customLong("allow-downgrade")],
        help: ArgumentHelp(
            localized(
                id: "Boleh mengganti versi aplikasi yang lebih baru di PC dengan yang lama.",
                en: "An older version of the app may take the place of a newer one on a PC."
            )
        )
    )
    var allowDowngrade = false

    @OptionGroup var options: ChangeOptions

    func validate() throws {
        guard rerun == nil || rerun == RerunSelection.usual else {
            throw ValidationError(
                localized(
                    id: "--rerun di sini tanpa nilai: semua PC yang belum selesai",
                    en: "--rerun takes no value here: all PCs that are not done"
                )
            )
        }
    }

    func run() async throws {
        let terminal = Terminal()
        let loaded = try await LoadedRooms(
            roomOptions,
            playbook: playbook,
            connection: connection,
            terminal: terminal
        )
        let code = try await AppBundles.withThoseOfThisAccount(terminal) { bundles in
            try await install(loaded, bundles, terminal)
        }
        throw ExitCode(code)
    }

    private func install(
        _ loaded: LoadedRooms,
        _ bundles: AppBundles,
        _ terminal: Terminal
    ) async throws -> Int32 {
        var codes: Set<Int32> = []
        for selection in try loaded.select(pattern, limit: roomOptions.limit) {
            let installation = try await RoomInstallation(
                selection,
                InstallationDocuments(
                    selection,
                    playbook: playbook,
                    bundles: bundles,
                    allowsDowngrade: allowDowngrade,
                    options: roomOptions,
                    terminal: terminal
                ),
                firstStep: fromStep,
                isRerun: rerun != nil,
                options: options,
                rooms: roomOptions,
                terminal: terminal
            )
            let ended = try await installation.run(connection)
            guard ended.isOver else { return ended.code }
            codes.insert(ended.code)
        }
        // A repair that somebody must do weighs more than a PC that was off.
        return codes.contains(2) ? 2 : codes.max() ?? 0
    }
}
