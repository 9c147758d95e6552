import ArgumentParser
import Inventories
import Reports
import RoomModel

/// `siaga inventory list`: how many rooms, PCs and groups there are, or everything as `ansible-inventory --list` prints it.
struct InventoryListCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: localized(
                id: "Ringkasan: ruang, PC, kelompok; --format json untuk program lain.",
                en: "A summary: rooms, hosts, groups; --format json for other programs."
            ),
            usage: localized(id: "siaga inventory list [<pilihan>]", en: "siaga inventory list [<options>]")
        )
    }

    @OptionGroup var options: InventoryOptionGroup

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Bentuk hasil; json sama dengan ansible-inventory --list.",
                en: "The form of the result; json is that of ansible-inventory --list."
            ),
            valueName: "table|json"
        )
    )
    var format = InventoryFormat.table

    @Flag(
        help: ArgumentHelp(
            localized(
                id: "Tampilkan variabel berisi Jinja yang tidak dihitung Siaga.",
                en: "List the variables whose Jinja Siaga does not evaluate."
            )
        )
    )
    var opaque = false

    func run() async throws {
        let terminal = Terminal()
        let clock = ContinuousClock()
        let start = clock.now
        let loaded = try await options.load(terminal)
        let took = clock.now - start
        let limited = try options.rooms.limit.map { try loaded.listed([$0]) }
        if format == .json {
            let hosts = limited.map { Set(($0.selections.flatMap(\.hosts) + $0.unserved).map(\.name)) }
            terminal.write(json: try loaded.onlyInventory().list(of: hosts))
            return
        }
        let found = loaded.inventories.flatMap(\.opaque)
        if opaque {
            terminal.write(
                found.map {
                    "\($0.variable.origin.description.safe(limit: 400)): \($0.name.safe(limit: 80))\n"
                }.joined()
            )
            return
        }
        let speech = Speech(
            loaded.rooms.count == 1 ? loaded.rooms[0].profile : nil,
            options: options.rooms,
            terminal: terminal
        )
        let rooms =
            limited?.selections.map {
                Room(profile: $0.room.profile, hosts: $0.hosts, folder: $0.room.folder)
            } ?? loaded.rooms.filter { !$0.hosts.isEmpty }
        let unserved = limited?.unserved ?? loaded.unserved
        let screen = InventoryScreen(
            rooms: rooms,
            unserved: unserved.map(\.name),
            hostCount: limited.map { $0.selections.reduce($0.unserved.count) { $0 + $1.hosts.count } }
                ?? loaded.inventories.reduce(0) { $0 + $1.hosts.count },
            groupCount: loaded.inventories.reduce(0) { $0 + $1.groupCount },
            opaqueCount: found.count,
            took: took
        )
        terminal.write(screen.render(wording: speech.wording, page: speech.page))
    }
}

extension LoadedRooms {
    /// The one inventory, for a form that can hold no more.
    ///
    /// - Throws: ``CommandFailure`` (64) when several room folders were given.
    func onlyInventory() throws(CommandFailure) -> Inventory {
        guard inventories.count == 1 else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "ada \(inventories.count) folder ruang, masing-masing dengan daftar PC sendiri",
                    en: "there are \(inventories.count) room folders, each with a list of its own"
                ),
                choices: Set(rooms.compactMap(\.folder)).sorted().map {
                    TypedCommand.line(choosing: ["-i", $0])
                }
            )
        }
        return inventories[0]
    }
}
