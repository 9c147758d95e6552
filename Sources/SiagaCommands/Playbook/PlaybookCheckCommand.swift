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
