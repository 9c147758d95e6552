import Remoting
import RoomModel

/// Measures a Windows PC: one `cscript` command, and an upload only where the PC does not have the script yet.
///
/// No text of a playbook or an inventory is in a command line: every line consists of letters, digits, spaces and
/// `./:-` and means the same to `cmd.exe`, PowerShell and bash. What is asked for travels in a file of data.
struct WindowsProbe {
    /// Every fact kind with a Windows side, so that all probes of one version of Siaga use one script.
    static let kinds: [any Fact.Type] = [OSVersionFact.self, RAMTotalFact.self, DiskFreeFact.self]

    /// The facts that have a Windows side.
    private let asked: [any Fact]
    /// The facts that have none yet.
    private let notYet: [any Fact]
    private let script: ContentNamedFile
    private let parameters: ContentNamedFile
    private let deadline: Duration
    private let nonce: Nonce

    /// Creates a probe for one PC.
    ///
    /// - Parameters:
    ///   - facts: What to measure; the same fact twice is measured once.
    ///   - examProcesses: Programs that run only while an exam is open: `ExamBrowser.exe`. None: nothing to look for.
    ///   - deadline: The whole time the probe may take, uploads included.
    ///   - nonce: What the answer must echo.
    init(facts: [any Fact], examProcesses: [String], deadline: Duration, nonce: Nonce = Nonce()) {
        var keys: Set<FactKey> = []
        let distinct = facts.filter { keys.insert(FactKey($0)).inserted }
        asked = distinct.filter { type(of: $0).fragments.windows != nil }
        notYet = distinct.filter { type(of: $0).fragments.windows == nil }
        script = WindowsScript(kinds: Self.kinds + asked.map { type(of: $0) }).file
        parameters = WindowsParameters(examProcesses: examProcesses, facts: asked).file
        self.deadline = deadline
        self.nonce = nonce
    }

    /// The line that runs the script.
    ///
    /// `//E:JScript` because hardening guides hand `.js` to Notepad; `//T:` (seconds, at most 32767) because
    /// Win32-OpenSSH lets a command run on when its connection is dropped.
    private var command: String {
        let seconds = min(max(1, deadline.components.seconds), 32_767)
        return "cscript //nologo //E:JScript //T:\(seconds) \(script.name) \(parameters.name) \(nonce)"
    }

    /// The line that runs ``ScriptHostDiagnosis``.
    private var diagnosis: String {
        "cmd /c \(ScriptHostDiagnosis.file.name) \(nonce)"
    }

    /// Measures the PC.
    ///
    /// - Parameters:
    ///   - connection: A connection to a Windows PC.
    ///   - clock: What deadlines are measured on.
    ///   - now: The controller's wall clock, for the PC's clock offset.
    /// - Returns: What became of it.
    /// - Throws: ``TransportError`` from `connection`.
    func measure<C: Clock>(
        over connection: any Connection,
        clock: C = ContinuousClock(),
        now: @Sendable () -> Timestamp
    ) async throws(TransportError) -> ProbeOutcome where C.Duration == Duration {
        let end = clock.now.advanced(by: deadline)
        func run(_ line: String) async throws(TransportError) -> CommandResult {
            try await connection.run(
                CommandRequest(
                    line: line,
                    deadline: clock.now.duration(to: end),
                    proof: .line(prefix: "siaga-end \(nonce)")
                )
            )
        }
        func write(_ file: ContentNamedFile) async throws(TransportError) {
            try await connection.write(file.bytes, to: file.name, within: clock.now.duration(to: end))
        }
        let first = try await run(command)
        if let outcome = outcome(of: first, arrival: now()) { return outcome }
        try await write(script)
        try await write(parameters)
        let second = try await run(command)
        if let outcome = outcome(of: second, arrival: now()) { return outcome }
        try await write(ScriptHostDiagnosis.file)
        return .unanswered(Unmeasured(reason(for: second, setting: try await run(diagnosis))))
    }

    /// The outcome the PC's answer says, nil without an answer.
    private func outcome(of result: CommandResult, arrival: Timestamp) -> ProbeOutcome? {
        let outcome: ProbeOutcome
        do throws(Unmeasured) {
            guard let answer = try WindowsAnswer(in: result.standardOutput.bytes, nonce: nonce) else {
                return nil
            }
            outcome = answer.outcome(asked: asked, arrival: arrival)
        } catch {
            return .unanswered(error)
        }
        guard case .measured(var readings) = outcome else { return outcome }
        for fact in notYet {
            readings.recordNotYetOnWindows(fact)
        }
        return .measured(readings)
    }

    /// Why the script did not answer twice: it is switched off, or the first 200 bytes of what came instead.
    private func reason(for result: CommandResult, setting: CommandResult) -> UnmeasuredReason {
        if ScriptHostDiagnosis.saysDisabled(setting.standardOutput.text) {
            return .needs(["Windows Script Host"])
        }
        let printed = result.standardOutput.bytes + result.standardError.bytes
        return printed.isEmpty
            ? .notReported
            // One byte more than is shown says that more came.
            : .nonsense(String(decoding: printed.prefix(201), as: UTF8.self).excerpt(limit: 200))
    }
}

extension FactReadings {
    fileprivate mutating func recordNotYetOnWindows<F: Fact>(_ fact: F) {
        record(fact, .failure(Unmeasured(.notYetOnWindows)))
    }
}
