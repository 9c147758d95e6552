import Remoting
import RoomModel
import Synchronization
import TestRoom
import Testing

@testable import SSHRemoting

/// Servers that run one command at a time on a connection: everything works there all the same.
@Suite(.timeLimit(.minutes(3))) struct CommandOrderTests {
    /// A server of that kind.
    enum Rig: String, CaseIterable, CustomTestStringConvertible {
        case oneSession = "OpenSSH with MaxSessions 1"
        case dropbear

        var testDescription: String { rawValue }

        /// Lends a connector, and the PC, to `body`.
        func with(
            _ login: @escaping @Sendable (LoginMethod) -> any LoginSource = { FixedLogin([$0]) },
            _ body: @escaping @Sendable (SSHConnector, Host) async throws -> Void
        ) async throws {
            switch self {
            case .oneSession:
                var options = OpenSSHServer.Options()
                options.lines = ["MaxSessions 1"]
                try await OpenSSHServer.with(options) { server in
                    try await use(server.port, server.account, server.hostKeyLines, login, body)
                }
            case .dropbear:
                try await DropbearServer.with { server in
                    try await use(server.port, server.account, [server.hostKeyLine], login, body)
                }
            }
        }

        private func use(
            _ port: Int,
            _ account: ServerAccount,
            _ keys: [String],
            _ login: (LoginMethod) -> any LoginSource,
            _ body: (SSHConnector, Host) async throws -> Void
        ) async throws {
            try await withConnector(
                try testSettings(account.user),
                trust: ListedKeys(lines: keys),
                login: login(.privateKey(text: account.privateKey, name: "test"))
            ) { try await body($0, try loopbackHost(port)) }
        }
    }

    /// Has something to log in with once.
    private final class OnceOnly: LoginSource {
        private let methods: Mutex<[LoginMethod]>

        init(_ method: LoginMethod) {
            methods = Mutex([method])
        }

        func methods(
            for host: Host,
            serverIdentification: String
        ) async throws(TransportError) -> [LoginMethod] {
            methods.withLock { methods in
                defer { methods = [] }
                return methods
            }
        }

        func passwordRefused(by host: HostName) async {}
    }

    /// One block, and then nothing until it is told to end.
    private final class HeldSource: ByteSource {
        let hasBegun = StopSignal()
        let mayEnd = StopSignal()
        private let isFirst = Mutex(true)

        func next() async throws(TransportError) -> [UInt8]? {
            let isFirst = isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst
            }
            guard !isFirst else { return Pattern.block(0) }
            hasBegun.request()
            await mayEnd.wait()
            return nil
        }
    }

    @Test(arguments: Rig.allCases)
    func `many commands one behind the other`(rig: Rig) async throws {
        try await rig.with { connector, host in
            try await connector.withConnection(to: host) { connection in
                for number in 0..<40 {
                    let result = try await connection.run(CommandRequest(line: "echo \(number); exit 7"))
                    #expect(result.standardOutput.text == "\(number)\n")
                    #expect(result.exit == .code(7))
                }
                // A login may leave its home, and other tests log in to the same account.
                let file = "/tmp/siaga-\(UInt64.random(in: .min ... .max))"
                try await connection.write([1, 2, 3], to: file, within: .seconds(40))
                let size = try await connection.run(CommandRequest(line: "wc -c <\(file); rm \(file)"))
                #expect(size.exit == .code(0))
            }
        }
    }

    @Test(arguments: Rig.allCases)
    func `a question is answered while a long input is sent`(rig: Rig) async throws {
        try await rig.with { connector, host in
            try await connector.withConnection(to: host) { connection in
                let source = HeldSource()
                let sink = KeepingSink()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        let result = try await connection.stream(
                            CommandRequest(line: "cat", deadline: .seconds(100)),
                            input: source,
                            output: sink,
                            silence: .seconds(90)
                        )
                        #expect(result.exit == .code(0))
                    }
                    await source.hasBegun.wait()
                    for number in 0..<3 {
                        let answer = try await connection.run(CommandRequest(line: "echo \(number)"))
                        #expect(answer.standardOutput.text == "\(number)\n")
                    }
                    source.mayEnd.request()
                    try await group.next()
                }
                let bytes = await sink.bytes
                #expect(bytes == Pattern.block(0))
                let last = try await connection.run(CommandRequest(line: "echo last"))
                #expect(last.standardOutput.text == "last\n")
            }
        }
    }

    @Test(arguments: Rig.allCases)
    func `where the PC lets nobody in once more, the question says so and what is sent goes on`(
        rig: Rig
    ) async throws {
        let once: @Sendable (LoginMethod) -> any LoginSource = { OnceOnly($0) }
        try await rig.with(once) { connector, host in
            try await connector.withConnection(to: host) { connection in
                let source = HeldSource()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        let result = try await connection.stream(
                            CommandRequest(line: "cat >/dev/null", deadline: .seconds(100)),
                            input: source,
                            output: nil,
                            silence: .seconds(90)
                        )
                        #expect(result.exit == .code(0))
                    }
                    await source.hasBegun.wait()
                    let error = await #expect(throws: TransportError.self) {
                        try await connection.run(CommandRequest(line: "true"))
                    }
                    #expect(error?.code == .noCredentials, "\(error?.message ?? "")")
                    source.mayEnd.request()
                    try await group.next()
                }
            }
        }
    }

    @Test(arguments: [[], ["MaxSessions 1"]])
    func `a child that holds a command's output open is waited for once`(lines: [String]) async throws {
        var options = OpenSSHServer.Options()
        options.lines = lines
        try await OpenSSHServer.with(options) { server in
            try await withConnector(to: server) { connector, host in
                try await connector.withConnection(to: host) { connection in
                    let begun = ContinuousClock.now
                    let parent = try await connection.run(CommandRequest(line: "sleep 60 & echo $!"))
                    for _ in 0..<10 {
                        let next = try await connection.run(CommandRequest(line: "echo next"))
                        #expect(next.standardOutput.text == "next\n")
                    }
                    // A second for each of them would be more.
                    #expect(ContinuousClock.now - begun < .seconds(9))
                    let child = try #require(Int(parent.standardOutput.text.dropLast()))
                    let isAlive = try await connection.run(CommandRequest(line: "kill \(child)"))
                    #expect(isAlive.exit == .code(0))
                }
            }
        }
    }
}
