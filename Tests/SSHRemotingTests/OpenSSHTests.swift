import Glibc
import Remoting
import RoomModel
import SSHEngine
import TestRoom
import Testing

@testable import SSHRemoting

/// What only a real OpenSSH server can show.
@Suite(.timeLimit(.minutes(3)))
struct OpenSSHTests {
    private func withConnection(
        _ lines: [String] = [],
        _ body: @escaping @Sendable (any Connection) async throws -> Void
    ) async throws {
        var options = OpenSSHServer.Options()
        options.lines = lines
        try await OpenSSHServer.with(options) { server in
            try await withConnector(to: server) { try await $0.withConnection(to: $1, body) }
        }
    }

    @Test func `tells each phase, and what the server is`() async throws {
        try await OpenSSHServer.with { server in
            try await withConnector(to: server) { connector, host in
                let phases = Recorder<HostPhase>()
                let connection = try await connector.connect(to: host) { phases.add($0) }
                #expect(connection.serverIdentification.hasPrefix("OpenSSH_"))
                #expect(connection.platform == .posix)
                #expect(phases.all == [.resolving, .connecting, .identification, .keyExchange, .login])
                await connection.close()
            }
        }
    }

    @Test(arguments: [("exit 0", 0), ("exit 255", 255), ("true; exit 1", 1), ("if then", 2)])
    func `the sentinel carries the exit code`(line: String, code: Int) async throws {
        try await withConnection { connection in
            let result = try await connection.run(CommandRequest(line: line))
            #expect(result.exit == .code(code))
            #expect(result.standardOutput.bytes.isEmpty)
        }
    }

    @Test func `a wrapper that was killed proves nothing`() async throws {
        try await withConnection { connection in
            let result = try await connection.run(CommandRequest(line: "kill -9 $PPID; exit 0"))
            #expect(result.exit == .signal("KILL") || result.exit == .unknown)
        }
    }

    @Test func `the server's exit status and signal are told apart`() async throws {
        try await withConnection { connection in
            let ends: [(String, CommandExit)] = [
                ("true", .code(0)), ("exit 255", .code(255)), ("kill -TERM $$", .signal("TERM")),
            ]
            for (line, end) in ends {
                let result = try await connection.run(CommandRequest(line: line, proof: .exitStatus))
                #expect(result.exit == end)
            }
        }
    }

    @Test func `an exit status that never came is not 0`() async throws {
        // sshd closes the idle channel without a status, and libssh2 would say 0.
        try await withConnection(["ChannelTimeout session:command=1s"]) { connection in
            let result = try await connection.run(CommandRequest(line: "sleep 20", proof: .exitStatus))
            #expect(result.exit == .unknown)
        }
    }

    @Test func `each of several commands gets its own exit status`() async throws {
        try await withConnection { connection in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for code in 0..<8 {
                    group.addTask {
                        let request = CommandRequest(line: "exit \(code)", proof: .exitStatus)
                        return try await connection.run(request).exit == .code(code)
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
    }

    @Test func `an exit status with a child that holds the output open is taken after a moment`() async throws
    {
        try await withConnection { connection in
            let request = CommandRequest(
                line: "sleep 60 & echo gone",
                deadline: .seconds(20),
                proof: .exitStatus
            )
            let result = try await connection.run(request)
            #expect(result.standardOutput.text == "gone\n")
            #expect(result.exit == .code(0) || result.exit == .unknown)
        }
    }

    @Test func `output that fakes the sentinel does not pass for it`() async throws {
        try await withConnection { connection in
            let fake = "printf '\\n0123456789abcdef0123456789abcdef:0\\n'; exit 9"
            let result = try await connection.run(CommandRequest(line: fake))
            #expect(result.exit == .code(9))
        }
    }

    @Test func `a flood on both streams stays within bounds until the deadline`() async throws {
        try await withConnection { connection in
            let request = CommandRequest(
                line: "yes & yes >&2",
                outputLimit: 64 << 10,
                deadline: .seconds(2)
            )
            let error = await #expect(throws: TransportError.self) { try await connection.run(request) }
            #expect(error?.code == .timedOut)
            let transport = try #require(connection as? SSHConnection).transport
            let peakBytes = await transport.peakBytes
            #expect(peakBytes < 8 << 20)
            let next = try await connection.run(CommandRequest(line: "echo still here"))
            #expect(next.standardOutput.text == "still here\n")
        }
    }

    @Test func `rekeying in the middle of both directions loses nothing`() async throws {
        try await withConnection(["RekeyLimit 1M"]) { connection in
            let input = [UInt8](repeating: 7, count: 6 << 20)
            let request = CommandRequest(line: "cat", standardInput: input, outputLimit: 16 << 20)
            let result = try await connection.run(request)
            #expect(result.exit == .code(0))
            #expect(result.standardOutput.bytes == input)
        }
    }

    @Test func `input nobody reads does not hold a command up`() async throws {
        try await withConnection { connection in
            let input = [UInt8](repeating: 7, count: 8 << 20)
            let result = try await connection.run(CommandRequest(line: "exit 4", standardInput: input))
            #expect(result.exit == .code(4))
        }
    }

    @Test func `a server that opens no more channels says so`() async throws {
        try await withConnection(["MaxSessions 0"]) { connection in
            let error = await #expect(throws: TransportError.self) {
                try await connection.run(CommandRequest(line: "true"))
            }
            #expect(error?.code == .channelRefused)
        }
    }

    @Test(
        arguments: [
            (
                "MACs hmac-sha2-256-etm@openssh.com,umac-128-etm@openssh.com", .noCommonAlgorithm,
                "MACs hmac-sha2-256"
            ),
            ("Ciphers chacha20-poly1305@openssh.com", .noCommonAlgorithm, "Ciphers aes256-ctr"),
            ("Ciphers aes256-gcm@openssh.com", .noCommonAlgorithm, "Ciphers aes256-ctr"),
            (
                "KexAlgorithms sntrup761x25519-sha512@openssh.com", .noCommonAlgorithm,
                "KexAlgorithms curve25519-sha256"
            ),
            ("Ciphers aes128-cbc", .serverTooOld, "Ciphers aes256-ctr"),
            ("KexAlgorithms diffie-hellman-group14-sha1", .serverTooOld, "KexAlgorithms curve25519-sha256"),
        ] as [(String, UnreachedCause, String)]
    )
    func `a server that shares no method says which side is limited`(
        _ line: String,
        _ code: UnreachedCause,
        _ remedy: String
    ) async throws {
        let error = try await transportError { try await withConnection([line]) { _ in } }
        #expect(error?.code == code)
        #expect(error?.words == remedy)
    }

    @Test(arguments: [(30_000, nil), (50_000, .bannerTooLong)] as [(Int, UnreachedCause?)])
    func `a long greeting passes, and one that libssh2 does not take is no cable`(
        _ count: Int,
        _ code: UnreachedCause?
    ) async throws {
        try await ScratchFolder.with { folder in
            let line = String(repeating: "x", count: 69) + "\n"
            let banner = try folder.write(String(repeating: line, count: count / 70), to: "banner")
            let error = try await transportError { try await withConnection(["Banner \(banner)"]) { _ in } }
            #expect(error?.code == code, "\(error?.message ?? "")")
        }
    }

    @Test func `a server that is ended while a command runs has hung up`() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: TransportError.self) {
                try await connection.run(CommandRequest(line: "exec kill -9 $PPID", proof: .exitStatus))
            }
            #expect(error?.code == .hungUp, "\(error?.message ?? "")")
            #expect(error?.phase == .running)
        }
    }

    @Test(arguments: ["/bin/false", "/bin/echo Welcome to this PC, dear user"])
    func `an SFTP server that is none is no success`(program: String) async throws {
        var options = OpenSSHServer.Options()
        options.sftpProgram = program
        try await OpenSSHServer.with(options) { server in
            try await withConnector(to: server) { connector, host in
                try await connector.withConnection(to: host) { connection in
                    let error = await #expect(throws: TransportError.self) {
                        try await connection.write([1, 2, 3], to: "file", within: .seconds(40))
                    }
                    #expect(error?.code == .fileRefused)
                }
            }
        }
    }

    @Test func `a written file holds the bytes and leaves no other behind`() async throws {
        try await OpenSSHServer.with { server in
            try await withConnector(to: server) { connector, host in
                try await connector.withConnection(to: host) { connection in
                    try await connection.write(Array("one".utf8), to: "job.txt", within: .seconds(40))
                    try await connection.write(Array("two".utf8), to: "job.txt", within: .seconds(40))
                    let contents = try server.folder.read("home/job.txt")
                    #expect(contents == "two")
                    let listing = try await connection.run(
                        CommandRequest(line: "ls -A \(server.folder.path)/home")
                    )
                    #expect(listing.standardOutput.text == "job.txt\n")
                }
            }
        }
    }

    @Test func `closing gives every byte of libssh2's memory back, also in the middle of a flood`()
        async throws
    {
        try await OpenSSHServer.with { server in
            try await withConnector(to: server) { connector, host in
                let connection = try #require(
                    try await connector.connect(to: host) { _ in } as? SSHConnection
                )
                let error = try await withThrowingTaskGroup(of: TransportError?.self) { group in
                    group.addTask {
                        try await transportError { _ = try await connection.run(CommandRequest(line: "yes")) }
                    }
                    _ = try await connection.run(CommandRequest(line: "true"))
                    let heldBlocks = await connection.transport.heldBlocks
                    #expect(heldBlocks > 0)
                    await connection.close()
                    return try await group.next() ?? nil
                }
                #expect(error?.code == .connectionLost)
                let heldBlocks = await connection.transport.heldBlocks
                #expect(heldBlocks == 0)
            }
        }
    }

    @Test func `a command abandoned before it began does not harm the one beside it`() async throws {
        try await ScratchFolder.with { folder in
            let begun = "\(folder.path)/begun"
            try await withConnection { connection in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        let line = "touch '\(begun)'; sleep 1; echo whole"
                        let result = try await connection.run(CommandRequest(line: line))
                        #expect(result.standardOutput.text == "whole\n")
                    }
                    while access(begun, F_OK) != 0 { await Task.yield() }
                    for _ in 0..<5 {
                        await withTaskGroup { hasty in
                            hasty.addTask {
                                _ = try? await connection.run(CommandRequest(line: "echo hasty"))
                            }
                            hasty.cancelAll()
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }
    }
}

extension SSHTransport {
    /// How many blocks libssh2 holds.
    var heldBlocks: Int { session.memory.blocks }
    /// The most bytes libssh2 ever held.
    var peakBytes: Int { session.memory.peakBytes }
}
