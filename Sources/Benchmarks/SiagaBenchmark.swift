import ArgumentParser

/// `siaga-benchmark`: what Siaga costs the PC it runs on.
@main
struct SiagaBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "siaga-benchmark",
        abstract: "Measures what Siaga costs the PC it runs on.",
        subcommands: [
            ScanBenchmark.self, ConnectionBenchmark.self, TransferBenchmark.self, SendCommand.self,
            AppBenchmark.self,
        ],
        defaultSubcommand: ScanBenchmark.self
    )
}
