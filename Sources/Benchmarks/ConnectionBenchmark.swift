import ArgumentParser
import Glibc
import Remoting
import RoomModel
import SSHRemoting

/// Keeps many logged-in connections open at once and looks at the memory this program then takes.
struct ConnectionBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connections",
        abstract: "Opens many connections, logs in on each, and looks at the memory they take together."
    )

    @Option(help: "How many connections (1 to 1000), to as many hosts.")
    var count = 1_000

    @Option(help: "How many are opened at once.")
    var width = 16

    @Option(help: "Fail above this many MiB of resident memory.")
    var maximum = 150.0

    func validate() throws {
        guard (1...1_000).contains(count), (1...1_000).contains(width) else {
            throw ValidationError("count and width lie between 1 and 1000")
        }
    }

    func run() async throws {
        let resident = try await ScratchWorld.with(hosts: count) { world in
            try raiseDescriptorLimit()
            return try await residentMemory(connectedTo: world)
        }
        print("\(count) connections: \(resident.rounded(places: 1)) MiB resident")
        guard resident <= maximum else { throw ExitCode(1) }
    }

    /// One descriptor a connection, and some for the program itself.
    private func raiseDescriptorLimit() throws(BenchmarkError) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, rlim_t(count + 128)))
        guard limit.rlim_cur >= rlim_t(count + 128),
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        else { throw BenchmarkError("not enough descriptors; raise `ulimit -n`") }
    }

    private func residentMemory(connectedTo world: LoopbackHosts) async throws -> Double {
        let hosts = try world.sshHosts
        let outcome = await SSHConnector.gathered(
            for: hosts,
            settings: SSHSettings(defaultUser: try world.account),
            trust: try world.trust,
            credentials: Credentials(homeFolder: world.folder)
        ) { connector, _ in
            await open(hosts, with: connector)
        }
        return try outcome.get()
    }

    /// Opens all, looks, closes all.
    private func open(_ hosts: [Host], with connector: SSHConnector) async -> Result<Double, TransportError> {
        typealias Opened = Result<any Connection, TransportError>
        return await withTaskGroup(of: Opened.self) { group in
            var opened: [Opened] = []
            for (index, host) in hosts.enumerated() {
                if index >= width, let one = await group.next() { opened.append(one) }
                group.addTask {
                    do throws(TransportError) {
                        return .success(try await connector.connect(to: host) { _ in })
                    } catch { return .failure(error) }
                }
            }
            for await one in group { opened.append(one) }
            let resident = Self.residentMemory
            var failure: TransportError?
            for one in opened {
                switch one {
                case .success(let connection): await connection.close()
                case .failure(let error): failure = error
                }
            }
            return failure.map { .failure($0) } ?? .success(resident)
        }
    }

    /// What this program holds now, in MiB: the second number of `/proc/self/statm` (proc(5)), in pages.
    private static var residentMemory: Double {
        let numbers = (try? TextFile.read("/proc/self/statm").split(separator: " ")) ?? []
        return numbers.dropFirst().first.flatMap { Double($0) }.map { $0 * Double(getpagesize()) / 1_048_576 }
            ?? .nan
    }
}
