import ArgumentParser

/// `siaga check`: what can be checked.
struct CheckCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: localized(
                id: "Pemeriksaan apa saja yang ada, dan artinya.",
                en: "What can be checked, and what it means."
            ),
            subcommands: [CheckListCommand.self, CheckExplainCommand.self]
        )
    }
}
