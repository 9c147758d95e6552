import Remoting
import RoomModel
import Synchronization
import TestRoom
import Testing

@testable import SSHRemoting

/// What a server says to keys and passwords.
@Suite(.timeLimit(.minutes(2)))
struct LoginTests {
    private func refusal(
        of server: OpenSSHServer,
        _ login: some LoginSource,
        _ adjust: (inout SSHSettings) -> Void = { _ in },
        host change: @Sendable (inout Host) -> Void = { _ in }
    ) async throws -> TransportError? {
        var settings = try testSettings(server.account.user)
        adjust(&settings)
        return try await withConnector(settings, trust: ListedKeys(lines: server.hostKeyLines), login: login)
        {
            connector in
            try await transportError {
                var host = try loopbackHost(server.port)
                change(&host)
                let connection = try await connector.connect(to: host) { _ in }
                await connection.close()
            }
        }
    }

    @Test func `a key the server does not know is refused, with what it takes instead`() async throws {
        try await OpenSSHServer.with { server in
            try await ScratchFolder.with { folder in
                let stranger = try await ServerAccount.make(in: folder)
                let login = FixedLogin([.privateKey(text: stranger.privateKey, name: "room_ed25519")])
                let error = try #require(try await refusal(of: server, login))
                #expect(error.code == .authenticationRejected)
                #expect(error.message.contains("the key `room_ed25519`"))
                #expect(error.message.contains("publickey"))
            }
        }
    }

    @Test func `an address and an account that were encrypted are in no message`() async throws {
        try await OpenSSHServer.with { server in
            let user = server.account.user
            for methods in [[], [LoginMethod.password(Secret("wrong"))]] {
                let error = try await refusal(
                    of: server,
                    FixedLogin(methods),
                    host: { host in
                        host.hidesAddress = true
                        host.unspoken = [Secret(user.description)]
                    }
                )
                let said = "\(error?.message ?? "") \(error?.hint ?? "")"
                #expect(said.contains("for the account"), "\(said)")
                #expect(!said.contains("127.0.0.1") && !said.contains("`\(user)`"), "\(said)")
            }
        }
    }

    @Test func `an address that was encrypted is in no message of a PC that is not reached`() async throws {
        for (address, code) in [
            ("127.0.0.1", TransportError.Code.connectionRefused), ("rahasia.invalid", .nameNotFound),
        ] {
            let closed = try #require(LoopbackPort.free())
            var host = try loopbackHost(closed)
            host.address = try NetworkAddress(address)
            host.hidesAddress = true
            let unreached = host
            let error = try await withConnector(
                try testSettings(UserName("siaga")),
                trust: ListedKeys(lines: []),
                login: FixedLogin([])
            ) { connector in
                try await transportError { _ = try await connector.connect(to: unreached) { _ in } }
            }
            #expect(error?.code == code)
            let said = "\(error?.message ?? "") \(error?.hint ?? "")"
            #expect(said.contains("\(host.name)"), "\(said)")
            #expect(!said.contains(address) && !said.contains("\(closed)"), "\(said)")
        }
    }

    @Test func `the second key is tried when the first is refused`() async throws {
        try await OpenSSHServer.with { server in
            try await ScratchFolder.with { folder in
                let stranger = try await ServerAccount.make(in: folder)
                let login = FixedLogin([
                    .privateKey(text: stranger.privateKey, name: "stranger"),
                    .privateKey(text: server.account.privateKey, name: "ours"),
                ])
                let error = try await refusal(of: server, login)
                #expect(error == nil)
            }
        }
    }

    @Test func `at most three attempts are made`() async throws {
        try await OpenSSHServer.with { server in
            try await ScratchFolder.with { folder in
                let stranger = try await ServerAccount.make(in: folder)
                let wrong = LoginMethod.privateKey(text: stranger.privateKey, name: "stranger")
                let right = LoginMethod.privateKey(text: server.account.privateKey, name: "ours")
                let error = try await refusal(of: server, FixedLogin([wrong, wrong, wrong, right]))
                #expect(error?.code == .authenticationRejected)
            }
        }
    }

    @Test func `an ECDSA key logs in`() async throws {
        var options = OpenSSHServer.Options()
        options.clientKeyType = "ecdsa"
        try await OpenSSHServer.with(options) { server in
            let login = FixedLogin([.privateKey(text: server.account.privateKey, name: "test")])
            let error = try await refusal(of: server, login)
            #expect(error == nil)
        }
    }

    @Test func `nothing to log in with is said before anything is tried`() async throws {
        try await OpenSSHServer.with { server in
            let error = try await refusal(of: server, FixedLogin([]))
            #expect(error?.code == .noCredentials)
        }
    }

    @Test func `a damaged key is unusable, not refused`() async throws {
        try await OpenSSHServer.with { server in
            let login = FixedLogin([.privateKey(text: Secret("-----BEGIN NONSENSE-----\n"), name: "bad")])
            let error = try await refusal(of: server, login)
            #expect(error?.code == .keyUnusable)
        }
    }

    @Test func `a refused password is reported, once`() async throws {
        var options = OpenSSHServer.Options()
        options.lines = ["PasswordAuthentication yes"]
        try await OpenSSHServer.with(options) { server in
            let login = FixedLogin([.password(Secret("wrong-and-secret"))])
            let error = try #require(try await refusal(of: server, login))
            #expect(error.code == .authenticationRejected)
            #expect(!"\(error)".contains("wrong-and-secret"))
            #expect(login.refusals.withLock(\.self).count == 1)
        }
    }

    @Test func `a login that takes too long is slow, not refused`() async throws {
        try await OpenSSHServer.with { server in
            let error = try await refusal(of: server, NeverLogin()) { $0.loginDeadline = .milliseconds(200) }
            #expect(error?.code == .timedOut)
            #expect(error?.phase == .login)
        }
    }
}

/// Never comes up with a method.
private struct NeverLogin: LoginSource {
    func methods(
        for host: Host,
        serverIdentification: String
    ) async throws(TransportError) -> [LoginMethod] {
        let (never, _) = AsyncStream.makeStream(of: Void.self)
        for await _ in never {}
        throw TransportError(.cancelled, in: .login, "the run was stopped")
    }

    func passwordRefused(by host: HostName) async {}
}
