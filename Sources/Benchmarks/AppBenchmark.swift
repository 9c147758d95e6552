import ArgumentParser
import Glibc

/// Compares bringing the exam app to many PCs with `tar | ssh` under `xargs`.
struct AppBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "app",
        abstract: "Compares bringing the exam app to many PCs with tar, ssh and sha256sum under xargs.",
        discussion: """
            The PCs are folders of this machine behind sshd's on loopback, best in memory (/dev/shm), so that no disk is
            measured. The app is as large as the real one and does not compress. Both sides verify every hash on the PC;
            Siaga also measures before, swaps behind, and keeps the former version.
            """
    )

    @Option(help: "How many PCs (1 to 100).")
    var hosts = 10

    @Option(help: "How many at once.")
    var width = 8

    @Option(help: "How often each runs, after one warm-up.")
    var rounds = 3

    @Option(help: "The app's size, as a share of the real one's 194 MB.")
    var share = 1.0

    @Option(help: "Where the PCs' folders are made.")
    var folder = "/dev/shm"

    @Option(help: "A folder with the programs ansible and pyinfra; without it they are left out.")
    var peers: String?

    func validate() throws {
        guard (1...100).contains(hosts), (1...100).contains(width), (1...100).contains(rounds) else {
            throw ValidationError("hosts, width and rounds lie between 1 and 100")
        }
    }

    func run() throws {
        let ratios = try ScratchWorld.with(hosts: hosts, checks: .core, replays: false) { world in
            var template = Array("\(folder)/siaga-benchmark.XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else {
                throw BenchmarkError("no folder can be made in \(folder)")
            }
            let pcs = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
            defer { try? ChildProcess.run(["rm", "-rf", pcs]) }
            return try AppContest(world: world, pcs: pcs, width: width, programs: peers).compare(
                rounds: rounds,
                share: share
            )
        }
        // The limits: 1.2 of `tar | ssh`, 1.5 of a scan, 1.1 MB and 200 KB, a fifth of the quickest peer.
        let isGood =
            ratios.first <= 1.2 && ratios.again <= 1.5 && Double(ratios.bytes) <= 1_100_000 * share + 200_000
            && ratios.peer ?? 5 >= 5
        guard isGood else { throw ExitCode(1) }
    }
}
