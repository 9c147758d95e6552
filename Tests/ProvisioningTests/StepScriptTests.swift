import Facts
import LocalRemoting
import Remoting
import RoomModel
import Synchronization
import Testing

@testable import Provisioning

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

    private final class Turns: Sendable {
        let count = Mutex(0)
    }

    @Test func `what reads many bytes waits for its turn, and is then asked whether it may still begin`()
        async throws
    {
        let turns = Turns()
        let refuses: @Sendable () async throws(StepFailure) -> Void = { () async throws(StepFailure) in
            throw StepFailure(.examOpen)
        }
        let turn = Turn(
            enter: {
                turns.count.withLock { $0 += 1 }
                return .waited
            },
            leave: { turns.count.withLock { $0 += 10 } }
        )
        let connection = try await connection()
        let context = StepContext(connection: connection, now: { .now }, recheck: refuses, turn: turn)
        let many = [UInt8](repeating: 65, count: StepScript.manyBytes)
        try await StepScript("[ $(wc -c) = \(many.count - 1) ]", input: many.dropLast()).run(
            in: context,
            within: .seconds(30)
        )
        #expect(turns.count.withLock(\.self) == 0)
        await #expect(throws: StepFailure(.examOpen)) {
            try await StepScript("exit 9", input: many).run(in: context, within: .seconds(30))
        }
        #expect(turns.count.withLock(\.self) == 11)
        let free = StepContext(connection: connection, now: { .now }, turn: turn)
        try await StepScript("[ $(wc -c) = \(many.count) ]", input: many).run(in: free, within: .seconds(30))
        #expect(turns.count.withLock(\.self) == 22)
    }

    /// A PC to which no input gets through any more.
    private struct CutPC: ForwardingConnection {
        let base: any Connection

        func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
            throw TransportError(.cancelled, in: .running, "the rest was not sent").behind(request)
        }
    }

    @Test(arguments: [0, StepScript.manyBytes])
    func `an input that was cut says what had come up against it`(_ size: Int) async throws {
        let pc = CutPC(base: try await connection())
        let script = StepScript("cat >/dev/null", input: [UInt8](repeating: 65, count: size))
        let hindered = StepContext(connection: pc, now: { .now }, hindrance: { StepFailure(.examOpen) })
        await #expect(throws: StepFailure(.examOpen)) {
            try await script.run(in: hindered, within: .seconds(30))
        }
        let unhindered = StepContext(connection: pc, now: { .now })
        let failure = await #expect(throws: StepFailure.self) {
            try await script.run(in: unhindered, within: .seconds(30))
        }
        #expect(failure?.code == .mayStillRun)
    }

    @Test func `a code other than 0 is a failure that repeats the last words`() async throws {
        let script = StepScript("echo one; echo two >&2; echo three >&2; exit 7")
        let connection = try await connection()
        await #expect(throws: StepFailure(.failed, exitCode: 7, said: "three")) {
            try await script.run(over: connection, within: .seconds(30))
        }
    }

    @Test func `a warning of the linker is not what went wrong`() async throws {
        let warning = "ERROR: ld.so: object 'gone.so' from LD_PRELOAD cannot be preloaded: ignored."
        let script = StepScript("echo three >&2; echo \"\(warning)\" >&2; exit 7")
        let connection = try await connection()
        await #expect(throws: StepFailure(.failed, exitCode: 7, said: "three")) {
            try await script.run(over: connection, within: .seconds(30))
        }
    }

    @Test(
        arguments: [("yes", nil), ("no", .noRight), ("sealed", .readOnlyDisk)]
            as [(String, StepRefusal.Code?)]
    )
    func `a disk that is read-only is told from a folder that is closed`(
        _ word: String,
        _ code: StepRefusal.Code?
    )
        throws
    {
        let lines = ["base /opt", "writable \(word)", "kind folder", "owner root", "mode 755", "end"]
        let reading = try PathFact(path: "/opt/x").read(PosixOutput(lines: lines, exitCode: 0))
        #expect(reading.refusal == code.map { StepRefusal($0, "/opt") })
    }

    @Test func `the code of a refusal is the script's own where it has no folder`() async throws {
        let connection = try await connection()
        await #expect(throws: StepFailure(.failed, exitCode: 76, said: "no route")) {
            try await StepScript("echo no route >&2; exit 76").run(over: connection, within: .seconds(30))
        }
        await #expect(throws: StepFailure(.refused, refusal: StepRefusal(.openFolder, "/srv"))) {
            try await StepScript("echo /srv >&2; exit 76", in: "/").run(
                over: connection,
                within: .seconds(30)
            )
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
