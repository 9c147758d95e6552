import ArgumentParser

/// The command that was typed, without its options: what is typed again once a mistake is put right.
enum TypedCommand {
    /// That of this invocation: `siaga exec`, `siaga inventory list`.
    @TaskLocal static var name = SiagaCommand.configuration.commandName ?? ""

    /// The words that lead to a command.
    static func name(of command: any ParsableCommand) -> String {
        path(to: type(of: command), from: SiagaCommand.self)?.joined(separator: " ") ?? name
    }

    private static func path(
        to wanted: any ParsableCommand.Type,
        from command: any ParsableCommand.Type
    ) -> [String]? {
        let own = [command.configuration.commandName ?? ""]
        if command == wanted { return own }
        return command.configuration.subcommands.lazy.compactMap { path(to: wanted, from: $0) }.first
            .map { own + $0 }
    }
}
