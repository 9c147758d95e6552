import Facts
import Remoting
import RoomModel
import TestRoom
import Testing

@testable import SSHRemoting

/// Accounts that a real server knows, and that cannot be worked with: the PC is on, and says itself why.
@Suite(
    .timeLimit(.minutes(2)),
    .enabled(if: SudoServer.isPossible, "needs root: an account of its own")
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
        Case(
            testDescription: "a shell that is restricted",
            code: .nothingRan,
            phase: .measuring,
            words: "restricted"
        ) { $0.shell = "/bin/rbash" },
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

    @Test func `an account like any other is looked at`() async throws {
        #expect(try await look(SudoServer.Account()) == nil)
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
