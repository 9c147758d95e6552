import Remoting
import RoomModel
import TestRoom
import Testing

@testable import SSHRemoting

/// A command that reads much, on a server that says nothing meanwhile.
@Suite(.timeLimit(.minutes(2)))
struct LargeInputTests {
    @Test func `a writer that paused goes on without a word of the server`() async throws {
        try await CountingServer.with(python: PythonPackages().interpreter) { server in
            let key = try await ScratchFolder.with { try await ServerAccount.make(in: $0).privateKey }
            let login = FixedLogin([.privateKey(text: key, name: "test")])
            try await withConnector(try testSettings(), trust: ListedKeys(judgement: .known), login: login) {
                connector in
                try await connector.withConnection(to: try loopbackHost(server.port)) { connection in
                    // Less than half a window of 2 MiB, and more than waits for a server at once.
                    let request = CommandRequest(
                        line: "count",
                        standardInput: [UInt8](repeating: 7, count: 900_000),
                        // Half of the interval after which the connection is looked at anyway.
                        deadline: .seconds(7),
                        proof: .exitStatus
                    )
                    let result = try await connection.run(request)
                    // The server is no shell: it counts the few lines that bring a command past one, too.
                    let counted = try #require(Int(result.standardOutput.text.dropLast()))
                    #expect((900_000...910_000).contains(counted))
                }
            }
        }
    }
}
