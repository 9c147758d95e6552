import Remoting
import RoomModel
import SSHEngine
import TestRoom
import Testing

@testable import SSHRemoting

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A server whose encrypted packets hold nonsense.
@Suite(.timeLimit(.minutes(5)))
struct MutatingServerTests {
    /// How long, in seconds: `SIAGA_FUZZ_SECONDS`, else 3.
    private static let duration: Duration = .seconds(
        getenv("SIAGA_FUZZ_SECONDS").flatMap { Int(String(cString: $0)) } ?? 3
    )

    @Test func `nonsense inside the encryption neither crashes nor hangs nor bloats`() async throws {
        let seed = UInt32.random(in: 0 ... .max)
        let rounds = try await MutatingServer.with(seed: seed, python: PythonPackages().interpreter) {
            server in
            try await attack(server, seed: seed)
        }
        #expect(rounds >= 3)
    }

    private func attack(_ server: MutatingServer, seed: UInt32) async throws -> Int {
        var settings = try testSettings()
        settings.identificationDeadline = .milliseconds(500)
        settings.keyExchangeDeadline = .milliseconds(500)
        settings.loginDeadline = .milliseconds(500)
        settings.startDeadline = .milliseconds(500)
        let key = try await ScratchFolder.with { try await ServerAccount.make(in: $0).privateKey }
        let login = FixedLogin([.privateKey(text: key, name: "test")])
        return try await withConnector(settings, trust: ListedKeys(judgement: .known), login: login) {
            connector in
            let clock = ContinuousClock()
            let end = clock.now + Self.duration
            var rounds = 0
            // A busy machine gets fewer rounds into the time; some there must be.
            while clock.now < end || rounds < 3 {
                let began = clock.now
                _ = try await transportError {
                    try await connector.withConnection(to: try loopbackHost(server.port)) { connection in
                        let request = CommandRequest(
                            line: "go",
                            deadline: .milliseconds(500),
                            proof: .exitStatus
                        )
                        _ = try? await connection.run(request)
                        let transport = try #require(connection as? SSHConnection).transport
                        let peakBytes = await transport.peakBytes
                        #expect(peakBytes <= 8 << 20, "seed \(seed)")
                    }
                }
                #expect(clock.now - began < .seconds(40), "seed \(seed): round \(rounds) took too long")
                rounds += 1
            }
            return rounds
        }
    }
}
