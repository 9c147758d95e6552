import ArgumentParser
import Documents
import Playbooks
import Reports
import RoomModel

/// `siaga playbook check`: says everything that is wrong with playbooks, or that nothing is; contacts nobody.
struct PlaybookCheckCommand: ParsableCommand {
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

    @OptionGroup var language: LanguageOption

    func run() throws {
        let terminal = Terminal()
        var problems: [Problem] = []
        for file in files {
            do throws(InvalidDocuments) {
                let playbook = try PlaybookLoader.named(file)
                let (name, count) = (playbook.name.safe(limit: 60), playbook.checkCount)
                terminal.write(
                    localized(
                        id: "\(file.safe(limit: 200)): benar, \(count) pemeriksaan (\(name))\n",
                        en:
                            "\(file.safe(limit: 200)): right, \(count) check\(count == 1 ? "" : "s") (\(name))\n"
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
}
