import ArgumentParser
import Provisioning
import Reports
import RoomModel

/// `siaga fix`: puts right from this chair what the last scan found and a step can repair.
struct FixCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "fix",
            abstract: localized(
                id: "Perbaiki dari sini yang bisa: aplikasi, jam, layanan, program terlarang.",
                en: "Put right from here what can be: app, clock, services, forbidden programs."
            ),
            discussion: localized(
                id: "Yang diperbaiki ialah temuan pemeriksaan terakhir; rencananya ditunjukkan dulu.",
                en: "What the last scan found is put right; the plan is shown first."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "PC yang diperbaiki: pc07, pc[01-10], nama ruang.",
                en: "The PCs: pc07, pc[01-10], a room."
            ),
            valueName: localized(id: "pc", en: "pcs")
        )
    )
    var pattern: String?

    @OptionGroup var roomOptions: RoomOptions
    @OptionGroup var connection: ConnectionOptions
    @Flag(
        help: ArgumentHelp(
            localized(id: "Perbaiki juga yang hanya catatan.", en: "Put right what is only a note, too.")
        )
    )
    var notes = false

    @OptionGroup var options: ChangeOptions

    func run() async throws {
        let terminal = Terminal()
        let loaded = try await LoadedRooms(roomOptions, connection: connection, terminal: terminal)
        let code = try await AppBundles.withThoseOfThisAccount(terminal) { bundles in
            try await fix(loaded, bundles, terminal)
        }
        throw ExitCode(code)
    }

    private func fix(_ loaded: LoadedRooms, _ bundles: AppBundles, _ terminal: Terminal) async throws -> Int32
    {
        var codes: Set<Int32> = []
        for selection in try loaded.select(pattern, limit: roomOptions.limit) {
            let repairs = try await RoomRepairs(
                selection,
                bundles: bundles,
                includesNotes: notes,
                options: roomOptions,
                terminal: terminal
            )
            guard let documents = repairs.documents else {
                terminal.write(repairs.nothing)
                continue
            }
            let work = try await RoomInstallation(
                selection,
                documents,
                commands: InstallationScreen.Commands(run: TypedCommand.line()),
                options: options,
                rooms: roomOptions,
                terminal: terminal
            )
            let ended = try await work.run(connection)
            guard ended.isOver else { return ended.code }
            codes.insert(ended.code)
        }
        // A repair that somebody must do weighs more than a PC that was off.
        return codes.contains(2) ? 2 : codes.max() ?? 0
    }
}
