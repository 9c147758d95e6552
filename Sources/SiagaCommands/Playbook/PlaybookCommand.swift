import ArgumentParser

/// `siaga playbook`: whether a playbook is right, what it comes to, and what may stand in one.
struct PlaybookCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "playbook",
            abstract: localized(
                id: "Uji daftar periksa, atau lihat apa yang berlaku.",
                en: "Try a playbook, or see what it comes to."
            ),
            subcommands: [
                PlaybookCheckCommand.self, PlaybookShowCommand.self, PlaybookSchemaCommand.self,
            ]
        )
    }
}
