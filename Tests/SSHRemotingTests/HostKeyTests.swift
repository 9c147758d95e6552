import Remoting
import RoomModel
import Subprocess
import TestRoom
import Testing

@testable import SSHRemoting

/// Who a PC is gets settled before anything is sent to log in.
@Suite(.timeLimit(.minutes(2)))
struct HostKeyTests {
    /// Connects to a server with these keys on file; the login source must not be asked.
    private func refusal(
        of server: OpenSSHServer,
        _ trust: ListedKeys
    ) async throws -> TransportError? {
        let login = FixedLogin([.privateKey(text: server.account.privateKey, name: "test")])
        let settings = try testSettings(server.account.user)
        return try await withConnector(settings, trust: trust, login: login) { connector in
            try await transportError {
                let connection = try await connector.connect(to: try loopbackHost(server.port)) { phase in
                    #expect(phase != .login)
                }
                await connection.close()
            }
        }
    }

    @Test func `a PC without a key on file is refused, with its fingerprint`() async throws {
        try await OpenSSHServer.with { server in
            let error = try #require(try await refusal(of: server, ListedKeys()))
            #expect(error.code == .hostKeyUnknown)
            let evidence = try #require(error.hostKey)
            #expect(evidence.type == "ssh-ed25519")
            let listing = try await run(
                .name("ssh-keygen"),
                arguments: ["-lf", "\(server.folder.path)/host_ed25519.pub"],
                output: .string(limit: 4_096)
            )
            #expect(listing.standardOutput.contains(evidence.fingerprint))
            #expect(error.message.contains(evidence.fingerprint))
        }
    }

    @Test func `another key than the one on file is a changed key`() async throws {
        try await OpenSSHServer.with { server in
            let other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            let error = try #require(try await refusal(of: server, ListedKeys(lines: [other])))
            #expect(error.code == .hostKeyChanged)
            #expect(error.hostKey?.trustedFingerprints == ["SHA256:filed"])
        }
    }

    @Test func `a server that no longer has the type on file is changed, not too new`() async throws {
        var options = OpenSSHServer.Options()
        options.hostKeyTypes = ["ecdsa"]
        try await OpenSSHServer.with(options) { server in
            let other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            let error = try #require(try await refusal(of: server, ListedKeys(lines: [other])))
            #expect(error.code == .hostKeyChanged)
            #expect(error.hostKey?.type == "ecdsa-sha2-nistp256")
        }
    }

    @Test func `with only an RSA key on file a PC is unverifiable, never changed`() async throws {
        try await OpenSSHServer.with { server in
            let error = try #require(try await refusal(of: server, ListedKeys(lines: ["ssh-rsa AAAA"])))
            #expect(error.code == .hostKeyUnverifiable)
            #expect(error.words == "ssh-rsa")
        }
    }

    @Test func `with only an authority on file its certificate is said to be one`() async throws {
        let types = ["@cert-authority ssh-ed25519", "@cert-authority ssh-rsa"]
        try await OpenSSHServer.with { server in
            let trust = ListedKeys(judgement: .unverifiable(types: types))
            let error = try #require(try await refusal(of: server, trust))
            #expect(error.code == .hostKeyCertified)
            let both = ListedKeys(judgement: .unverifiable(types: ["ssh-rsa", types[0]]))
            let other = try #require(try await refusal(of: server, both))
            #expect(other.code == .hostKeyUnverifiable)
            #expect(other.words == "ssh-rsa, @cert-authority ssh-ed25519")
        }
    }

    @Test func `a server with only an RSA key has nothing in common with us`() async throws {
        var options = OpenSSHServer.Options()
        options.hostKeyTypes = ["rsa"]
        try await OpenSSHServer.with(options) { server in
            let error = try #require(try await refusal(of: server, ListedKeys()))
            #expect(error.code == .noCommonAlgorithm)
            #expect(error.words?.hasPrefix("HostKeyAlgorithms ssh-ed25519") == true)
        }
    }

    @Test func `a revoked key is refused`() async throws {
        try await OpenSSHServer.with { server in
            let error = try #require(try await refusal(of: server, ListedKeys(judgement: .revoked)))
            #expect(error.code == .hostKeyRevoked)
        }
    }

    @Test func `the server is asked for the type on file, also when it would prefer another`() async throws {
        var options = OpenSSHServer.Options()
        options.hostKeyTypes = ["ed25519", "ecdsa"]
        try await OpenSSHServer.with(options) { server in
            try await withConnector(
                try testSettings(server.account.user),
                trust: ListedKeys(lines: [server.hostKeyLines[1]]),
                login: FixedLogin([])
            ) { connector in
                let evidence = try await connector.hostKey(of: try loopbackHost(server.port))
                #expect(evidence.type == "ecdsa-sha2-nistp256")
                #expect(evidence.trustedFingerprints == [evidence.fingerprint])
            }
        }
    }
}
