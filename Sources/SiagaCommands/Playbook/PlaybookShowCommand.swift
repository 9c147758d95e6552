import ArgumentParser
import Documents
import Playbooks
import Provisioning
import Reports
import RoomModel

/// `siaga playbook show`: a playbook with its defaults, for a room with that room's values; contacts nobody.
struct PlaybookShowCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: localized(
                id: "Daftar periksa dengan semua nilai yang berlaku.",
                en: "The playbook with every value that takes effect."
            ),
            usage: localized(
                id: "siaga playbook show [<pilihan>] [<berkas>]",
                en: "siaga playbook show [<options>] [<file>]"
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(
                id: "Daftar periksa; tanpa ini: yang dipakai siaga scan di ruang itu.",
                en: "The playbook; without it the one that siaga scan uses in the room."
            ),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var file: String?

    @OptionGroup var rooms: RoomOptions

    func run() async throws {
        let terminal = Terminal()
        if let file, rooms.inventory.isEmpty {
            do throws(InvalidDocuments) {
                terminal.write(EffectivePlaybook(try PlaybookLoader.named(file)).text)
            } catch {
                throw CommandFailure(error, in: .playbook, language: HelpLanguage.current)
            }
            return
        }
        let loaded = try await LoadedRooms(rooms, playbook: file, terminal: terminal)
        let selections = try loaded.select(nil, limit: rooms.limit)
        guard selections.count == 1, let selection = selections.first else {
            throw CommandFailure(
                exitCode: CommandFailure.usage,
                Localized(
                    id: "ada \(selections.count) ruang, dan hanya satu yang bisa ditampilkan",
                    en: "there are \(selections.count) rooms, and only one can be shown"
                ),
                choices: TypedCommand.lines(choosing: selections.map(\.room))
            )
        }
        let bundles = await AppBundles.ofThisAccount(terminal)
        do throws(InvalidDocuments) {
            let playbook =
                if let file { try PlaybookLoader.named(file, bundles) } else {
                    try PlaybookLoader.choose(nil, for: selection.room)
                }
            let meant = Set(selection.hosts.map(\.name))
            let hosts = try playbook.selected(from: selection.room.hosts).filter { meant.contains($0.name) }
            terminal.write(try EffectivePlaybook(playbook, in: selection.room, hosts: hosts).text)
        } catch {
            throw CommandFailure(
                error,
                in: .playbook,
                language: rooms.lang ?? selection.room.profile.language ?? HelpLanguage.current
            )
        }
    }
}
