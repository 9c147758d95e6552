import ArgumentParser
import Documents
import Inventories
import RoomModel

/// `siaga inventory graph`: groups and PCs as a tree, as `ansible-inventory --graph` draws it.
struct InventoryGraphCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "graph",
            abstract: localized(
                id: "Kelompok dan PC sebagai pohon.",
                en: "Groups and PCs as a tree."
            ),
            usage: localized(
                id: "siaga inventory graph [<pilihan>] [<kelompok>]",
                en: "siaga inventory graph [<options>] [<group>]"
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "Mulai dari kelompok ini (baku: all).",
                en: "Begin with this group (default: all)."
            ),
            valueName: localized(id: "kelompok", en: "group")
        )
    )
    var group = "all"

    @OptionGroup var options: InventoryOptionGroup

    @Flag(
        name: [.customLong("vars")],
        help: ArgumentHelp(localized(id: "Beserta variabelnya.", en: "With their variables."))
    )
    var showsVariables = false

    func validate() throws { try options.refuseLimit() }

    func run() async throws {
        let terminal = Terminal()
        let loaded = try await options.load(terminal)
        let drawings = loaded.inventories.compactMap {
            $0.drawing(from: group, withVariables: showsVariables)
        }
        guard !drawings.isEmpty else {
            let names = loaded.inventories.flatMap(\.groups).map(\.description)
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "tidak ada kelompok bernama `\(group.safe(limit: 60))`",
                    en: "there is no group `\(group.safe(limit: 60))`"
                ),
                hint: Suggestion.nearest(to: group, among: names).map {
                    Localized(id: "maksudnya `\($0)`?", en: "did you mean `\($0)`?")
                }
            )
        }
        terminal.write(drawings.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n"))
    }
}
