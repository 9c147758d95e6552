import NIOCore
import OpenSSHFiles
import Remoting
import RoomModel
import Synchronization
import TestRoom

@testable import SSHRemoting

/// Judges by one list of keys on file, as `.pub` lines.
struct ListedKeys: HostKeyTrust {
    var lines: [String] = []
    var judgement: HostKeyJudgement?

    func knownKeyTypes(host: Host) -> [String] {
        lines.compactMap { $0.split(separator: " ").first.map(String.init) }
    }

    func judge(host: Host, keyType: String, blob: [UInt8]) -> HostKeyJudgement {
        if let judgement { return judgement }
        if lines.isEmpty { return .unknown() }
        let isOnFile = lines.contains { line in
            let words = line.split(separator: " ")
            return words.count >= 2 && words[0] == keyType && PublicKey(base64: words[1])?.blob == blob
        }
        return isOnFile ? .known : .changed(trustedFingerprints: ["SHA256:filed"])
    }
}

/// Logs in with a fixed list, and remembers whose password was refused.
final class FixedLogin: LoginSource {
    let methods: [LoginMethod]
    let refusals = Mutex<[HostName]>([])

    init(_ methods: [LoginMethod]) {
        self.methods = methods
    }

    func methods(
        for host: Host,
        serverIdentification: String
    ) async throws(TransportError) -> [LoginMethod] { methods }

    func passwordRefused(by host: HostName) async {
        refusals.withLock { $0.append(host) }
    }
}

/// Numeric addresses only, several of them with commas in the host's variable-free tests.
struct NumericResolver: AddressResolver {
    var addresses: [String]?

    func addresses(
        of address: NetworkAddress,
        port: Int,
        within deadline: Duration
    ) async throws(TransportError) -> [SocketAddress] {
        do {
            return try (addresses ?? [address.description]).map {
                try SocketAddress(ipAddress: $0, port: port)
            }
        } catch {
            throw TransportError(.nameNotFound, in: .resolving, "\(address): no numeric address")
        }
    }
}

/// A host on loopback.
func loopbackHost(_ port: Int, name: String = "pc07") throws -> Host {
    Host(name: try HostName(name), address: try NetworkAddress("127.0.0.1"), port: port)
}

/// The settings of tests: the defaults, with an account.
func testSettings(_ user: UserName? = nil) throws -> SSHSettings {
    var settings = SSHSettings(defaultUser: try user ?? UserName("root"))
    settings.busyDelays = [.milliseconds(20), .milliseconds(20), .milliseconds(20)]
    return settings
}

/// A connector, shut down afterwards.
func withConnector<Result>(
    _ settings: SSHSettings,
    trust: some HostKeyTrust,
    login: some LoginSource,
    resolver: some AddressResolver = NumericResolver(),
    _ body: (SSHConnector) async throws -> Result
) async throws -> Result {
    let connector = SSHConnector(settings: settings, trust: trust, login: login, resolver: resolver)
    do {
        let result = try await body(connector)
        await connector.shutdown()
        return result
    } catch {
        await connector.shutdown()
        throw error
    }
}

/// A connector that trusts `server` and has its key.
func withConnector<Result>(
    to server: OpenSSHServer,
    adjust: (inout SSHSettings) -> Void = { _ in },
    _ body: (SSHConnector, Host) async throws -> Result
) async throws -> Result {
    var settings = try testSettings(server.account.user)
    adjust(&settings)
    return try await withConnector(
        settings,
        trust: ListedKeys(lines: server.hostKeyLines),
        login: FixedLogin([.privateKey(text: server.account.privateKey, name: "test")])
    ) { connector in
        try await body(connector, try loopbackHost(server.port))
    }
}

extension Connector {
    /// Connects, lends the connection to `body` and closes it.
    func withConnection<Result>(
        to host: Host,
        _ body: (any Connection) async throws -> Result
    ) async throws -> Result {
        let connection = try await connect(to: host) { _ in }
        do {
            let result = try await body(connection)
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }
}

/// The error `body` throws, if it is one of transport.
func transportError(_ body: () async throws -> Void) async throws -> TransportError? {
    do {
        try await body()
        return nil
    } catch let error as TransportError {
        return error
    }
}
