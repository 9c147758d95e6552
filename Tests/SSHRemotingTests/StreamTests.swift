import Remoting
import RoomModel
import SSHEngine
import TestRoom
import Testing

@testable import SSHRemoting

/// Streams over SSH: what is held in memory, and what a cut does.
@Suite(.timeLimit(.minutes(3)))
struct StreamTests {
    @Test func `a slow sink holds the PC back, not the memory`() async throws {
        try await OpenSSHServer.with { server in
            try await withConnector(to: server) { connector, host in
                try await connector.withConnection(to: host) { connection in
                    // While the sink takes its time, other bytes come over the connection, and with them whatever may.
                    let sink = PatternSink {
                        for _ in 0..<2 {
                            _ = try? await connection.run(CommandRequest(line: "head -c 100000 /dev/zero"))
                        }
                    }
                    // Twice as many bytes as may be held.
                    let blocks = 96
                    let result = try await connection.stream(
                        CommandRequest(line: "cat", deadline: .seconds(160)),
                        input: PatternSource(blocks: blocks),
                        output: sink,
                        silence: .seconds(40)
                    )
                    #expect(result.exit == .code(0))
                    #expect(await sink.got(blocks: blocks))
                    let transport = try #require((connection as? SSHConnection)?.transport)
                    #expect(await transport.peakMemory < 3 << 20)
                }
            }
        }
    }

    @Test(arguments: [40_000, 3_000_000])
    func `a cut is a lost connection, and the input that did not go was not asked for`(
        limit: Int
    ) async throws {
        try await OpenSSHServer.with { server in
            try await FaultServer.with(.cut(after: limit, port: server.port)) { fault in
                try await withConnector(to: server) { connector, _ in
                    let host = try loopbackHost(fault.port)
                    try await connector.withConnection(to: host) { connection in
                        let source = PatternSource(blocks: 1_000)
                        let error = await #expect(throws: TransportError.self) {
                            try await connection.stream(
                                CommandRequest(line: "cat", deadline: .seconds(160)),
                                input: source,
                                output: PatternSink(),
                                silence: .seconds(40)
                            )
                        }
                        #expect(error?.code == .hungUp)
                        // What came back, both windows, and what lies between here and there.
                        #expect(await source.made * Pattern.blockSize < limit + (16 << 20))
                    }
                }
            }
        }
    }

    @Test func `a PC that falls silent is given up after the silence`() async throws {
        try await OpenSSHServer.with { server in
            try await FaultServer.with(.stall(after: 1_000_000, port: server.port)) { fault in
                try await withConnector(to: server) { connector, _ in
                    let host = try loopbackHost(fault.port)
                    try await connector.withConnection(to: host) { connection in
                        let error = await #expect(throws: TransportError.self) {
                            try await connection.stream(
                                CommandRequest(line: "cat", deadline: .seconds(160)),
                                input: PatternSource(blocks: 1_000),
                                output: PatternSink(),
                                silence: .seconds(1)
                            )
                        }
                        #expect(error?.code == .timedOut)
                    }
                }
            }
        }
    }
}

extension SSHTransport {
    /// The most libssh2 has held for this connection.
    fileprivate var peakMemory: Int { session.memory.peakBytes }
}
