import Glibc
import LocalRemoting
import RoomModel
import Testing

@testable import Remoting

/// What a login prints before the command runs.
enum LoginNoise: String, CaseIterable, CustomTestStringConvertible {
    case nothing
    case line
    case noLineEnd
    case blanks
    case colours
    case title
    case windowsLines
    case bytes
    /// A login that repeats what it was told to run.
    case echo

    var testDescription: String { rawValue }

    var text: String {
        switch self {
        case .nothing: ""
        case .line: "Selamat datang di PC 01\n"
        case .noLineEnd: "Selamat datang di PC 01"
        case .blanks: "\n\n \n"
        case .colours: "\u{1B}[1;32mSelamat datang\u{1B}[0m "
        case .title: "\u{1B}]0;pc01: ~\u{7}"
        case .windowsLines: "Selamat\r\ndatang\r\n\r"
        case .bytes: "\u{0}\u{1}\u{FFFD}b0b0\nb0b0 "
        case .echo: "+ \(LoginShell.line)\n"
        }
    }
}

/// The shells an account may have.
enum AccountShell: String, CaseIterable, CustomTestStringConvertible {
    case dash
    case bash
    case rbash
    case busybox
    case fish
    case tcsh
    case csh = "bsd-csh"

    var testDescription: String { rawValue }

    /// How sshd starts it.
    var words: [String] { (self == .busybox ? ["busybox", "sh"] : [rawValue]) + ["-c"] }

    /// Whether this machine has it; packaging/debian-packages names them all.
    var isInstalled: Bool {
        ["/bin/", "/usr/bin/"].contains { access($0 + rawValue, X_OK) == 0 }
    }
}

@Suite(.timeLimit(.minutes(1))) struct LoginShellTests {
    private static let awkward = """
        printf '%s|' "$1" 'it'\\''s' '\\ ! # ~ {a,b} *' "$(echo '$x')"
        # a comment

        cat
        echo err >&2; exit 3
        """

    /// Requests of every kind that ends by itself.
    private static let requests: [CommandRequest] = {
        let line = ShellCommand(["sh", "-c", awkward, "sh", "two\nlines\r\n!"]).posixLine
        return [
            CommandRequest(line: line),
            CommandRequest(line: line, work: .step),
            CommandRequest(line: line, proof: .exitStatus),
        ]
    }()

    @Test func `a login shell gets the same few words for every command`() throws {
        var sudo = Self.requests[0]
        sudo.privilege = Privilege(user: try UserName("root"))
        let script = CommandRequest(line: "exec sh -s", proof: .line(prefix: "end"))
        let lines = Set((Self.requests + [sudo, script]).map { CommandReading($0).line })
        #expect(lines.count == 1)
        let line = lines.first ?? ""
        // csh takes no longer word, and no line end or `!` even in quotes; fish changes a backslash in them.
        #expect(line.utf8.count < 200)
        #expect(line.allSatisfy { $0.isASCII && !"\n!\\`#*?[]{}~^<>|&".contains($0) })
    }

    @Test func `for Windows a line stays what it is`() {
        let request = CommandRequest(line: "cmd /c dir", proof: .exitStatus)
        let reading = CommandReading(request, on: .windows)
        #expect(reading.line == "cmd /c dir")
        #expect(reading.preamble.isEmpty && reading.opening.isEmpty)
        #expect(reading.hasBegun)
    }

    /// Runs a command as a server does for an account with that shell.
    private func run(_ request: CommandRequest, in shell: AccountShell) async throws -> CommandResult {
        var reading = CommandReading(request)
        let host = try Host(name: HostName("server"), address: NetworkAddress("127.0.0.1"), access: .local)
        let connection = try await LocalConnector().connect(to: host) { _ in }
        let outcome = try await connection.run(
            CommandRequest(
                line: "exec " + ShellCommand(shell.words + [reading.line]).posixLine,
                standardInput: reading.preamble + request.standardInput,
                proof: .exitStatus
            )
        )
        await connection.close()
        for (stream, bytes) in [
            (OutputStream.output, outcome.standardOutput.bytes), (.error, outcome.standardError.bytes),
        ] { bytes.withUnsafeBytes { reading.append($0, to: stream) } }
        let status: Int? = if case .code(let code) = outcome.exit { code } else { nil }
        return reading.result(status: status, signal: nil, took: .zero)
    }

    @Test(arguments: AccountShell.allCases)
    func `every login shell runs every command alike`(_ shell: AccountShell) async throws {
        try #require(shell.isInstalled, "not installed: packaging/install-packages test")
        for var request in Self.requests {
            request.standardInput = [0, 10, 39, 255]
            let result = try await run(request, in: shell)
            #expect(result.hasBegun)
            #expect(result.exit == .code(3), "\(result.standardError.text)")
            let said = "two\nlines\r\n!|it's|\\ ! # ~ {a,b} *|$x|"
            #expect(result.standardOutput.bytes == Array(said.utf8) + [0, 10, 39, 255])
            #expect(result.standardError.text == "err\n")
        }
    }

    @Test(arguments: AccountShell.allCases)
    func `a script on the input of sh runs under every login shell`(_ shell: AccountShell) async throws {
        try #require(shell.isInstalled, "not installed: packaging/install-packages test")
        let script = "echo one\necho 'end 0'\n"
        let result = try await run(
            CommandRequest(
                line: "exec sh -s",
                standardInput: Array(script.utf8),
                proof: .line(prefix: "end ")
            ),
            in: shell
        )
        #expect(result.exit == .code(0))
        #expect(result.standardOutput.text == "one\nend 0\n")
    }
}
