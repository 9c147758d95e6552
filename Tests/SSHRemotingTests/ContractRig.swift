import LocalRemoting
import Remoting
import RemotingTesting
import RoomModel
import TestRoom
import Testing

@testable import SSHRemoting

/// What a contract case runs against.
enum ContractRig: String, CaseIterable, CustomTestStringConvertible {
    case scripted = "the scripted fake"
    case openSSH = "OpenSSH"
    case dropbear = "dropbear"
    case jump = "OpenSSH behind a jump host"
    case local = "this machine"

    /// Those that may write into the login folder.
    static let allCases: [Self] = [.scripted, .openSSH, .dropbear, .jump]
    /// Those that stream.
    static let streaming = allCases + [.local]

    var testDescription: String { rawValue }

    /// Lends a connection to `body` and closes it.
    func withConnection(_ body: @escaping @Sendable (any Connection) async throws -> Void) async throws {
        switch self {
        case .scripted:
            let host = try loopbackHost(1)
            let connector = ScriptedConnector([host.name: Self.script], clock: ContinuousClock())
            try await connector.withConnection(to: host, body)
        case .local:
            try await LocalConnector().withConnection(to: try loopbackHost(1), body)
        case .openSSH:
            try await OpenSSHServer.with { server in
                try await withConnector(to: server) { try await $0.withConnection(to: $1, body) }
            }
        case .jump:
            try await JumpRig.with(jumps: 1) { rig in
                try await rig.withConnector { try await $0.withConnection(to: rig.host, body) }
            }
        case .dropbear:
            try await DropbearServer.with { server in
                try await withConnector(
                    try testSettings(server.account.user),
                    trust: ListedKeys(lines: [server.hostKeyLine]),
                    login: FixedLogin([.privateKey(text: server.account.privateKey, name: "test")])
                ) { try await $0.withConnection(to: try loopbackHost(server.port), body) }
            }
        }
    }

    /// What a real shell answers to the cases' commands.
    private static let script = ScriptedConnector.PC(
        answer: { answer(to: $0) },
        readsInput: { $0.line != ContractCommand.readNothing && $0.line != ContractCommand.hang }
    )

    private static func answer(to request: CommandRequest) -> ScriptedAnswer {
        switch request.line {
        case ContractCommand.bothStreams: .result(code: 3, output: "out\n", error: "err\n")
        case ContractCommand.echoInput:
            .result(CommandResult(exit: .code(0), standardOutput: .init(head: request.standardInput)))
        case ContractCommand.flood: .result(code: 0, output: String(repeating: "y\n", count: 500_000))
        case ContractCommand.hang: .silence
        case ContractCommand.line: .result(code: 0, output: "before\nEND 7\n")
        case ContractCommand.cutLine: .result(code: nil, output: "before\n")
        case ContractCommand.readNothing: .result(code: 5, output: "enough\n")
        case ContractCommand.lineWithChild: .result(code: 0, output: "done\n")
        default: .result(code: 127, error: "sh: not in the script\n")
        }
    }
}

/// The commands of the contract.
enum ContractCommand {
    static let bothStreams = "echo out; echo err >&2; exit 3"
    static let echoInput = "cat"
    static let readNothing = "echo enough; exit 5"
    static let flood = "yes | head -c 1000000"
    static let hang = "sleep 120"
    static let line = "printf 'before\\nEND 7\\nafter\\n'; sleep 120"
    static let cutLine = "echo before"
    static let lineWithChild = "sleep 120 & echo done"
}
