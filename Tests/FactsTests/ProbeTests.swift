import Remoting
import RoomModel
import Testing

@testable import Facts

/// A probe against PCs that are scripted, that lie, and that have nothing but busybox.
@Suite(.timeLimit(.minutes(1)))
struct ProbeTests {
    private let nonce = Nonce("0123456789abcdef0123456789abcdef")
    private let lock = ExamRunningFact(processes: ["ExamBrowser.exe"])
    private let echo = EchoFact(arguments: ["a"])
    private let eval = EvalFact(text: "b")

    /// What a probe of both facts makes of `text`; `@` stands for the nonce.
    private func outcome(
        _ text: String,
        tail: String = "",
        omitted: Int = 0,
        exit: CommandExit = .unknown,
        took: Duration = .zero
    ) -> ProbeOutcome {
        func bytes(_ text: String) -> [UInt8] { Array(text.replacing("@", with: nonce.description).utf8) }
        let output = CapturedOutput(head: bytes(text), tail: bytes(tail), omitted: omitted)
        let result = CommandResult(exit: exit, standardOutput: output, took: took)
        return PosixProbe(facts: [echo, eval], interlock: lock, deadline: .seconds(30), nonce: nonce)
            .outcome(of: result, received: Timestamp(milliseconds: 1_000_000))
    }

    private func readings(_ outcome: ProbeOutcome) throws -> FactReadings {
        guard case .measured(let readings) = outcome else {
            Issue.record("not measured: \(outcome)")
            throw Unmeasured(.notReported)
        }
        return readings
    }

    private static let clear = "@ begin 1000.000000000\n@ 0 1:clear\n@ 0 2:\n@ 0 =0 2\n"

    @Test func `a whole answer is measured`() throws {
        let text = Self.clear + "@ 2 1:x\n@ 1 1:y\n@ 1 2:\n@ 1 =0 2\n@ 2 =0 1\n@ time 1000.000000000\n@ end\n"
        let readings = try readings(outcome(text))
        #expect(readings.isComplete)
        #expect(readings.clockOffset == .zero)
        #expect(try readings.reading(of: echo) == ["y"])
        #expect(try readings.reading(of: eval) == ["x"])
    }

    @Test func `without the end, what was not answered is unknown`() throws {
        let readings = try readings(outcome(Self.clear + "@ 1 1:y\n@ 1 =0 1\n@ 2 1:x\n"))
        #expect(!readings.isComplete)
        #expect(readings.clockOffset == nil)
        #expect(try readings.reading(of: echo) == ["y"])
        #expect(throws: Unmeasured(.notReported)) { try readings.reading(of: eval) }
    }

    @Test func `the end line may be kept by the transport`() throws {
        let text = Self.clear + "@ 1 =0 0\n@ 2 =0 0\n@ time 1000.000000000\n"
        #expect(try readings(outcome(text, exit: .code(0))).isComplete)
        #expect(try !readings(outcome(text, exit: .signal("KILL"))).isComplete)
    }

    @Test(arguments: ["@ begin 1000.000000000\n", "@ time 1000.000000000\n", "@ end\n"])
    func `two clocks or two ends are two answers, and the whole is not trusted`(_ line: String) throws {
        let text = Self.clear + "@ 1 =0 0\n@ 2 =0 0\n@ time 1000.000000000\n@ end\n"
        #expect(try readings(outcome(text, exit: .code(0))).isComplete)
        let twice = try readings(outcome(text + line, exit: .code(0)))
        #expect(!twice.isComplete)
        #expect(twice.clockOffset == nil)
    }

    @Test func `where a part was dropped, only facts that ended before it count`() throws {
        let text = Self.clear + "@ 1 1:y\n@ 1 =0 1\n@ 2 1:x"
        let tail = "@ 2 1:z\n@ 2 =0 1\n@ time 1000.000000000\n@ end\n"
        let readings = try readings(outcome(text, tail: tail, omitted: 1))
        #expect(readings.isComplete)
        #expect(readings.clockOffset == .zero)
        #expect(try readings.reading(of: echo) == ["y"])
        #expect(throws: Unmeasured(.notReported)) { try readings.reading(of: eval) }
    }

    @Test(arguments: [
        "@ 0 1:running ExamBrowser.exe\n@ 0 =75 1\n", "@ 0 1:hidden\n@ 0 =75 1\n",
        "@ 0 1:clear\n@ 0 =75 1\n", "@ 0 =0 0\n", "@ 0 1:clear\n@ 0 2:clear\n@ 0 =0 2\n",
        "@ 0 =127 0\n", "@ 0 !late\n", "@ 0 1:clear\n@ 0 =0 1\n@ 0 !late\n",
    ])
    func `whatever is not clear counts as an open exam, whatever follows`(_ text: String) {
        let outcome = outcome(text + "@ 1 =0 0\n@ 2 =0 0\n@ end\n")
        guard case .examOpen = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test(arguments: [
        "", "@ 0 1:clear\n", "@ 0 1:clear\n@ 0 =0 1\n@ 0 =0 1\n", "@ 0 !cut\n", "@ 0 !long\n",
        "@ 0 1:clear\n@ 0 =x 1\n", "@ 0 1:clear\n@ 0 =0 2\n", "@ 0 2:clear\n@ 0 =0 2\n",
        "@ 0 1:clear\n@ 0 1:clear\n@ 0 =0 1\n",
        "ffffffffffffffffffffffffffffffff 0 :clear\nffffffffffffffffffffffffffffffff 0 =0\n",
    ])
    func `without an answer of the interlock nothing is believed`(_ text: String) {
        let outcome = outcome(text + "@ 1 1:y\n@ 1 =0 1\n@ 2 1:x\n@ 2 =0 1\n@ end\n")
        guard case .unanswered = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test func `the evidence names the program, safe for a terminal`() {
        guard case .examOpen(let evidence) = outcome("@ 0 1:running Exam\u{1B}[2J Browser\n@ 0 =75 1\n")
        else {
            Issue.record("not open")
            return
        }
        #expect(evidence == "Exam\\u{1b}[2J Browser")
    }

    @Test func `a clock of last year is told, half the way there and back set against it`() throws {
        let text = "@ begin 500.000000000\n@ 0 1:clear\n@ 0 =0 1\n@ time 501.000000000\n@ end\n"
        let readings = try readings(outcome(text, took: .seconds(2)))
        #expect(readings.clockOffset == .milliseconds(501_000 - 1_000_000 + 500))
    }

    @Test(arguments: [1, 2, 6, 10, 30, 300])
    func `the script ends before its deadline, whatever the limits of its facts`(_ seconds: Int) throws {
        let probe = PosixProbe(facts: [echo, eval], interlock: lock, deadline: .seconds(seconds))
        let script = String(decoding: probe.request.standardInput, as: UTF8.self)
        let limits = script.matches(of: #/\n(gate|fact) \d+ (\d+) /#).compactMap { Int($0.2) }
        #expect(limits.count == 3)
        #expect(limits.allSatisfy { (1...10).contains($0) })
        if seconds >= 6 {
            #expect((limits.first ?? 0) + (limits.max() ?? 0) + 1 < seconds)
        }
    }

    @Test func `a Windows PC never gets a POSIX script, and its silence is no measurement`() async throws {
        let outcome = try await Probe(facts: [echo], examProcesses: []).measure(over: SilentWindows()) {
            .now
        }
        guard case .unanswered = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test func `a PC with nothing but busybox is measured`() async throws {
        try await Shell.withNothingButBusybox { (altering) async throws in
            let connection = ShellConnection(shell: .busybox, altering: altering)
            let facts = SystemFragmentTests.facts.filter { !($0 is DiskWriteFact) }
            let probe = Probe(facts: facts, examProcesses: ["no-such-exam"])
            let readings = try readings(try await probe.measure(over: connection) { .now })
            #expect(readings.isComplete)
            #expect(readings.clockOffset != nil)
            #expect(try readings.reading(of: OSVersionFact()).family == "linux")
            #expect(try readings.reading(of: OSArchFact()).bits > 0)
            #expect(try readings.reading(of: CPUCoresFact()) > 0)
            #expect(try readings.reading(of: RAMTotalFact()) > .mebibytes(16))
            #expect(try readings.reading(of: RAMFreeFact()) > .mebibytes(1))
            #expect(try readings.reading(of: DiskFreeFact()) > .mebibytes(1))
            #expect(try readings.reading(of: TimeZoneFact()).offsetInMinutes % 15 == 0)
        }
    }
}

/// A Windows PC that takes everything and says nothing.
private struct SilentWindows: Connection {
    var platform: Platform { .windows }
    var serverIdentification: String { "OpenSSH_for_Windows_9.5" }

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        #expect(request.standardInput.isEmpty)
        return CommandResult(exit: .unknown)
    }

    func write(_ bytes: [UInt8], to path: String, within deadline: Duration) async throws(TransportError) {}

    func close() async {}
}
