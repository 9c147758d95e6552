import LocalRemoting
import Provisioning
import Remoting
import RoomModel
import Testing

@Suite(.timeLimit(.minutes(1))) struct StepScriptTests {
    private func connection() async throws -> any Connection {
        let host = Host(name: try HostName("pc01"), address: try NetworkAddress("127.0.0.1"), access: .local)
        return try await LocalConnector().connect(to: host) { _ in }
    }

    @Test func `hands values over as data, and the input whole`() async throws {
        let value = "a 'b' \"c\" $(exit 9) `exit 9` \\ é\n- x"
        let script = StepScript(#"printf '%s|' "$@"; cat"#, [value, "", "-n"], input: Array("in\nput".utf8))
        let said = try await script.run(over: try await connection(), within: .seconds(30))
        #expect(said == "\(value)||-n|in\nput")
    }

    @Test func `a code other than 0 is a failure that repeats the last words`() async throws {
        let script = StepScript("echo one; echo two >&2; echo three >&2; exit 7")
        let connection = try await connection()
        await #expect(throws: StepFailure(.failed, exitCode: 7, said: "three")) {
            try await script.run(over: connection, within: .seconds(30))
        }
    }

    @Test func `a script that does not end in time has not been done`() async throws {
        let connection = try await connection()
        do throws(StepFailure) {
            try await StepScript("sleep 30").run(over: connection, within: .milliseconds(200))
            Issue.record("it ended")
        } catch {
            #expect(error.code == .timedOut)
        }
    }
}
