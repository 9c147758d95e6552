import ArgumentParser
import Glibc

/// Compares sending one large file with what OpenSSH's own `sftp` needs, over a way that takes its time.
struct TransferBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: "Compares sending one file to one PC with OpenSSH's sftp, at several round trips.",
        discussion: """
            Both log in to the same sshd through a proxy of this program that delays every byte, and send the same
            file; neither compares hashes. Then the whole of `siaga push` sends it to several PCs, for its memory.
            """
    )

    @Option(help: "The file's size in MiB.")
    var size = 200

    @Option(help: "How often each runs, after one warm-up.")
    var rounds = 5

    @Option(parsing: .upToNextOption, help: "The round trips in milliseconds.")
    var roundTrips = [0, 2, 10]

    @Option(help: "Fail below this ratio of sftp's time to ours.")
    var minimum = 0.95

    @Option(help: "How many PCs `siaga push` sends to, for its memory (0: left out).")
    var hosts = 8

    func validate() throws {
        guard (1...4_096).contains(size), (1...100).contains(rounds), (0...64).contains(hosts) else {
            throw ValidationError(
                "size lies between 1 and 4096, rounds between 1 and 100, hosts between 0 and 64"
            )
        }
    }

    func run() throws {
        let isEnough = try ScratchWorld.with(hosts: max(1, hosts), checks: .core, replays: false) { world in
            let file = world.folder + "/file.img"
            try ChildProcess.run(["dd", "if=/dev/urandom", "of=\(file)", "bs=1M", "count=\(size)"])
            var isEnough = true
            for roundTrip in roundTrips {
                isEnough = try compare(file, on: world, roundTrip: roundTrip) && isEnough
            }
            if hosts > 0 { isEnough = try measureMemory(file, on: world) && isEnough }
            return isEnough
        }
        guard isEnough else { throw ExitCode(1) }
    }

    /// Sends the file by turns; whether ours was quick enough.
    private func compare(_ file: String, on world: LoopbackHosts, roundTrip: Int) throws -> Bool {
        let proxy = try DelayProxy(to: world.port, roundTrip: .milliseconds(roundTrip))
        defer { proxy.stop() }
        let batch = world.folder + "/batch"
        try TextFile.write("put \(file) \(world.folder)/there-sftp\n", to: batch)
        let sftp = [
            "sftp", "-q", "-b", batch, "-P", "\(proxy.port)", "-i", world.key, "-F", "none",
            "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
            "\(world.user)@127.0.0.1",
        ]
        let ours = [
            "/proc/self/exe", "send", "--port", "\(proxy.port)", "--user", world.user, "--key", world.key,
            "--known-hosts", world.inventory + "/known_hosts", file, world.folder + "/there-ours",
        ]
        var (theirFigures, ourFigures) = (Figures(), Figures())
        for round in 0...rounds {
            let (their, our) = (try measure(sftp, world), try measure(ours, world))
            if round == 0 {
                for name in ["sftp", "ours"] {
                    try ChildProcess.run(["cmp", file, "\(world.folder)/there-\(name)"])
                }
            } else {
                theirFigures.add(their)
                ourFigures.add(our)
            }
        }
        let ratio = theirFigures.wall / ourFigures.wall
        print(
            "\(roundTrip) ms: sftp \(theirFigures.wall.rounded(places: 2)) s, ours "
                + "\(ourFigures.wall.rounded(places: 2)) s, \(ratio.rounded(places: 2))x its speed; processor "
                + "\(theirFigures.processor.rounded(places: 2)) and \(ourFigures.processor.rounded(places: 2)) s; memory "
                + "\(ourFigures.peakMemory.rounded(places: 1)) MiB"
        )
        return ratio >= minimum
    }

    /// Pushes the file to all hosts at once; whether memory stayed below 100 MB and 2 MB for each.
    private func measureMemory(_ file: String, on world: LoopbackHosts) throws -> Bool {
        let usage = try measure(
            [
                ScanBenchmark.sibling("siaga"), "push", file, "all", "--to", world.folder + "/pushed",
                "--yes",
                "-F", "none", "-i", world.inventory, "--transfers", "\(hosts)",
            ],
            world,
            // All hosts share this machine's folder: one may find that another has put its bytes there meanwhile.
            ending: [0, 2]
        )
        let peak = Double(usage.peakMemoryInBytes) / 1_000_000
        let limit = 100 + 2 * Double(hosts)
        print(
            "push to \(hosts) PCs at once: \((usage.wall / .seconds(1)).rounded(places: 2)) s, "
                + "\(peak.rounded(places: 1)) MB (limit \(limit.rounded(places: 0)))"
        )
        return peak <= limit
    }

    private func measure(
        _ words: [String],
        _ world: LoopbackHosts,
        ending codes: Set<Int32> = [0]
    ) throws -> ChildProcess.Usage {
        let log = world.folder + "/log"
        let usage = try ChildProcess(words, output: log).wait(within: .seconds(300))
        guard codes.contains(usage.exitCode) else {
            throw try BenchmarkError("`\(words[0])` ended with \(usage.exitCode): \(TextFile.read(log))")
        }
        return usage
    }
}
