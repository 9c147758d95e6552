import LocalRemoting
import Remoting
import RoomModel
import Testing

@Suite(.timeLimit(.minutes(1))) struct LocalConnectorTests {
    private func withConnection<Result>(
        _ body: (any Connection) async throws -> Result
    ) async throws -> Result {
        let host = try Host(name: HostName("server"), address: NetworkAddress("127.0.0.1"), access: .local)
        let connection = try await LocalConnector().connect(to: host) { _ in }
        let result = try await body(connection)
        await connection.close()
        return result
    }

    private func run(_ request: CommandRequest) async throws -> CommandResult {
        try await withConnection { try await $0.run(request) }
    }

    @Test func `keeps the streams apart and passes stdin`() async throws {
        let result = try await run(
            CommandRequest(line: "cat; echo oops >&2", standardInput: Array("halo\nno line break".utf8))
        )
        #expect(result.exit == .code(0))
        #expect(result.standardOutput.text == "halo\nno line break")
        #expect(result.standardError.text == "oops\n")
    }

    @Test func `feeds and reads at the same time`() async throws {
        let bytes = (0..<400_000).map { UInt8(truncatingIfNeeded: $0) }
        let result = try await run(CommandRequest(line: "cat", standardInput: bytes))
        #expect(result.standardOutput.bytes == bytes)
    }

    @Test(arguments: [
        ("exit 3", 3), ("false", 1), ("nonesuch-command", 127), ("(", 2), ("echo 'a", 2), ("# note", 0),
        ("kill -9 $$", 137), ("exec sh -c 'exit 9'", 9), ("", 0),
    ])
    func `returns the exit code of any line`(_ line: String, _ code: Int) async throws {
        #expect(try await run(CommandRequest(line: line)).exit == .code(code))
    }

    @Test func `takes no exit status for a missing sentinel`() async throws {
        let result = try await run(CommandRequest(line: "kill -9 $PPID; sleep 5"))
        #expect(result.exit == .signal("KILL"))
    }

    @Test func `reports code and signal where the exit status is the proof`() async throws {
        #expect(try await run(CommandRequest(line: "exit 4", proof: .exitStatus)).exit == .code(4))
        #expect(
            try await run(CommandRequest(line: "kill -TERM $$", proof: .exitStatus)).exit == .signal("TERM")
        )
    }

    @Test func `stops at the line that proves the end, whatever still runs`() async throws {
        let result = try await run(
            CommandRequest(
                line: "echo one; echo 'end 17'; sleep 50; echo late",
                deadline: .seconds(40),
                proof: .line(prefix: "end")
            )
        )
        #expect(result.exit == .code(0))
        #expect(result.standardOutput.text == "one\nend 17\n")
        #expect(result.took < .seconds(20))
    }

    @Test func `says unknown when the line that proves the end never came`() async throws {
        let result = try await run(CommandRequest(line: "echo one", proof: .line(prefix: "end")))
        #expect(result.exit == .unknown)
        #expect(result.standardOutput.text == "one\n")
    }

    @Test func `is not held up by a child that keeps stdout open`() async throws {
        let result = try await run(CommandRequest(line: "sleep 50 & echo $!", deadline: .seconds(40)))
        #expect(result.exit == .code(0))
        #expect(result.took < .seconds(20))
        let child = result.standardOutput.text.split(separator: "\n").joined()
        _ = try await run(CommandRequest(line: "kill \(child)"))
    }

    @Test func `leaves stdin that nobody reads`() async throws {
        let bytes = [UInt8](repeating: 0x61, count: 1 << 20)
        let result = try await run(CommandRequest(line: "exit 5", standardInput: bytes))
        #expect(result.exit == .code(5))
    }

    @Test func `keeps head and tail of a flood and still sees the proof`() async throws {
        let result = try await run(
            CommandRequest(line: "yes | head -c 4000000; echo last", outputLimit: 1_000)
        )
        #expect(result.exit == .code(0))
        #expect(result.standardOutput.omitted == 4_000_005 - 1_000)
        #expect(result.standardOutput.text.hasSuffix("last\n"))
    }

    @Test func `ends the whole process group at the deadline`() async throws {
        let marker = "siaga-test-\(Nonce().description)"
        let line = "trap '' TERM; sh -c 'trap \"\" TERM; sleep 50; : \(marker)' & exec >&- 2>&-; sleep 50; :"
        let error = await #expect(throws: TransportError.self) {
            try await run(CommandRequest(line: line, deadline: .milliseconds(300)))
        }
        #expect(error?.code == .timedOut)
        #expect(error?.message.hasPrefix("server (this machine)") == true)
        // A killed process may need a moment to go; the marker comes on stdin so that the search is not found.
        let search = CommandRequest(
            line: "grep -alF -f - /proc/[0-9]*/cmdline",
            standardInput: Array(marker.utf8)
        )
        var left = "not searched"
        for _ in 0..<100 where !left.isEmpty {
            left = try await run(search).standardOutput.text
        }
        #expect(left.isEmpty, "still running: \(left)")
    }

    @Test func `ends with the task that runs it`() async throws {
        let error = await withTaskGroup(of: TransportError?.self) { group in
            group.addTask {
                do {
                    _ = try await run(CommandRequest(line: "sleep 50", deadline: .seconds(40)))
                    return nil
                } catch {
                    return error as? TransportError
                }
            }
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(error?.code == .cancelled)
    }

    @Test func `runs several commands at once`() async throws {
        let texts = try await withConnection { connection in
            try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        try await connection.run(CommandRequest(line: "echo \(number)")).standardOutput.text
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
        }
        #expect(texts == Set((0..<8).map { "\($0)\n" }))
    }

    @Test func `replaces a file as a whole`() async throws {
        let folder = try await run(CommandRequest(line: "mktemp -d")).standardOutput.text.dropLast()
        try await withConnection { connection in
            try await connection.write(Array("old".utf8), to: "\(folder)/a b", within: .seconds(40))
            try await connection.write([], to: "\(folder)/a b", within: .seconds(40))
            try await connection.write([0, 0xFF, 0x0A], to: "\(folder)/a b", within: .seconds(40))
            let read = try await connection.run(
                CommandRequest(line: "cd \(folder) && ls -A && od -An -tx1 'a b' && rm -r \(folder)")
            )
            #expect(read.standardOutput.text == "a b\n 00 ff 0a\n")
        }
    }

    @Test func `says why a file was refused`() async throws {
        let error = await #expect(throws: TransportError.self) {
            try await withConnection {
                try await $0.write([1], to: "/nonesuch/folder/file", within: .seconds(40))
            }
        }
        #expect(error?.code == .fileRefused)
        #expect(error?.message.contains("/nonesuch/folder/file") == true)
    }

    @Test func `refuses to run once closed`() async throws {
        let error = await #expect(throws: TransportError.self) {
            try await withConnection { connection in
                await connection.close()
                return try await connection.run(CommandRequest(line: "true"))
            }
        }
        #expect(error?.code == .connectionLost)
    }
}
