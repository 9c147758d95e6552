import Remoting
import RemotingTesting
import RoomModel
import TestNeeds
import TestRoom
import Testing

@testable import SSHRemoting

/// What commands by way of `sudo` do alike, whatever the connection and the `sudo` are made of.
@Suite(.timeLimit(.minutes(3)))
struct PrivilegeContractTests {
    private static let rigs = [PrivilegeRig.scripted, .openSSH]

    @Test(arguments: rigs)
    func `a command gets its input, and keeps its streams and exit code`(rig: PrivilegeRig) async throws {
        try await rig.expectInputAndStreams()
    }

    @Test(arguments: rigs)
    func `no password is needed where sudo asks for none`(rig: PrivilegeRig) async throws {
        try await rig.expectNoQuestion()
    }

    @Test(arguments: rigs, PrivilegeRig.Refusal.all)
    func `what keeps sudo from starting is named, and the connection still serves`(
        rig: PrivilegeRig,
        refusal: PrivilegeRig.Refusal
    ) async throws {
        try await rig.expect(refusal)
    }

    @Test(arguments: rigs)
    func `a command past its deadline is told, and the next one runs`(rig: PrivilegeRig) async throws {
        try await rig.expectDeadline()
    }
}

/// The same of OpenSSH with the real `sudo`.
@Suite(.timeLimit(.minutes(3)), .needs(.mountNamespace, .sudo))
struct RealSudoContractTests {
    private let rig = PrivilegeRig.sudo

    @Test func `a command gets its input, and keeps its streams and exit code`() async throws {
        try await rig.expectInputAndStreams()
    }

    @Test func `no password is needed where sudo asks for none`() async throws {
        try await rig.expectNoQuestion()
    }

    @Test(arguments: PrivilegeRig.Refusal.all)
    func `what keeps sudo from starting is named, and the connection still serves`(
        refusal: PrivilegeRig.Refusal
    ) async throws {
        try await rig.expect(refusal)
    }

    @Test func `a command past its deadline is told, and the next one runs`() async throws {
        try await rig.expectDeadline()
    }
}

/// What a case of commands by way of `sudo` runs against.
enum PrivilegeRig: String, CaseIterable, CustomTestStringConvertible {
    case scripted = "the scripted fake"
    case openSSH = "OpenSSH with a sudo made of shell"
    case sudo = "OpenSSH with the real sudo"

    /// What its sudo does.
    enum Sudo: Sendable {
        case asks, asksNothing, denies
    }

    /// The right password.
    static let password = "canary-4e7a"

    var testDescription: String { rawValue }

    /// Lends a connection to a PC whose sudo behaves so.
    func withConnection(
        _ sudo: Sudo,
        _ body: @escaping @Sendable (any Connection) async throws -> Void
    ) async throws {
        switch self {
        case .scripted:
            let host = try loopbackHost(1)
            let pc = ScriptedConnector.PC(sudo: sudo.scripted) { request in
                request.line == ContractCommand.hang
                    ? .silence : .result(code: 3, output: "A\nB", error: "err\n")
            }
            let connector = ScriptedConnector([host.name: pc], clock: ContinuousClock())
            try await connector.withConnection(to: host, body)
        case .openSSH:
            try await ScratchFolder.with { folder in
                let fake = try await FakeSudo(sudo.fake, password: Self.password, in: folder)
                var options = OpenSSHServer.Options()
                options.lines = [fake.serverLine]
                try await OpenSSHServer.with(options) { server in
                    try await withConnector(to: server) { try await $0.withConnection(to: $1, body) }
                }
            }
        case .sudo:
            try await SudoServer.with(rules: sudo.rules, password: Self.password) { world in
                try await withConnector(to: world.server) { try await $0.withConnection(to: $1, body) }
            }
        }
    }
}

extension PrivilegeRig {
    /// A command that `sudo` does not start.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let sudo: Sudo
        let password: String?
        let code: TransportError.Code

        static let all = [
            Refusal(sudo: .asks, password: nil, code: .sudoNeedsPassword),
            Refusal(sudo: .asks, password: "canary-wrong", code: .sudoPasswordRefused),
            Refusal(sudo: .denies, password: PrivilegeRig.password, code: .sudoDenied),
        ]

        var testDescription: String { code.rawValue }
    }

    private static let command = "cat; echo err >&2; exit 3"

    private func request(_ password: String?, line: String = Self.command) throws -> CommandRequest {
        CommandRequest(
            line: line,
            standardInput: Array("A\nB".utf8),
            deadline: .seconds(40),
            privilege: Privilege(user: try UserName("root"), password: password.map { Secret($0) })
        )
    }

    fileprivate func expectInputAndStreams() async throws {
        let request = try request(Self.password)
        try await withConnection(.asks) { connection in
            let result = try await connection.run(request)
            #expect(result.exit == .code(3), "\(result.standardError.text)")
            #expect(result.standardOutput.text == "A\nB")
            #expect(result.standardError.text == "err\n")
        }
    }

    fileprivate func expectNoQuestion() async throws {
        let request = try request(nil)
        try await withConnection(.asksNothing) { connection in
            let result = try await connection.run(request)
            #expect(result.exit == .code(3), "\(result.standardError.text)")
            #expect(result.standardOutput.text == "A\nB")
        }
    }

    fileprivate func expect(_ refusal: Refusal) async throws {
        let request = try request(refusal.password)
        try await withConnection(refusal.sudo) { connection in
            let error = await #expect(throws: TransportError.self) { try await connection.run(request) }
            #expect(error?.code == refusal.code, "\(error?.message ?? "")")
            #expect(error?.message.contains("canary") == false)
            let plain = try await connection.run(
                CommandRequest(line: Self.command, standardInput: Array("A\nB".utf8))
            )
            #expect(plain.exit == .code(3))
        }
    }

    fileprivate func expectDeadline() async throws {
        var late = try request(Self.password, line: ContractCommand.hang)
        late.deadline = .seconds(2)
        let (hanging, next) = (late, try request(Self.password))
        try await withConnection(.asks) { connection in
            let error = await #expect(throws: TransportError.self) { try await connection.run(hanging) }
            #expect(error?.code == .timedOut, "\(error?.message ?? "")")
            let result = try await connection.run(next)
            #expect(result.exit == .code(3))
        }
    }
}

extension PrivilegeRig.Sudo {
    fileprivate var scripted: ScriptedSudo {
        switch self {
        case .asks: .asks(Secret(PrivilegeRig.password))
        case .asksNothing: .asksNothing
        case .denies: .refuses(.sudoDenied)
        }
    }

    fileprivate var fake: FakeSudo.Behaviour {
        switch self {
        case .asks: .asks
        case .asksNothing: .asksNothing
        case .denies: .denies
        }
    }

    fileprivate var rules: String {
        switch self {
        case .asks: "Defaults timestamp_timeout=0\nsiaga-tech ALL=(ALL) ALL"
        case .asksNothing: "siaga-tech ALL=(ALL) NOPASSWD: ALL"
        case .denies: "root ALL=(ALL) ALL"
        }
    }
}
