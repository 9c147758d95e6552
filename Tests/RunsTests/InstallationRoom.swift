import Checks
import Facts
import Playbooks
import Provisioning
import Remoting
import RemotingTesting
import RoomModel
import Runs
import Synchronization

/// Whether a made-up thing is so on a made-up PC.
struct WishFact: Fact {
    static let id = "wish"
    static let fragments = Fragments(posix: "echo no")

    let name: String

    var arguments: [String] { [name] }

    func read(_ output: PosixOutput) throws(Unmeasured) -> Bool { try output.singleLine() == "yes" }
}

/// A step that makes a made-up thing so, by the command `apply NAME`.
struct WishStep: Step {
    let name: String
    var work = StepWork.apply
    var isProvable = true
    /// Whether it asks once more behind its work, as steps do right before what cannot be taken back.
    var rechecks = false
    /// Whether it goes on until it is ended.
    var isEndless = false
    var endsForExam = false
    /// Whether the PC ends it by itself past its deadline.
    var isWork = false
    /// Bytes its command reads.
    var inputSize = 0
    /// Whether the account may not do it.
    var isForbidden = false

    var facts: [any Fact] { [WishFact(name: name)] }

    func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        if isForbidden { return .refused(StepRefusal(.noRight, name)) }
        return try readings.reading(of: WishFact(name: name)) ? .nothing : .change(StepChange(.run, name))
    }

    func apply(_ readings: FactReadings, in context: StepContext) async throws(StepFailure) {
        let result: CommandResult
        do throws(TransportError) {
            result = try await context.connection.run(
                CommandRequest(
                    line: "apply \(name)",
                    standardInput: [UInt8](repeating: 7, count: inputSize),
                    work: isWork ? .step : nil
                )
            )
        } catch {
            throw error.code == .cancelled ? context.hindrance() ?? StepFailure(error) : StepFailure(error)
        }
        guard result.exit == .code(0) else { throw StepFailure(.failed) }
        if isEndless {
            await StopSignal().wait()
            throw StepFailure(.connection, cause: "cancelled")
        }
        if rechecks { try await context.recheck() }
    }
}

/// A PC that keeps what steps did to it.
final class WishPC: Sendable {
    struct State {
        var done: Set<String> = []
        var isExamOpen = false
        /// The measurings, counted from 1, at which it is open besides.
        var examMeasurings: Set<Int> = []
        var measurings = 0
        var isFrozen = false
        var isOn = true
        var boot = 1
        /// Who else has claimed it.
        var holder: String?
        var hasClaim = false
        /// Steps that end well and do nothing.
        var useless: Set<String> = []
        /// Steps whose work a restart undoes.
        var passing: Set<String> = []
        /// Steps that end with a code.
        var failing: Set<String> = []
        /// Steps in which the connection is lost.
        var losing: Set<String> = []
        /// Steps that do not end.
        var hanging: Set<String> = []
        /// How often it still says that something runs there.
        var works = 0
        /// How long each piece of a long input is on its way.
        var inputPace = Duration.zero
        /// Whether the exam is opened as soon as some long input is on its way.
        var isOpenedByInput = false
        /// Told each command but the measuring ones.
        var log: [String] = []
    }

    let state: Mutex<State>
    private let onApply: @Sendable (WishPC, String) -> Void

    init(_ state: State = State(), onApply: @escaping @Sendable (WishPC, String) -> Void = { _, _ in }) {
        self.state = Mutex(state)
        self.onApply = onApply
    }

    var log: [String] { state.withLock(\.log) }
    var done: Set<String> { state.withLock(\.done) }

    /// Its part in the room.
    var script: ScriptedConnector.PC {
        var pc = ScriptedConnector.PC(answer: { self.answer($0) })
        pc.inputPace = state.withLock(\.inputPace)
        pc.readsInput = { _ in
            self.state.withLock { if $0.isOpenedByInput { $0.isExamOpen = true } }
            return true
        }
        pc.isOn = { self.state.withLock(\.isOn) }
        return pc
    }

    private func answer(_ request: CommandRequest) -> ScriptedAnswer {
        if case .line = request.proof { return probe(request) }
        if request.line.hasPrefix("apply ") { return apply(String(request.line.dropFirst(6))) }
        if request.line.contains("claims") { return claim(request.line) }
        if request.line.hasSuffix(" siaga reboot") { return restart() }
        return .result(code: 0)
    }

    private func apply(_ name: String) -> ScriptedAnswer {
        onApply(self, name)
        return state.withLock { state in
            state.log.append("apply \(name)")
            if state.failing.contains(name) { return .result(code: 3) }
            if state.losing.contains(name) { return .lost() }
            if state.hanging.contains(name) { return .silence }
            if name == "restart" { state.boot += 1 }
            if !state.useless.contains(name) { state.done.insert(name) }
            return .result(code: 0)
        }
    }

    /// Starts anew; what does not last is gone.
    private func restart() -> ScriptedAnswer {
        state.withLock { state in
            state.log.append("reboot")
            state.boot += 1
            state.done.subtract(state.passing)
            return .result(code: 0)
        }
    }

    private func claim(_ line: String) -> ScriptedAnswer {
        state.withLock { state in
            let verb = ["make", "renew", "release", "work"].first { line.contains(" siaga \($0) ") } ?? "?"
            state.log.append(verb)
            if let holder = state.holder {
                return .result(code: 0, output: "taken 1790000000000 \(holder) laptop\n")
            }
            if state.works > 0, verb == "work" || verb == "make" {
                state.works -= 1
                return .result(code: 0, output: "works 4242\n")
            }
            if verb == "work" { return .result(code: 0, output: "clear\n") }
            state.hasClaim = verb != "release"
            return .result(code: 0, output: "ours\n")
        }
    }

    /// Answers the facts of a probe, in the frame the script prints.
    private func probe(_ request: CommandRequest) -> ScriptedAnswer {
        guard case .line(let prefix) = request.proof, let nonce = prefix.split(separator: " ").first else {
            return .result(code: 1)
        }
        let state = state.withLock { state in
            state.measurings += 1
            return state
        }
        let isExamOpen = state.isExamOpen || state.examMeasurings.contains(state.measurings)
        var lines: [String] = []
        var arguments: [String] = []
        for line in String(decoding: request.standardInput, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.first == "arg" { arguments.append(words.dropFirst().joined(separator: " ")) }
            let asked = ProbeAnswer.asked(words)
            guard !asked.isEmpty else { continue }
            if words[0] == "gate", isExamOpen {
                lines += ProbeAnswer.lines(of: words[1], ["running ExamBrowser.exe"], code: 75)
                break
            }
            for (key, name) in asked {
                let answer = Self.answer(name, arguments, state)
                lines += ProbeAnswer.lines(of: key, answer ?? [], code: answer == nil ? 1 : 0)
            }
            arguments = []
        }
        return .result(code: 0, output: (lines + ["end"]).map { "\(nonce) \($0)\n" }.joined())
    }

    private static func answer(_ fact: String, _ arguments: [String], _ state: State) -> [String]? {
        switch fact {
        case "exam_running": ["clear"]
        case "wish": [state.done.contains(arguments.first ?? "") ? "yes" : "no"]
        case "restart": ["boot \(state.boot)", "needed no"]
        case "freeze_state": ["root \(state.isFrozen ? "overlay" : "ext4")", "end"]
        case "cpu_cores": ["processors 4"]
        default: nil
        }
    }
}

/// A room of such PCs `pc01`, `pc02`, …, each with the same steps.
struct InstallationRoom: Sendable {
    let clock = ManualClock()
    let events = EventLog()
    let stop: StopSignal
    let connector: ScriptedConnector
    let plan: InstallationPlan

    init(
        _ pcs: [ScriptedConnector.PC],
        steps: [WishStep],
        checks: [PlannedCheck] = [],
        batchSize: BatchSize? = nil,
        maximumFailures: Int? = nil,
        variables: [String: Variable] = [:],
        leftOut: [Int: Set<String>] = [:],
        stop: StopSignal = StopSignal()
    ) throws {
        self.stop = stop
        let hosts = try pcs.indices.map { index in
            Host(
                name: try TestScan.name(index + 1),
                address: try NetworkAddress("192.0.2.\(index + 1)"),
                variables: variables
            )
        }
        connector = ScriptedConnector(
            Dictionary(uniqueKeysWithValues: zip(hosts.map(\.name), pcs)),
            clock: clock
        )
        let label = Localized(id: "Langkah", en: "Step")
        let planned = steps.compactMap { step in
            StepName(step.name).map { PlannedStep(name: $0, label: label, step: step) }
        }
        let programs = ["ExamBrowser.exe"]
        plan = InstallationPlan(
            scan: ScanPlan(
                room: Room(profile: RoomProfile(name: "lab1"), hosts: hosts),
                playbook: "checks",
                targets: hosts.map { ScanPlan.Target(host: $0, checks: checks, examProcesses: programs) },
                isFull: true
            ),
            playbook: "steps",
            labels: planned.map { ($0.name, label) },
            hosts: hosts.enumerated().map { index, host in
                let without = leftOut[index + 1] ?? []
                return HostSteps(
                    host: host,
                    steps: planned.filter { !without.contains($0.name.description) },
                    examProcesses: programs
                )
            },
            batchSize: batchSize,
            maximumFailures: maximumFailures
        )
    }

    /// Runs to the end.
    @discardableResult
    func run(_ edit: (inout InstallationSettings) -> Void = { _ in }) async -> RunEnd.Reason {
        var settings = InstallationSettings(
            claimant: Claimant(owner: "sari", controller: "laptop", id: "1")
        )
        edit(&settings)
        let clock = clock
        let installation = Installation(
            plan,
            connector: connector,
            settings: settings,
            clock: clock,
            now: { Timestamp(milliseconds: 1_000 + clock.now.offset.inMilliseconds) },
            stop: stop
        )
        return await installation.run("run", into: events)
    }

    /// Runs to the end while time goes by.
    func runPatiently(_ edit: @escaping @Sendable (inout InstallationSettings) -> Void = { _ in }) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await run {
                    // Only pauses are to end by the clock.
                    $0.hostTimeout = .seconds(100_000_000)
                    $0.patience = .seconds(100_000_000)
                    edit(&$0)
                }
            }
            while report?.end == nil {
                clock.advance(by: .seconds(1))
                for _ in 0..<20 { await Task.yield() }
            }
        }
    }

    /// What it came to.
    var report: InstallationReport? { InstallationReport(events: events.all) }

    /// What it came to on a PC.
    func row(_ number: Int) throws -> InstallationReport.Row? {
        let name = try TestScan.name(number)
        return report?.rows.first { $0.host.name == name }
    }

    /// What it came to on each PC.
    var outcomes: [Settlement.Outcome?] { report?.rows.map { $0.settlement?.outcome } ?? [] }
}
