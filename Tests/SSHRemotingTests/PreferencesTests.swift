import FoundationEssentials
import NIOCore
import NIOPosix
import OpenSSHFiles
import Remoting
import RoomModel
import TestRoom
import Testing

@testable import SSHRemoting

/// What OpenSSH's configuration says about a PC, against real servers and agents.
@Suite(.timeLimit(.minutes(2))) struct PreferencesTests {
    private let group = MultiThreadedEventLoopGroup.singleton

    @Test func `offers only the named key of an agent that holds many`() async throws {
        var options = OpenSSHServer.Options()
        options.lines = ["MaxAuthTries 2"]
        try await OpenSSHServer.with(options) { server in
            try await KeyWorkshop.with { workshop in
                let own = try workshop.file("own", server.account.privateKey.reveal { $0 })
                // The public half is all that is left of the named key: the agent holds the rest.
                let named = try workshop.file("named.pub", server.account.publicKeyLine)
                var strangers: [String] = []
                for number in 1...5 { strangers.append(try await workshop.key("stranger\(number)")) }
                let (host, paths) = (try Self.host(server), strangers + [own])
                try await Self.withAgent(holding: paths) { socket in
                    let credentials = Credentials(homeFolder: workshop.path, agentSocket: socket)
                    let (only, any) = (
                        Self.offering(only: true, at: host), Self.offering(only: nil, at: host)
                    )
                    for name in [named, String(named.dropLast(4))] {
                        let output = try await Self.logIn(only([name]), credentials, server)
                        #expect(output == "siap\n")
                    }
                    // Without the word, the agent's other keys come too, after the named one, three in all.
                    let all = try await Self.methods(for: any([named]), credentials)
                    #expect(all.count == 3)
                    let error = await #expect(throws: TransportError.self) {
                        try await Self.logIn(any([]), credentials, server)
                    }
                    #expect(error?.code == .authenticationRejected)
                    // No key file and the agent's own keys ruled out: nothing is left.
                    let none = await #expect(throws: TransportError.self) {
                        try await Self.methods(for: only([]), credentials)
                    }
                    #expect(none?.code == .noCredentials)
                }
            }
        }
    }

    @Test func `asks each PC's own agent`() async throws {
        try await OpenSSHServer.with { server in
            try await KeyWorkshop.with { workshop in
                let own = try workshop.file("own", server.account.privateKey.reveal { $0 })
                let stranger = try await workshop.key("stranger")
                let host = try Self.host(server)
                try await Self.withAgent(holding: [stranger]) { usual in
                    try await Self.withAgent(holding: [own]) { other in
                        let credentials = Credentials(homeFolder: workshop.path, agentSocket: usual)
                        let hosts = [.socket(other), SSHPreferences.IdentityAgent.none].map { agent in
                            var chosen = host
                            chosen.ssh.identityAgent = agent
                            return chosen
                        }
                        let output = try await Self.logIn(hosts[0], credentials, server)
                        #expect(output == "siap\n")
                        let error = await #expect(throws: TransportError.self) {
                            try await Self.methods(for: hosts[1], credentials)
                        }
                        #expect(error?.code == .noCredentials)
                        var noAgents = credentials
                        noAgents.usesAgents = false
                        let silent = noAgents
                        await #expect(throws: TransportError.self) {
                            try await Self.methods(for: hosts[0], silent)
                        }
                    }
                }
            }
        }
    }

    @Test func `a key file works for a PC without an agent though another's agent holds it`() async throws {
        try await OpenSSHServer.with { server in
            try await KeyWorkshop.with { workshop in
                let own = try workshop.file("own", server.account.privateKey.reveal { $0 })
                var (first, second) = (try Self.host(server), try Self.host(server, "pc08"))
                first.identityFiles = [own]
                second.identityFiles = [own]
                second.ssh.identityAgent = SSHPreferences.IdentityAgent.none
                let hosts = [first, second]
                try await Self.withAgent(holding: [own]) { socket in
                    let credentials = Credentials(homeFolder: workshop.path, agentSocket: socket)
                    let kinds = try await RoomLogin.gathered(for: hosts, from: credentials, group: group) {
                        login in
                        await Result {
                            var kinds: [Bool] = []
                            for host in hosts {
                                let methods = try await login.methods(for: host, serverIdentification: "x")
                                kinds.append(
                                    methods.first.map {
                                        if case .signer(is AgentSigner) = $0 { true } else { false }
                                    } ?? false
                                )
                            }
                            return kinds
                        }
                    }.get()
                    #expect(kinds == [true, false])
                }
            }
        }
    }

    @Test func `no usual key where the configuration says none`() async throws {
        try await KeyWorkshop.with { workshop in
            try FileManager.default.createDirectory(
                atPath: workshop.path + "/.ssh",
                withIntermediateDirectories: false
            )
            _ = try await workshop.key(".ssh/id_ed25519")
            let host = try Host.sample("pc07")
            let credentials = Credentials(homeFolder: workshop.path)
            let usual = try await Self.methods(for: host, credentials)
            #expect(usual.count == 1)
            var other = host
            other.ssh.usesUsualKeys = false
            let barred = other
            await #expect(throws: TransportError.self) { try await Self.methods(for: barred, credentials) }
        }
    }

    @Test func `tries the addresses of the wanted family only`() async throws {
        try await OpenSSHServer.with { server in
            let settings = try testSettings(server.account.user)
            let login = FixedLogin([.privateKey(text: server.account.privateKey, name: "test")])
            let trust = ListedKeys(lines: server.hostKeyLines)
            // 192.0.2.1 answers nobody (RFC 5737), and no traffic leaves for it: it is of no wanted family.
            for (family, addresses, code) in [
                (SSHPreferences.AddressFamily.inet, ["::1", "127.0.0.1"], nil),
                (.inet6, ["127.0.0.1"], TransportError.Code.nameNotFound), (.any, ["127.0.0.1"], nil),
            ] {
                var host = try loopbackHost(server.port)
                host.ssh.addressFamily = family
                let resolver = NumericResolver(addresses: addresses)
                let error = try await transportError {
                    try await withConnector(settings, trust: trust, login: login, resolver: resolver) {
                        try await $0.withConnection(to: host) { _ in }
                    }
                }
                #expect(error?.code == code)
            }
        }
    }

    @Test func `is as patient as the configuration says`() throws {
        var preferences = SSHPreferences()
        let usual = try testSettings()
        #expect(usual.following(preferences).connectDeadline == usual.connectDeadline)
        preferences.connectTimeout = .zero
        preferences.serverAliveInterval = .zero
        #expect(usual.following(preferences).connectDeadline == usual.connectDeadline)
        #expect(usual.following(preferences).lifeInterval == usual.lifeInterval)
        preferences.connectTimeout = .seconds(90)
        preferences.serverAliveInterval = .seconds(3)
        let followed = usual.following(preferences)
        #expect(followed.connectDeadline == .seconds(90) && followed.identificationDeadline == .seconds(90))
        #expect(followed.lifeInterval == .seconds(3))
    }

    @Test func `gives a silent PC the time its configuration says`() async throws {
        try await SilentServer.with { server in
            var host = try loopbackHost(server.port)
            host.ssh.connectTimeout = .milliseconds(300)
            let error = try await transportError {
                try await withConnector(testSettings(), trust: ListedKeys(), login: FixedLogin([])) {
                    try await $0.withConnection(to: host) { _ in }
                }
            }
            #expect(error?.code == .noIdentification)
            #expect(error?.elapsed == .milliseconds(300))
        }
    }

    // MARK: Rig

    /// Names key files for a PC.
    private static func offering(only: Bool?, at host: Host) -> @Sendable ([String]) -> Host {
        { files in
            var host = host
            host.ssh.identitiesOnly = only
            host.identityFiles = files
            return host
        }
    }

    private static func host(_ server: OpenSSHServer, _ name: String = "pc07") throws -> Host {
        Host(
            name: try HostName(name),
            address: try NetworkAddress("127.0.0.1"),
            port: server.port,
            user: server.account.user
        )
    }

    /// Lends the socket of an agent that holds the keys in these files.
    private static func withAgent(
        holding paths: [String],
        _ body: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        try await PrivateAgent.withAgent(group: MultiThreadedEventLoopGroup.singleton) { agent in
            await Result {
                let agent = try #require(agent)
                for path in paths {
                    #expect(await agent.add(path, publicKey: nil, passphrase: nil) != nil)
                }
                try await body(agent.socketPath)
            }
        }.get()
    }

    private static func methods(
        for host: Host,
        _ credentials: Credentials
    ) async throws -> [LoginMethod] {
        try await RoomLogin.gathered(
            for: [host],
            from: credentials,
            group: MultiThreadedEventLoopGroup.singleton
        ) { login in
            await Result {
                try await login.methods(for: host, serverIdentification: "OpenSSH_9.2p1")
            }
        }.get()
    }

    @discardableResult
    private static func logIn(
        _ host: Host,
        _ credentials: Credentials,
        _ server: OpenSSHServer
    ) async throws -> String {
        try await RoomLogin.gathered(
            for: [host],
            from: credentials,
            group: MultiThreadedEventLoopGroup.singleton
        ) { login in
            await Result {
                let trust = ListedKeys(lines: server.hostKeyLines)
                return try await withConnector(testSettings(), trust: trust, login: login) { connector in
                    try await connector.withConnection(to: host) { connection in
                        try await connection.run(CommandRequest(line: "echo siap")).standardOutput.text
                    }
                }
            }
        }.get()
    }
}
