import ArgumentParser
import Documents
import Inventories
import Reports
import RoomModel

/// `siaga inventory host`: the variables of one PC, and where each comes from.
struct InventoryHostCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "host",
            abstract: localized(
                id: "Variabel satu PC; --why menyebut berkas dan barisnya.",
                en: "The variables of one PC; --why names the file and line of each."
            ),
            usage: localized(
                id: "siaga inventory host [<pilihan>] <pc>",
                en: "siaga inventory host [<options>] <pc>"
            )
        )
    }

    @Argument(help: ArgumentHelp(localized(id: "Nama PC.", en: "The PC's name."), valueName: "pc"))
    var name: String

    @OptionGroup var options: InventoryOptionGroup

    @Option(
        help: ArgumentHelp(
            localized(
                id: "Bentuk hasil; json sama dengan ansible-inventory --host.",
                en: "The form of the result; json is that of ansible-inventory --host."
            ),
            valueName: "table|json"
        )
    )
    var format = InventoryFormat.table

    @Flag(
        help: ArgumentHelp(
            localized(
                id: "Sebutkan asal setiap variabel, dan apa yang dikalahkannya.",
                en: "Name where each variable comes from, and what it overrode."
            )
        )
    )
    var why = false

    func validate() throws { try options.refuseLimit() }

    func run() async throws {
        let terminal = Terminal()
        let loaded = try await options.load(terminal)
        let found = loaded.inventories.filter { inventory in
            inventory.hosts.contains { $0.description == name }
        }
        guard let inventory = found.first, let host = inventory.hosts.first(where: { $0.description == name })
        else { throw missing(loaded) }
        guard found.count == 1 else { throw ambiguous(loaded) }
        if format == .json {
            terminal.write(json: inventory.list(of: host) ?? [])
            return
        }
        let room = loaded.rooms.first { room in room.hosts.contains { $0.name == host } }
        let speech = Speech(room?.profile, options: options.rooms, terminal: terminal)
        let rows = (inventory.history(of: host) ?? []).map { history in
            VariableTable.Row(
                name: history.name,
                value: history.current.value.shown(as: history.name),
                origin: history.current.origin,
                overridden: history.overridden.map { ($0.value.shown(as: history.name), $0.origin) }
            )
        }
        terminal.write(
            VariableTable(rows: rows, namesOrigins: why).render(wording: speech.wording, page: speech.page)
        )
    }

    private func missing(_ loaded: LoadedRooms) -> CommandFailure {
        let names = loaded.inventories.flatMap(\.hosts).map(\.description)
        let near = Suggestion.nearest(to: name, among: names)
        return CommandFailure(
            exitCode: CommandFailure.usage,
            Localized(
                id: "tidak ada PC bernama `\(name.safe(limit: 60))`",
                en: "there is no PC `\(name.safe(limit: 60))`"
            ),
            hint: near.map { Localized(id: "maksudnya `\($0)`?", en: "did you mean `\($0)`?") }
                ?? Localized(
                    id: "lihat: \(TypedCommand.next("inventory", "graph"))",
                    en: "see: \(TypedCommand.next("inventory", "graph"))"
                )
        )
    }

    private func ambiguous(_ loaded: LoadedRooms) -> CommandFailure {
        let rooms = loaded.rooms.filter { room in room.hosts.contains { $0.name.description == name } }
        return CommandFailure(
            exitCode: CommandFailure.usage,
            Localized(
                id: "\(rooms.count) ruang punya PC bernama `\(name.safe(limit: 60))`",
                en: "\(rooms.count) rooms have a PC `\(name.safe(limit: 60))`"
            ),
            choices: TypedCommand.lines(choosing: rooms)
        )
    }
}
