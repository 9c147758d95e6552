import Remoting
import RoomModel

@testable import Facts

/// A Linux PC that answers the probe of a shipped playbook with what was recorded.
struct LinuxPC {
    private static let nonce = Nonce("0123456789abcdef0123456789abcdef")
    /// The controller's clock when the answer came, two seconds after the question left.
    private static let received = Timestamp(milliseconds: 1_795_459_670_000)
    private static let took = Duration.seconds(2)
    /// The seconds of a right clock when the PC began; it ended one later.
    private static let began = 1_795_459_668

    private let pc: PlannedPC
    private let probe: Probe
    private let posix: PosixProbe

    init(_ mode: RoomMode, isExamDay: Bool) throws {
        pc = try PlannedPC(mode, appFolder: "/opt/anbk", isExamDay: isExamDay)
        probe = Probe(facts: pc.facts, examProcesses: pc.examProcesses)
        posix = PosixProbe(
            facts: pc.facts,
            interlock: ExamRunningFact(processes: pc.examProcesses),
            deadline: .seconds(30),
            nonce: Self.nonce
        )
    }

    /// What a run makes of an answer that came with the best exit code there is.
    func verdict(_ answer: [UInt8]) -> PlannedPC.Verdict {
        let result = CommandResult(
            exit: .code(0),
            standardOutput: CapturedOutput(head: answer),
            took: Self.took
        )
        return pc.verdict(probe.withInterlock(posix.outcome(of: result, received: Self.received)))
    }

    /// The lines of an answer on which all is well; of another run where a nonce says so.
    func healthy(nonce: Nonce = nonce) throws -> [String] {
        try frame(nonce: nonce).text.split(separator: "\n").map(String.init)
    }

    /// Every answer with one thing wrong that this playbook does not let pass, and the one with all of them.
    func failing() throws -> [FailingAnswer] {
        var answers: [FailingAnswer?] = []
        var wrong: [Int: [String]] = [:]
        for step in posix.steps {
            guard let lines = try LinuxAnswers.wrong(step.fact) else { continue }
            wrong[step.key] = lines
            let name = "\(type(of: step.fact).id) \(step.key)"
            answers.append(try failing(name, wrong: [step.key: lines], isClockWrong: false))
        }
        answers.append(try failing("clock", wrong: [:], isClockWrong: true))
        answers.append(try failing("all", wrong: wrong, isClockWrong: true))
        return answers.compactMap(\.self)
    }

    private func failing(
        _ name: String,
        wrong: [Int: [String]],
        isClockWrong: Bool
    ) throws -> FailingAnswer? {
        let frame = try frame(wrong: wrong, isClockWrong: isClockWrong)
        return FailingAnswer(
            name,
            bytes: Array(frame.text.utf8),
            payloads: frame.payloads,
            judge: verdict
        )
    }

    /// The frame, and where in it stands what is wrong.
    private func frame(
        nonce: Nonce = nonce,
        wrong: [Int: [String]] = [:],
        isClockWrong: Bool = false
    ) throws -> (text: String, payloads: [Range<Int>]) {
        var (text, payloads) = ("", [Range<Int>]())
        func add(_ head: String, _ payload: String, isWrong: Bool) {
            text += "\(nonce) \(head)"
            let start = text.utf8.count
            text += payload
            if isWrong { payloads.append(start..<text.utf8.count) }
            text += "\n"
        }
        func add(key: Int, _ lines: [String], isWrong: Bool) {
            for (index, line) in lines.enumerated() { add("\(key) \(index + 1):", line, isWrong: isWrong) }
            add("\(key) =0 \(lines.count)", "", isWrong: false)
        }
        let began = Self.began + (isClockWrong ? 3_600 : 0)
        add("begin ", "\(began).500000000", isWrong: isClockWrong)
        add(key: 0, ExamRunningFact.clear.lines, isWrong: false)
        for step in posix.steps {
            if let lines = wrong[step.key] {
                add(key: step.key, lines, isWrong: true)
            } else if let lines = try LinuxAnswers.right(step.fact) {
                add(key: step.key, lines, isWrong: false)
            } else {
                add("\(step.key) =1 0", "", isWrong: false)
            }
        }
        add("time ", "\(began + 1).500000000", isWrong: isClockWrong)
        add("end", "", isWrong: false)
        return (text, payloads)
    }
}
