import Remoting
import RemotingTesting
import RoomModel
import TestRoom
import Testing

@testable import SSHRemoting

/// Servers that lie, stop, or are none.
@Suite(.timeLimit(.minutes(3)))
struct FaultTests {
    /// What connecting to a port leads to.
    private func connectError(
        _ port: Int,
        _ adjust: (inout SSHSettings) -> Void = { _ in }
    ) async throws -> TransportError? {
        var settings = try testSettings()
        adjust(&settings)
        return try await withConnector(settings, trust: ListedKeys(), login: FixedLogin([])) { connector in
            try await transportError {
                let connection = try await connector.connect(to: try loopbackHost(port)) { _ in }
                await connection.close()
            }
        }
    }

    @Test func `a closed port is refused at once`() async throws {
        let port = try #require(LoopbackPort.free())
        let error = try await connectError(port)
        #expect(error?.code == .connectionRefused)
    }

    @Test func `a port that never says a word is given up at the deadline`() async throws {
        try await SilentServer.with { server in
            let error = try await connectError(server.port) { $0.identificationDeadline = .milliseconds(200) }
            #expect(error?.code == .noIdentification)
            #expect(error?.phase == .identification)
            #expect(error?.message.contains("pc07 (127.0.0.1:\(server.port))") == true)
        }
    }

    @Test(arguments: [
        "HTTP/1.1 400 Bad Request\r\n\r\n", "\r\n\r\nhello\r\n", "220 mail ESMTP\r\n", "\u{1b}[2J\0\0\r\n",
        "SSH-1.5-old\r\n",
    ])
    func `what is no SSH server is named by its own first bytes, safely`(greeting: String) async throws {
        try await FaultServer.with(.say(greeting)) { server in
            let error = try #require(try await connectError(server.port))
            #expect(error.code == .notSSH)
            #expect(error.message.contains(String(greeting.prefix(3)).safe()))
            #expect(!error.message.contains("\u{1b}"))
            #expect(error.words?.hasPrefix(String(greeting.prefix(3)).safe()) == true)
        }
    }

    @Test func `a server that hangs up without a word is on, not lost or slow`() async throws {
        try await FaultServer.with(.say("")) { server in
            let error = try await connectError(server.port)
            #expect(error?.code == .hungUp)
            #expect(error?.phase == .identification)
            #expect(error?.words == nil)
        }
    }

    @Test func `an endless greeting is cut off`() async throws {
        try await FaultServer.with(.babble("welcome to the machine\r\n")) { server in
            let error = try await connectError(server.port)
            #expect(error?.code == .notSSH)
        }
    }

    @Test(arguments: ["Exceeded MaxStartups\r\n", "Not allowed at this time\r\n"])
    func `a server that is busy is tried again, then called busy`(greeting: String) async throws {
        try await FaultServer.with(.say(greeting)) { server in
            let error = try await connectError(server.port)
            #expect(error?.code == .busy)
        }
    }

    @Test func `half a key exchange is given up at its deadline`() async throws {
        try await FaultServer.with(.sayAndStay("SSH-2.0-Stuck\r\n")) { server in
            let error = try await connectError(server.port) { $0.keyExchangeDeadline = .milliseconds(200) }
            #expect(error?.code == .timedOut)
            #expect(error?.phase == .keyExchange)
        }
    }

    @Test func `a dead address does not keep a live one from answering`() async throws {
        try await OpenSSHServer.with { server in
            try await withConnector(
                try testSettings(server.account.user),
                trust: ListedKeys(lines: server.hostKeyLines),
                login: FixedLogin([.privateKey(text: server.account.privateKey, name: "test")]),
                // TEST-NET-1 (RFC 5737) answers nowhere.
                resolver: NumericResolver(addresses: ["192.0.2.1", "127.0.0.1"])
            ) { connector in
                try await connector.withConnection(to: try loopbackHost(server.port)) { connection in
                    let result = try await connection.run(CommandRequest(line: "true"))
                    #expect(result.exit == .code(0))
                }
            }
        }
    }

    @Test func `a cancelled connection attempt says so`() async throws {
        try await SilentServer.with { server in
            try await withConnector(try testSettings(), trust: ListedKeys(), login: FixedLogin([])) {
                connector in
                let host = try loopbackHost(server.port)
                let (entered, announce) = AsyncStream.makeStream(of: Void.self)
                let error = await withTaskGroup(of: TransportError?.self) { group in
                    group.addTask {
                        do throws(TransportError) {
                            let connection = try await connector.connect(to: host) { phase in
                                if phase == .identification { announce.yield() }
                            }
                            await connection.close()
                            return nil
                        } catch { return error }
                    }
                    for await _ in entered { break }
                    group.cancelAll()
                    return await group.next() ?? nil
                }
                #expect(error?.code == .cancelled)
            }
        }
    }

    @Test func `a connection cut at any byte ends in an error or an unknown result, never in success`()
        async throws
    {
        try await OpenSSHServer.with { server in
            let total = 5_000
            for limit in stride(from: 1, to: total, by: 211) {
                try await FaultServer.with(.cut(after: limit, port: server.port)) { fault in
                    try await withConnector(to: server) { connector, _ in
                        let error = try await transportError {
                            let host = try loopbackHost(fault.port)
                            try await connector.withConnection(to: host) { connection in
                                _ = try await connection.run(CommandRequest(line: "head -c 9000 /dev/zero"))
                            }
                        }
                        #expect(error != nil, "cut after \(limit) bytes")
                    }
                }
            }
        }
    }

    @Test(arguments: [10, 300, 1_300])
    func `a key exchange cut in the middle is a server that hung up, not a broken one`(limit: Int)
        async throws
    {
        try await OpenSSHServer.with { server in
            try await FaultServer.with(.cut(after: limit, port: server.port)) { fault in
                try await withConnector(to: server) { connector, _ in
                    let error = try await transportError {
                        try await connector.withConnection(to: try loopbackHost(fault.port)) { _ in }
                    }
                    #expect(error?.code == .hungUp)
                    #expect(error?.phase == (limit < 40 ? .identification : .keyExchange))
                }
            }
        }
    }

    @Test func `damaged bytes end the connection`() async throws {
        try await OpenSSHServer.with { server in
            for position in [60, 400, 1_200, 1_500, 2_000, 2_400] {
                try await FaultServer.with(.damage(byte: position, port: server.port)) { fault in
                    try await withConnector(to: server) { connector, _ in
                        let error = try await transportError {
                            try await connector.withConnection(to: try loopbackHost(fault.port)) {
                                connection in
                                let request = CommandRequest(
                                    line: "head -c 9000 /dev/zero",
                                    deadline: .seconds(5)
                                )
                                _ = try await connection.run(request)
                            }
                        }
                        #expect(error != nil, "damaged byte \(position)")
                    }
                }
            }
        }
    }

    @Test func `bytes that come one by one are enough`() async throws {
        try await OpenSSHServer.with { server in
            try await FaultServer.with(.fragment(port: server.port)) { fault in
                try await withConnector(to: server) { connector, _ in
                    try await connector.withConnection(to: try loopbackHost(fault.port)) { connection in
                        let result = try await connection.run(CommandRequest(line: "echo whole"))
                        #expect(result.standardOutput.text == "whole\n")
                    }
                }
            }
        }
    }

    @Test func `a PC that went silent is lost after three intervals`() async throws {
        try await OpenSSHServer.with { server in
            try await FaultServer.with(.stall(after: 3_300, port: server.port)) { fault in
                try await withConnector(to: server, adjust: { $0.lifeInterval = .milliseconds(100) }) {
                    connector,
                    _ in
                    let error = try await transportError {
                        try await connector.withConnection(to: try loopbackHost(fault.port)) { connection in
                            _ = try await connection.run(CommandRequest(line: "head -c 90000 /dev/zero"))
                        }
                    }
                    #expect(error?.code == .connectionLost)
                    #expect(error?.message.contains("no sign of life") == true)
                }
            }
        }
    }
}
