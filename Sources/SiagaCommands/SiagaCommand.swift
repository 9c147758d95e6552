public import ArgumentParser

/// The command line: one subcommand a file.
public struct SiagaCommand: AsyncParsableCommand {
    /// Name, abstract and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "siaga",
        abstract: "Says which PC of the exam room is ready, which is not, why, and what to do."
    )

    /// Needed by the parser.
    public init() {}
}
