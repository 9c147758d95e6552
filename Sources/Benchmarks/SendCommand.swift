import ArgumentParser
import OpenSSHFiles
import Remoting
import RoomModel
import SSHRemoting
import Transfers

/// Sends one file over one connection into `cat`: what ``TransferBenchmark`` measures, and nothing else.
struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "send", shouldDisplay: false)

    @Option var port: Int
    @Option var user: String
    @Option var key: String
    @Option var knownHosts: String
    @Argument var file: String
    @Argument var target: String

    func run() async throws {
        let user = try UserName(user)
        let host = Host(
            name: try HostName("pc1"),
            address: try NetworkAddress("127.0.0.1"),
            port: port,
            user: user,
            identityFiles: [key]
        )
        let trust = KnownHostsTrust(
            room: KnownHosts(files: [("known_hosts", try TextFile.read(knownHosts))]),
            system: KnownHosts(files: [])
        )
        let request = CommandRequest(
            line: "cat >\(target.quotedForPosixShell)",
            deadline: .seconds(300)
        )
        let (file, path) = (FileSource(path: file), target)
        let outcome = await SSHConnector.gathered(
            for: [host],
            settings: SSHSettings(defaultUser: user),
            trust: trust,
            credentials: Credentials(homeFolder: path)
        ) { connector, _ in
            await Self.send(request, file, to: host, by: connector)
        }
        guard try outcome.get() == .code(0) else { throw BenchmarkError("the file did not arrive") }
    }

    private static func send(
        _ request: CommandRequest,
        _ file: FileSource,
        to host: Host,
        by connector: SSHConnector
    ) async -> Result<CommandExit, TransportError> {
        do throws(TransportError) {
            let connection = try await connector.connect(to: host) { _ in }
            let result: Result<CommandExit, TransportError>
            do throws(TransportError) {
                result = .success(
                    try await connection.stream(request, input: file, output: nil, silence: .seconds(60)).exit
                )
            } catch { result = .failure(error) }
            await connection.close()
            return result
        } catch { return .failure(error) }
    }
}
