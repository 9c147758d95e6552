import Remoting
import RoomModel
import TestRoom
import Testing

@testable import LocalRemoting
@testable import SSHRemoting

/// Commands by way of `sudo`, with a stand-in for the odd ones.
@Suite(.timeLimit(.minutes(2)))
struct PrivilegeTests {
    private static let password = "canary-8d1c pass'word"

    /// Runs a command on a server whose sudo behaves so.
    private func run(
        _ behaviour: FakeSudo.Behaviour?,
        password: String? = Self.password,
        _ request: CommandRequest = CommandRequest(
            line: "cat; echo err >&2; exit 3",
            standardInput: [65, 10, 66]
        )
    ) async throws -> Result<CommandResult, TransportError> {
        var request = request
        request.privilege = Privilege(user: try UserName("root"), password: password.map { Secret($0) })
        let asked = request
        return try await ScratchFolder.with { folder in
            var options = OpenSSHServer.Options()
            if let behaviour {
                let sudo = try await FakeSudo(behaviour, password: Self.password, in: folder)
                options.lines = [sudo.serverLine]
            } else {
                // The shell itself is all there is.
                try await link("sh", in: folder)
                options.lines = ["SetEnv SHLVL=2 PATH=\(folder.path)"]
            }
            return try await OpenSSHServer.with(options) { server in
                try await withConnector(to: server) { connector, host in
                    try await connector.withConnection(to: host) { connection in
                        do throws(TransportError) {
                            return .success(try await connection.run(asked))
                        } catch { return .failure(error) }
                    }
                }
            }
        }
    }

    private func link(_ shell: String, in folder: ScratchFolder) async throws {
        try folder.write("#!/bin/sh\nexec /bin/sh \"$@\"\n", to: shell)
        _ = try await LocalConnector().withConnection(to: try loopbackHost(22)) { connection in
            try await connection.run(CommandRequest(line: "chmod 755 \(folder.path)/\(shell)"))
        }
    }

    @Test(arguments: [FakeSudo.Behaviour.asksNothing, .asks, .lectures])
    func `a command gets its input and keeps its streams and exit code`(behaviour: FakeSudo.Behaviour)
        async throws
    {
        let result = try await run(behaviour).get()
        #expect(result.exit == .code(3))
        #expect(result.standardOutput.text == "A\nB")
        #expect(result.standardError.text == "err\n")
    }

    @Test(arguments: [FakeSudo.Behaviour.asksNothing, .asks])
    func `a script ends with its own line`(behaviour: FakeSudo.Behaviour) async throws {
        let script = "echo one\necho 'END 0'\nsleep 60\n"
        let request = CommandRequest(
            line: "exec sh -s",
            standardInput: Array(script.utf8),
            proof: .line(prefix: "END ")
        )
        let result = try await run(behaviour, request).get()
        #expect(result.exit == .code(0))
        #expect(result.standardOutput.text == "one\nEND 0\n")
    }

    @Test func `a command of several lines arrives as it is`() async throws {
        let line = "a='x\n y\\\n'\nprintf '%s|' \"$a\" \"${LC_ALL-none}\"\n# end"
        let result = try await run(.asks, CommandRequest(line: line)).get()
        #expect(result.standardOutput.text == "x\n y\\\n|none|")
    }

    @Test(
        arguments: [
            (FakeSudo.Behaviour?.some(.asks), "wrong", TransportError.Code.sudoPasswordRefused),
            (.asks, nil, .sudoNeedsPassword),
            (.asksTwice, PrivilegeTests.password, .sudoPasswordRefused),
            (.needsTerminal, PrivilegeTests.password, .sudoNeedsTerminal),
            (.denies, PrivilegeTests.password, .sudoDenied),
            (.repeats, PrivilegeTests.password, .sudoFailed),
            (nil, PrivilegeTests.password, .sudoMissing),
        ] as [(FakeSudo.Behaviour?, String?, TransportError.Code)]
    )
    func `what keeps sudo from starting is named, and the password never`(
        behaviour: FakeSudo.Behaviour?,
        password: String?,
        code: TransportError.Code
    ) async throws {
        let result = try await run(behaviour, password: password)
        let error = #expect(throws: TransportError.self) { try result.get() }
        #expect(error?.code == code, "\(error?.message ?? "")")
        #expect(error?.message.contains("canary") == false)
        #expect(error?.hint != nil)
    }

    @Test func `a password that two PCs refuse is sent to no third`() async throws {
        try await ScratchFolder.with { folder in
            let sudo = try await FakeSudo(.asks, password: "another", in: folder)
            var options = OpenSSHServer.Options()
            options.lines = [sudo.serverLine]
            try await OpenSSHServer.with(options) { server in
                try await withConnector(to: server) { connector, host in
                    let privilege = Privilege(user: try UserName("root"), password: Secret(Self.password))
                    var messages: [String] = []
                    for number in 1...3 {
                        var host = host
                        host.name = try HostName("pc\(number)")
                        let error = try await transportError {
                            try await connector.withConnection(to: host) { connection in
                                _ = try await connection.run(
                                    CommandRequest(line: "true", privilege: privilege)
                                )
                            }
                        }
                        #expect(error?.code == .sudoPasswordRefused)
                        messages.append(error?.message ?? "")
                    }
                    #expect(
                        messages.map { $0.contains("was not given the password") } == [false, false, true]
                    )
                }
            }
        }
    }

    @Test func `this machine holds the same conversation`() async throws {
        // Whatever this machine's own sudo is, for root it asks nothing; without one the answer says so.
        let privilege = Privilege(user: try UserName("root"))
        let request = CommandRequest(line: "cat; exit 5", standardInput: [65], privilege: privilege)
        try await LocalConnector().withConnection(to: try loopbackHost(22)) { connection in
            do throws(TransportError) {
                let result = try await connection.run(request)
                #expect(result.exit == .code(5))
                #expect(result.standardOutput.text == "A")
            } catch {
                #expect(error.code.rawValue.hasPrefix("sudo-"))
            }
        }
    }
}
