import Remoting
import RoomModel

/// Measures a PC that speaks POSIX `sh`: one script, one command, no file left behind.
struct PosixProbe {
    private let gate: PosixScript.Step?
    /// The facts asked for, with the keys that mark their lines.
    let steps: [PosixScript.Step]
    /// Facts that cannot be asked for: an argument holds NUL, which no process can be given.
    private let unaskable: [any Fact]
    private let deadline: Duration
    private let nonce: Nonce

    /// Creates a probe for one PC.
    ///
    /// - Parameters:
    ///   - facts: What to measure; the same fact twice is measured once.
    ///   - interlock: What must not run; nil: nothing to look for.
    ///   - deadline: The whole time the probe may take; the facts' own limits are cut to fit in.
    ///   - nonce: What marks this run.
    init(facts: [any Fact], interlock: ExamRunningFact?, deadline: Duration, nonce: Nonce = Nonce()) {
        let whole = Int(deadline.components.seconds)
        let margin = 3
        let gateLimit = max(1, min(Int(ExamRunningFact.limit.components.seconds), whole / 3))
        let longest = max(1, whole - margin - (interlock == nil ? 0 : gateLimit))
        var seen: Set<FactKey> = Set([interlock].compactMap { $0.map { FactKey($0) } })
        let distinct = facts.filter { seen.insert(FactKey($0)).inserted }
        unaskable = distinct.filter { $0.arguments.contains { $0.utf8.contains(0) } }
        let askable = distinct.filter { !$0.arguments.contains { $0.utf8.contains(0) } }
        func limit(_ fact: any Fact) -> Int {
            max(1, min(longest, Int(type(of: fact).limit.components.seconds)))
        }
        gate = interlock.map { PosixScript.Step(key: 0, fact: $0, limit: gateLimit) }
        steps = askable.sorted { limit($0) < limit($1) }.enumerated().map { index, fact in
            PosixScript.Step(key: index + 1, fact: fact, limit: limit(fact))
        }
        self.deadline = deadline
        self.nonce = nonce
    }

    /// The one command.
    var request: CommandRequest {
        CommandRequest(
            line: "exec sh -s",
            standardInput: PosixScript(gate: gate, steps: steps, nonce: nonce).text,
            outputLimit: 4 << 20,
            deadline: deadline,
            proof: .line(prefix: "\(nonce) end")
        )
    }

    /// Measures the PC.
    ///
    /// - Parameters:
    ///   - connection: A connection to a POSIX PC.
    ///   - now: The controller's wall clock, for the PC's clock offset.
    /// - Returns: What became of it.
    /// - Throws: ``TransportError`` from `connection`, or `.nothingRan` with the PC's own words.
    func measure(
        over connection: any Connection,
        now: @Sendable () -> Timestamp
    ) async throws(TransportError) -> ProbeOutcome {
        let result = try await connection.run(request)
        if hasRunNothing(result) { throw TransportError(nothingRan: result).whileMeasuring }
        return outcome(of: result, received: now())
    }

    /// Whether the command has ended without a word of the script: the account may log in and run nothing.
    ///
    /// That is no open exam: nothing was asked, and nothing can be done there either.
    func hasRunNothing(_ result: CommandResult) -> Bool {
        guard result.hasBegun, result.exit != .code(0) else { return !result.hasBegun }
        let output = result.standardOutput
        return [output.head, output.tail].allSatisfy { PosixReply($0, nonce: nonce).isSilent }
    }

    /// Reads the answer.
    func outcome(of result: CommandResult, received: Timestamp) -> ProbeOutcome {
        let reply = PosixReply(result.standardOutput.head, nonce: nonce)
        let tail = PosixReply(
            result.standardOutput.isTruncated ? result.standardOutput.tail : [],
            nonce: nonce
        )
        var readings = FactReadings()
        if let gate {
            switch reply.answers[gate.key] {
            case .ended(ExamRunningFact.clear): readings.interlock = ExamRunningFact.Reading.none
            case .ended(ExamRunningFact.clearByName): readings.interlock = .noneByName
            case .ended(let output): return .examOpen(evidence: ExamRunningFact.evidence(output))
            case .late: return .examOpen(evidence: "the list of programs took longer than \(gate.limit) s")
            case .open, .cut, .broken, nil: return .unanswered(Unmeasured(.notReported))
            }
        }
        for step in steps {
            readings.record(step.fact, answer: reply.answers[step.key], limit: .seconds(step.limit))
        }
        for fact in unaskable {
            readings.record(fact, answer: .cut("an argument holds NUL"), limit: .zero)
        }
        // The transport may keep the end line to itself; two of them are two answers.
        readings.isComplete =
            !reply.isContradictory && !tail.isContradictory && !(reply.isComplete && tail.isComplete)
            && (result.exit == .code(0) || reply.isComplete || tail.isComplete)
        if readings.isComplete, let began = reply.began, let ended = reply.ended ?? tail.ended {
            readings.clockOffset = PCTime.offset(
                began: began,
                ended: ended,
                received: received,
                took: result.took
            )
        }
        return .measured(readings)
    }
}

extension FactReadings {
    /// Keeps what `fact` reads in its answer, or why there is nothing to read.
    fileprivate mutating func record<F: Fact>(_ fact: F, answer: PosixReply.Answer?, limit: Duration) {
        var answer = answer
        if F.countsAttempts, case .ended(let whole) = answer {
            let (output, attempts) = whole.separatingAttempts()
            answer = .ended(output)
            record(fact, attempts: attempts)
        }
        record(fact, Result { () throws(Unmeasured) in try fact.reading(of: answer, limit: limit) })
    }
}

extension Fact {
    fileprivate func reading(of answer: PosixReply.Answer?, limit: Duration) throws(Unmeasured) -> Reading {
        switch answer {
        // What was lost on the way was not told: it may be the line that says what is wrong.
        case nil, .open, .broken: throw Unmeasured(.notReported)
        case .late: throw Unmeasured(.timedOut(limit))
        case .cut(let how): throw Unmeasured(.unreadable(how))
        case .ended(let output):
            switch output.exitCode {
            case 0: return try read(output)
            case PosixOutput.needsTools: throw Unmeasured(.needs(output.lines.map { $0.safe(limit: 80) }))
            case PosixOutput.noRight:
                throw Unmeasured(.noRight(output.lines.joined(separator: ", ").safe(limit: 80)))
            default: throw Unmeasured(.failed(exitCode: output.exitCode))
            }
        }
    }
}
