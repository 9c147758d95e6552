import ArgumentParser
import Documents
import Playbooks
import Provisioning
import Reports
import RoomModel
import Runs

/// `siaga playbook check`: says everything that is wrong with playbooks, or that nothing is; contacts nobody.
///
/// With a room it settles every value there, too.
struct PlaybookCheckCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: localized(
                id: "Uji daftar periksa; semua kesalahan dengan berkas:baris:kolom.",
                en: "Try playbooks; every mistake with file:line:column."
            ),
            usage: localized(
                id: "siaga playbook check [<pilihan>] <berkas> ...",
                en: "siaga playbook check [<options>] <file> ..."
            )
        )
    }

    @Argument(
        help: ArgumentHelp(
            localized(id: "Daftar periksa (YAML).", en: "The playbooks (YAML)."),
            valueName: localized(id: "berkas", en: "file")
        ),
        completion: .file()
    )
    var files: [String]

    @OptionGroup var rooms: RoomOptions

    func run() async throws {
        let terminal = Terminal()
        let selections =
            rooms.inventory.isEmpty
            ? [] : try await LoadedRooms(rooms, terminal: terminal).select(nil, limit: rooms.limit)
        let bundles = selections.isEmpty ? nil : await AppBundles.ofThisAccount(terminal)
        var problems: [Problem] = []
        for file in files {
            do throws(InvalidDocuments) {
                let playbook = try PlaybookLoader.named(file, bundles)
                for selection in selections { try Self.settle(playbook, in: selection) }
                let name = playbook.name.safe(limit: 60)
                let content = Self.content(of: playbook)
                terminal.write(
                    localized(
                        id: "\(file.safe(limit: 200)): benar, \(content) (\(name))\n",
                        en: "\(file.safe(limit: 200)): right, \(content) (\(name))\n"
                    )
                )
            } catch {
                problems += error.problems
            }
        }
        guard !problems.isEmpty else { return }
        let names = localized(id: "nama dan parameter", en: "names and parameters")
        let text =
            ProblemRenderer.render(problems, language: HelpLanguage.current)
            + "\n\(names): siaga check list, siaga check explain ID\n"
        throw CommandFailure(exitCode: CommandFailure.configuration, text: text)
    }

    /// Settles every value on every PC of a room that is meant, as a scan and an installation would.
    private static func settle(
        _ playbook: Playbook,
        in selection: LoadedRooms.Selection
    ) throws(InvalidDocuments) {
        let meant = Set(selection.hosts.map(\.name))
        let hosts = try playbook.selected(from: selection.room.hosts).filter { meant.contains($0.name) }
        if playbook.checkCount > 0 {
            _ = try ScanPlan(playbook, room: selection.room, hosts: hosts, only: [])
        }
        _ = try EffectivePlaybook(playbook, in: selection.room, hosts: hosts)
    }

    /// `16 checks, 3 steps`, without what there is none of.
    private static func content(of playbook: Playbook) -> String {
        let (checks, steps) = (playbook.checkCount, playbook.stepCount)
        return [
            checks == 0
                ? nil
                : localized(id: "\(checks) pemeriksaan", en: "\(checks) check\(checks == 1 ? "" : "s")"),
            steps == 0 ? nil : localized(id: "\(steps) langkah", en: "\(steps) step\(steps == 1 ? "" : "s")"),
        ].compactMap(\.self).joined(separator: ", ")
    }
}
