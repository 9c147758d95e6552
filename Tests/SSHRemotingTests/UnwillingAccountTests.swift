import Facts
import Remoting
import RoomModel
import TestNeeds
import TestRoom
import Testing

@testable import SSHRemoting

/// Accounts that a real server knows, and that cannot be worked with: the PC is on, and says itself why.
@Suite(
    .timeLimit(.minutes(2)),
    .needs(.mountNamespace, .sudo)
)
struct UnwillingAccountTests {
    /// One of them.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let code: UnreachedCause
        let phase: HostPhase
        let words: String
        let edit: @Sendable (inout SudoServer.Account) -> Void
    }

    private static let booting = "System is booting up. Unprivileged users are not permitted to log in yet."

    static let cases = [
        Case(testDescription: "a PC that still starts", code: .hungUp, phase: .login, words: booting) {
            $0.notice = booting
        },
        Case(testDescription: "an account that has expired", code: .hungUp, phase: .login, words: "expired") {
            $0.isExpired = true
        },
        Case(
            testDescription: "a password that has expired",
            code: .nothingRan,
            phase: .measuring,
            words: "Password change required"
        ) { $0.isPasswordExpired = true },
        Case(
            testDescription: "nologin",
            code: .nothingRan,
            phase: .measuring,
            words: "This account is currently not available."
        ) { $0.shell = "/usr/sbin/nologin" },
        Case(testDescription: "false", code: .nothingRan, phase: .measuring, words: "") {
            $0.shell = "/bin/false"
        },
        Case(testDescription: "a menu", code: .nothingRan, phase: .measuring, words: "1 play 2 leave") {
            $0.lines.append("ForceCommand printf '1 play\\n2 leave\\n'")
        },
    ]

    /// What looking for an exam comes to.
    private func look(_ account: SudoServer.Account) async throws -> TransportError? {
        try await SudoServer.with(rules: "", password: "rahasia", account: account) { world in
            try await withConnector(to: world.server) { connector, host in
                try await transportError {
                    try await connector.withConnection(to: host) { connection in
                        let interlock = Interlock(examProcesses: ["no-such-exam"])
                        _ = try await interlock.state(over: connection) { Timestamp(milliseconds: 0) }
                    }
                }
            }
        }
    }

    @Test(arguments: cases)
    func `is told by its own words, and never as an open exam`(_ unwilling: Case) async throws {
        var account = SudoServer.Account()
        account.lines = ["UsePAM yes"]
        unwilling.edit(&account)
        let error = try #require(try await look(account), "\(unwilling.testDescription) was let in")
        #expect(error.code == unwilling.code, "\(error)")
        #expect(error.phase == unwilling.phase, "\(error)")
        #expect(error.words?.contains(unwilling.words) ?? unwilling.words.isEmpty, "\(error)")
    }

    @Test(arguments: ["/bin/sh", "/bin/rbash"])
    func `an account that runs what it is asked to is looked at`(_ shell: String) async throws {
        var account = SudoServer.Account()
        account.shell = shell
        #expect(try await look(account) == nil)
    }

    @Test func `an account that runs nothing is not called a sudo that does not work`() async throws {
        var account = SudoServer.Account()
        account.shell = "/usr/sbin/nologin"
        let privilege = Privilege(user: try UserName("root"), password: Secret("rahasia"))
        try await SudoServer.with(rules: "", password: "rahasia", account: account) { world in
            try await withConnector(to: world.server) { connector, host in
                let error = try await transportError {
                    try await connector.withConnection(to: host) { connection in
                        _ = try await connection.run(CommandRequest(line: "id", privilege: privilege))
                    }
                }
                #expect(error?.code == .nothingRan)
                #expect(error?.words == "This account is currently not available.")
            }
        }
    }

    @Test func `sudo that wants a new password is told at once`() async throws {
        var account = SudoServer.Account()
        account.isPasswordExpired = true
        let privilege = Privilege(user: try UserName("root"), password: Secret("rahasia"))
        let rules = "siaga-tech ALL=(ALL) ALL"
        try await SudoServer.with(rules: rules, password: "rahasia", account: account) { world in
            try await withConnector(to: world.server) { connector, host in
                try await connector.withConnection(to: host) { connection in
                    let begun = ContinuousClock.now
                    let error = await #expect(throws: TransportError.self) {
                        try await connection.run(CommandRequest(line: "id -un", privilege: privilege))
                    }
                    #expect(error?.code == .sudoPasswordExpired, "\(error?.message ?? "")")
                    // Waiting for the password would take 20 s.
                    #expect(ContinuousClock.now - begun < .seconds(15))
                }
            }
        }
    }
}
