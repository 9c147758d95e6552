import ArgumentParser

/// `siaga inventory`: what the list of PCs says, and making one.
struct InventoryCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "inventory",
            abstract: localized(
                id: "Lihat daftar PC seperti yang dibaca Siaga, atau buat yang baru.",
                en: "Look at the list of PCs as Siaga reads it, or make one."
            ),
            subcommands: [
                InventoryListCommand.self, InventoryHostCommand.self, InventoryGraphCommand.self,
                InventoryImportCommand.self,
            ]
        )
    }
}

/// Which list, and what counts for it: shared by the commands that show one.
struct InventoryOptionGroup: ParsableArguments {
    @OptionGroup var rooms: RoomOptions

    @Option(
        name: [.short, .customLong("playbook")],
        help: ArgumentHelp(
            localized(
                id: "Daftar periksa; group_vars dan host_vars di sampingnya ikut dihitung.",
                en: "A playbook; group_vars and host_vars beside it count too."
            ),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var playbook: String?

    /// Refuses `--limit` where it would mean nothing.
    func refuseLimit() throws {
        guard rooms.limit == nil else {
            throw ValidationError(
                localized(
                    id: "--limit hanya untuk siaga inventory list",
                    en: "--limit is for siaga inventory list only"
                )
            )
        }
    }

    /// Reads the list.
    func load(_ terminal: Terminal) async throws(CommandFailure) -> LoadedRooms {
        try await LoadedRooms(rooms, playbook: playbook, terminal: terminal)
    }
}

/// The form of what is shown.
enum InventoryFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json
}
