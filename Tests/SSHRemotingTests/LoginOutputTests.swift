import Remoting
import RoomModel
import TestRoom
import Testing

@testable import SSHRemoting

/// Servers whose logins print something of their own before the command, or instead of it.
@Suite(.timeLimit(.minutes(2)))
struct LoginOutputTests {
    /// What a login does before it runs what was asked for.
    private static let logins = [
        "echo Selamat datang",
        "printf 'no line end'",
        #"printf '\033[1mSelamat\033[0m\033]0;pc01\007'; echo warning >&2"#,
        #"echo "you run: $SSH_ORIGINAL_COMMAND""#,
    ]
    /// One that sends both outputs to one besides.
    private static let merging = "exec 2>&1; echo both"

    private func withConnection(
        login: String,
        lines: [String] = [],
        _ body: @escaping @Sendable (any Connection, String) async throws -> Void
    ) async throws {
        try await ScratchFolder.with { folder in
            let sftp = "case $SSH_ORIGINAL_COMMAND in *sftp*) exec /usr/lib/openssh/sftp-server ;; esac"
            let script = "\(login)\n\(sftp)\neval \"$SSH_ORIGINAL_COMMAND\"\n"
            var options = OpenSSHServer.Options()
            options.lines = lines + ["ForceCommand sh \(try folder.write(script, to: "login"))"]
            try await OpenSSHServer.with(options) { server in
                try await withConnector(to: server) { connector, host in
                    try await connector.withConnection(to: host) { try await body($0, folder.path) }
                }
            }
        }
    }

    @Test(arguments: logins + [merging])
    func `no byte of it gets into a command's output, a stream or a file`(login: String) async throws {
        try await withConnection(login: login) { connection, folder in
            let request = CommandRequest(line: "cat; exit 3", standardInput: [0, 10, 65])
            let result = try await connection.run(request)
            #expect(result.exit == .code(3))
            #expect(result.standardOutput.bytes == [0, 10, 65])
            let (source, sink) = (PatternSource(blocks: 3), PatternSink())
            _ = try await connection.stream(
                CommandRequest(line: "cat"),
                input: source,
                output: sink,
                silence: .seconds(40)
            )
            #expect(await sink.got(blocks: 3))
            let script = CommandRequest(
                line: "exec sh -s",
                standardInput: Array("echo one\necho 'end 0'\n".utf8),
                proof: .line(prefix: "end ")
            )
            #expect(try await connection.run(script).standardOutput.text == "one\nend 0\n")
            try await connection.upload(
                PatternSource(blocks: 1),
                to: "\(folder)/file",
                silence: .seconds(40),
                within: .seconds(40)
            )
            let size = try await connection.run(CommandRequest(line: "wc -c <\(folder)/file"))
            #expect(size.standardOutput.text.filter(\.isNumber) == "\(Pattern.blockSize)")
        }
    }

    @Test(arguments: logins)
    func `sudo behind it asks and runs as ever`(login: String) async throws {
        try await ScratchFolder.with { folder in
            let sudo = try await FakeSudo(.asks, password: "right", in: folder)
            try await withConnection(login: login, lines: [sudo.serverLine]) { connection, _ in
                var request = CommandRequest(line: "cat; exit 3", standardInput: [0, 10, 65])
                request.privilege = Privilege(user: try UserName("root"), password: Secret("right"))
                let result = try await connection.run(request)
                #expect(result.exit == .code(3))
                #expect(result.standardOutput.bytes == [0, 10, 65])
            }
        }
    }

    @Test func `a login that runs nothing is told by its own words`() async throws {
        try await withConnection(login: "echo This account is currently not available.; exit 1") {
            connection,
            _ in
            let result = try await connection.run(CommandRequest(line: "echo fine"))
            #expect(!result.hasBegun)
            #expect(result.exit == .unknown)
            #expect(result.standardOutput.text == "This account is currently not available.\n")
            var asked = CommandRequest(line: "echo fine")
            asked.privilege = Privilege(user: try UserName("root"))
            let request = asked
            let error = await #expect(throws: TransportError.self) { try await connection.run(request) }
            #expect(error?.code == .nothingRan)
            #expect(
                error?.words?.contains("This account is currently not available.") == true,
                "\(String(describing: error))"
            )
        }
    }
}
