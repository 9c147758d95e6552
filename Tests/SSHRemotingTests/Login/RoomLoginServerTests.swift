import FoundationEssentials
import NIOPosix
import OpenSSHFiles
import Remoting
import RemotingTesting
import RoomModel
import TestRoom
import Testing

@testable import SSHRemoting

/// Everything that decides a login, against a real sshd.
@Suite(.timeLimit(.minutes(2))) struct RoomLoginServerTests {
    @Test(arguments: ["ed25519", "ecdsa", "rsa"], ["", "kata rahasia"])
    func `logs in with keys from files, encrypted or not`(_ type: String, _ passphrase: String) async throws {
        var options = OpenSSHServer.Options()
        options.clientKeyType = type
        try await OpenSSHServer.with(options) { server in
            try await KeyWorkshop.with { workshop in
                let key = try workshop.file("id", server.account.privateKey.reveal { $0 })
                if !passphrase.isEmpty {
                    try await workshop.run("ssh-keygen", ["-q", "-p", "-P", "", "-N", passphrase, "-f", key])
                }
                let output = try await run("echo siap", on: server, keys: [key], workshop) { name in
                    name == key ? Secret(passphrase) : nil
                }
                #expect(output == "siap\n")
            }
        }
    }

    @Test func `logs in with an RSA key as PEM, and says so when the server knows no key`() async throws {
        var options = OpenSSHServer.Options()
        options.clientKeyType = "rsa"
        try await OpenSSHServer.with(options) { server in
            try await KeyWorkshop.with { workshop in
                let key = try workshop.file("id", server.account.privateKey.reveal { $0 })
                try await workshop.run(
                    "ssh-keygen",
                    ["-q", "-p", "-m", "PEM", "-P", "", "-N", "", "-f", key]
                )
                #expect(try await run("echo siap", on: server, keys: [key], workshop) == "siap\n")
                let stranger = try await workshop.key("stranger", ["-t", "rsa", "-b", "2048"])
                let error = await #expect(throws: TransportError.self) {
                    try await run("echo siap", on: server, keys: [stranger], workshop)
                }
                #expect(error?.code == .authenticationRejected)
                // The refused key is followed by the right one.
                #expect(try await run("echo siap", on: server, keys: [stranger, key], workshop) == "siap\n")
            }
        }
    }

    @Test func `sends a wrong password to two of ten PCs`() async throws {
        var options = OpenSSHServer.Options()
        options.lines = ["PasswordAuthentication yes"]
        try await OpenSSHServer.with(options) { server in
            let known = server.hostKeyLines.map { "* \($0)\n" }.joined()
            let hosts = try (1...10).map { number in
                Host(
                    name: try HostName("pc\(number)"),
                    address: try NetworkAddress("127.0.0.1"),
                    port: server.port,
                    user: server.account.user,
                    password: Secret("salah")
                )
            }
            let codes = try await withLogin(hosts, Credentials(homeFolder: "/nonexistent"), known) {
                connector in
                await withTaskGroup(of: TransportError.Code?.self) { group in
                    for host in hosts {
                        group.addTask {
                            do throws(TransportError) {
                                await (try connector.connect(to: host) { _ in }).close()
                                return nil
                            } catch {
                                return error.code
                            }
                        }
                    }
                    return await group.reduce(into: [TransportError.Code?: Int]()) { $0[$1, default: 0] += 1 }
                }
            }
            #expect(codes == [.authenticationRejected: 2, .noCredentials: 8])
        }
    }

    @Test func `logs in through the user's agent`() async throws {
        try await OpenSSHServer.with { server in
            try await KeyWorkshop.with { workshop in
                let key = try workshop.file("id", server.account.privateKey.reveal { $0 })
                let output = try await PrivateAgent.withAgent(group: MultiThreadedEventLoopGroup.singleton) {
                    agent in
                    await Result {
                        let agent = try #require(agent)
                        _ = await agent.add(key, publicKey: nil, passphrase: nil)
                        return try await run(
                            "echo siap",
                            on: server,
                            keys: [],
                            workshop,
                            agent: agent.socketPath
                        )
                    }
                }.get()
                #expect(output == "siap\n")
            }
        }
    }

    @Test func `touches no network when there is nothing to log in with`() async throws {
        try await KeyWorkshop.with { workshop in
            let host = Host(name: try HostName("pc07"), address: try NetworkAddress("pc07.invalid"))
            let error = await #expect(throws: TransportError.self) {
                try await withLogin([host], Credentials(homeFolder: workshop.path), "") { connector in
                    try await connector.withConnection(to: host) { _ in }
                }
            }
            #expect(error?.code == .noCredentials)
        }
    }

    /// Runs a line on `server` with its host key in the room's file.
    private func run(
        _ line: String,
        on server: OpenSSHServer,
        keys: [String],
        _ workshop: KeyWorkshop,
        agent: String? = nil,
        passphrase: @escaping @Sendable (String) async -> Secret? = { _ in nil }
    ) async throws -> String {
        let host = Host(
            name: try HostName("pc07"),
            address: try NetworkAddress("127.0.0.1"),
            port: server.port,
            user: server.account.user,
            identityFiles: keys
        )
        let known = server.hostKeyLines.map { "pc07 \($0)\n" }.joined()
        let credentials = Credentials(homeFolder: workshop.path, agentSocket: agent, passphrase: passphrase)
        return try await withLogin([host], credentials, known) { connector in
            try await connector.withConnection(to: host) { connection in
                try await connection.run(CommandRequest(line: line)).standardOutput.text
            }
        }
    }

    private func withLogin<Value: Sendable>(
        _ hosts: [Host],
        _ credentials: Credentials,
        _ knownHosts: String,
        _ body: @escaping @Sendable (SSHConnector) async throws -> Value
    ) async throws -> Value {
        let trust = KnownHostsTrust(
            room: KnownHosts(files: [("known_hosts", knownHosts)]),
            system: KnownHosts(files: [])
        )
        return try await RoomLogin.gathered(
            for: hosts,
            from: credentials,
            group: MultiThreadedEventLoopGroup.singleton,
            clock: ManualClock()  // However slow this machine, nobody is taken for stuck.
        ) { login in
            await Result {
                try await withConnector(
                    testSettings(),
                    trust: trust,
                    login: login,
                    resolver: NameResolver()
                ) { connector in try await body(connector) }
            }
        }.get()
    }
}
