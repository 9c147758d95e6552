import ArgumentParser
import Checks
import FoundationEssentials
import Playbooks

/// `siaga playbook schema`: what may stand in a playbook, as a JSON Schema for editors.
struct PlaybookSchemaCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "schema",
            abstract: localized(
                id: "Skema JSON daftar periksa, untuk editor.",
                en: "The JSON Schema of playbooks, for editors."
            ),
            usage: localized(
                id: "siaga playbook schema [<pilihan>]",
                en: "siaga playbook schema [<options>]"
            ),
            discussion: localized(
                id: "Simpan sebagai playbook.schema.json, lalu baris pertama daftar periksa:\n"
                    + "# yaml-language-server: $schema=playbook.schema.json",
                en: "Keep it as playbook.schema.json; a playbook's first line is then:\n"
                    + "# yaml-language-server: $schema=playbook.schema.json"
            )
        )
    }

    @OptionGroup var language: LanguageOption

    func run() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        Terminal().write(
            json: Array(try encoder.encode(PlaybookSchema.document(Catalogue.checks))) + Array("\n".utf8)
        )
    }
}
