import Remoting
import RoomModel
import TestNeeds
import TestRoom
import Testing

@testable import SSHRemoting

/// The real `sudo`.
@Suite(
    .timeLimit(.minutes(2)),
    .needs(.mountNamespace, .sudo)
)
struct SudoTests {
    private static let password = "canary-77fe"

    private func run(
        _ rules: String,
        password: String? = Self.password,
        unspoken: [Secret] = []
    ) async throws -> Result<CommandResult, TransportError> {
        var privilege = Privilege(user: try UserName("root"), password: password.map { Secret($0) })
        privilege.unspoken = unspoken
        let request = CommandRequest(line: "id -un; cat; exit 6", standardInput: [65], privilege: privilege)
        return try await SudoServer.with(rules: rules, password: Self.password) { world in
            try await withConnector(to: world.server) { connector, host in
                try await connector.withConnection(to: host) { connection in
                    do throws(TransportError) {
                        return .success(try await connection.run(request))
                    } catch { return .failure(error) }
                }
            }
        }
    }

    @Test(arguments: [
        "siaga-tech ALL=(ALL) NOPASSWD: ALL",
        "Defaults lecture=always\nsiaga-tech ALL=(ALL) ALL",
        "Defaults use_pty, timestamp_timeout=0\nsiaga-tech ALL=(ALL) ALL",
    ])
    func `runs a command as root, with its input and its exit code`(rules: String) async throws {
        let result = try await run(rules).get()
        #expect(result.exit == .code(6), "\(result.standardError.text)")
        #expect(result.standardOutput.text == "root\nA")
        #expect(result.standardError.text.isEmpty)
    }

    @Test(
        arguments: [
            ("siaga-tech ALL=(ALL) ALL", "wrong", TransportError.Code.sudoPasswordRefused),
            ("siaga-tech ALL=(ALL) ALL", nil, .sudoNeedsPassword),
            ("root ALL=(ALL) ALL", SudoTests.password, .sudoDenied),
            ("siaga-tech ALL=(ALL) /bin/true", SudoTests.password, .sudoDenied),
            ("Defaults requiretty\nsiaga-tech ALL=(ALL) NOPASSWD: ALL", nil, .sudoNeedsTerminal),
        ] as [(String, String?, TransportError.Code)]
    )
    func `names what keeps it from starting`(
        rules: String,
        password: String?,
        code: TransportError.Code
    ) async throws {
        // The login account was encrypted, and sudo says its name.
        let result = try await run(rules, password: password, unspoken: [Secret("siaga-tech")])
        let error = #expect(throws: TransportError.self) { try result.get() }
        #expect(error?.code == code, "\(error?.message ?? "")")
        #expect(error?.message.contains("canary") == false)
        #expect(error?.message.contains("siaga-tech") == false, "\(error?.message ?? "")")
    }

    @Test func `work that sudo refuses leaves the connection to others`() async throws {
        let privilege = Privilege(user: try UserName("root"), password: Secret("wrong"))
        let work = CommandRequest(line: "id -un", privilege: privilege, work: .step)
        try await SudoServer.with(rules: "siaga-tech ALL=(ALL) ALL", password: Self.password) { world in
            try await withConnector(to: world.server) { connector, host in
                try await connector.withConnection(to: host) { connection in
                    let error = await #expect(throws: TransportError.self) { try await connection.run(work) }
                    #expect(error?.code == .sudoPasswordRefused && error?.work == nil)
                    let result = try await connection.run(CommandRequest(line: "id -un"))
                    #expect(result.standardOutput.text == "siaga-tech\n")
                }
            }
        }
    }
}
