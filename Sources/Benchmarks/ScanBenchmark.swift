import ArgumentParser
import Glibc

/// Compares a scan of many hosts with the floor: both run the identical script on the same hosts, in turn.
struct ScanBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Compares a scan with the least that libssh2 needs for the same script on the same hosts.",
        discussion: """
            The hosts are sshd's on loopback addresses, and the checks are run on each; a host that is not found ready
            is an error. What the scan sends is recorded once and replayed by the floor. {inventory} and {width} in
            the command are replaced. Figures are medians; only ratios mean anything.
            """
    )

    @Option(help: "How many hosts (1 to 1000).")
    var hosts = 100

    @Option(help: "How many at once.")
    var width = 32

    @Option(help: "How often each runs, after one warm-up.")
    var rounds = 5

    @Option(help: "Fail above this ratio of wall time to the floor's.")
    var maximumWall = 1.15

    @Option(
        help: "Fail above this ratio of processor time to the floor's (default: 2, with every check 2.25)."
    )
    var maximumProcessor: Double?

    @Option(help: "Which checks run: those an exam stands on, or the whole catalogue.")
    var checks = CheckSet.core

    @Flag(
        help:
            "The hosts answer as one host alone did, and in its time, as if each had a processor of its own."
    )
    var replay = false

    @Argument(
        parsing: .postTerminator,
        help: "What to compare (default: the `siaga scan` beside this program)."
    )
    var command: [String] = []

    func validate() throws {
        guard (1...1_000).contains(hosts), (1...1_000).contains(width), (1...100).contains(rounds) else {
            throw ValidationError("hosts and width lie between 1 and 1000, rounds between 1 and 100")
        }
    }

    func run() throws {
        let comparison = try ScratchWorld.with(hosts: hosts, checks: checks, replays: replay, compare)
        print(comparison.text)
        guard comparison.wallRatio <= maximumWall,
            comparison.processorRatio <= maximumProcessor ?? checks.maximumProcessor
        else {
            throw ExitCode(1)
        }
    }

    private func compare(on room: LoopbackHosts) throws -> Comparison {
        _ = try measure(contestant(on: room.recordingInventory), log: room.folder + "/log")
        let floor = try floor(on: room)
        let scan = contestant(on: room.inventory)
        var comparison = Comparison()
        for round in 0...rounds {
            let floorUsage = try measure(floor, log: room.folder + "/log")
            let scanUsage = try measure(scan, log: room.folder + "/log")
            if round > 0 { comparison.add(floor: floorUsage, scan: scanUsage) }
        }
        return comparison
    }

    private func contestant(on inventory: String) -> [String] {
        let words =
            command.isEmpty
            ? [Self.sibling("siaga"), "scan", "-F", "none", "-i", "{inventory}", "--width", "{width}"]
            : command
        return words.map { word in
            switch word {
            case "{inventory}": inventory
            case "{width}": String(width)
            default: word
            }
        }
    }

    /// The floor with the line, the script and the last line that were recorded.
    private func floor(on room: LoopbackHosts) throws -> [String] {
        let line = try TextFile.read(room.recordedCommand)
        let last = try TextFile.read(room.recordedOutput).split(separator: "\n").last ?? ""
        // The last line ends with a time of day; its first two words are the script's own.
        let end = last.split(separator: " ").prefix(2).joined(separator: " ")
        guard !end.isEmpty else { throw BenchmarkError("the recorded script printed nothing") }
        return [
            Self.sibling("Floor"), "-i", room.recordedScript, "-u", end, String(hosts), String(width),
            String(room.port), room.user, room.key, line,
        ]
    }

    /// Runs a contestant; a scan ends with 0 only if it found every host ready.
    private func measure(_ words: [String], log: String) throws -> ChildProcess.Usage {
        let usage = try ChildProcess(words, output: log).wait()
        guard usage.exitCode == 0 else {
            throw try BenchmarkError("`\(words[0])` ended with \(usage.exitCode): \(TextFile.read(log))")
        }
        return usage
    }

    /// A program beside this one.
    static func sibling(_ name: String) -> String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &path, path.count)
        let own = String(decoding: path.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            + "/" + name
    }
}
