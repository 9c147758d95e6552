import Remoting
import RemotingTesting
import RoomModel

/// Plays a PC's side of the probe: answers each fact it is asked for, in the frame the script prints.
struct ProbeAnswer: Sendable {
    /// What each fact prints, by its name in the script; others end with code 1.
    var facts = [
        "exam_running": ["clear"],
        "cpu_cores": ["processors 4"],
        "os_version": ["kernel=Linux", "release=6.1.0", "ID=debian", "VERSION_ID=\"12\""],
        "os_arch": ["x86_64", "64"],
    ]
    /// Whether the end line comes.
    var ends = true

    /// What the PC prints for `request`.
    func callAsFunction(_ request: CommandRequest) -> ScriptedAnswer {
        guard case .line(let prefix) = request.proof, let nonce = prefix.split(separator: " ").first else {
            return .result(code: 0)
        }
        var lines: [String] = []
        for line in String(decoding: request.standardInput, as: UTF8.self).split(separator: "\n") {
            for (key, name) in Self.asked(line.split(separator: " ")) {
                lines += Self.lines(of: key, facts[name] ?? [], code: facts[name] == nil ? 1 : 0)
            }
        }
        if ends { lines.append("end") }
        return .result(code: ends ? 0 : nil, output: lines.map { "\(nonce) \($0)\n" }.joined())
    }

    /// One fact's part of the answer: its lines, numbered, and its code with their number.
    static func lines(of key: Substring, _ printed: [String], code: Int) -> [String] {
        printed.enumerated().map { "\(key) \($0.offset + 1):\($0.element)" } + [
            "\(key) =\(code) \(printed.count)"
        ]
    }

    /// The facts that a line of the parameters asks for: one after `gate KEY LIMIT` and `fact KEY LIMIT`, several after
    /// `batch KEYS LIMIT`.
    static func asked(_ words: [Substring]) -> [(key: Substring, name: String)] {
        guard words.count >= 4 else { return [] }
        switch words[0] {
        case "gate", "fact":
            return words.count == 4 && Int(words[1]) != nil ? [(words[1], String(words[3]))] : []
        case "batch":
            guard Int(words[2]) != nil, words.count.isMultiple(of: 2) == false else { return [] }
            return stride(from: 3, to: words.count, by: 2).map { (words[$0], String(words[$0 + 1])) }
        default: return []
        }
    }
}

extension ScriptedConnector.PC {
    /// A PC that answers the probe.
    static func answering(_ answer: ProbeAnswer = ProbeAnswer()) -> Self {
        Self(answer: { answer($0) })
    }

    /// A PC on which an exam is open.
    static var inExam: Self {
        var answer = ProbeAnswer()
        answer.facts["exam_running"] = ["running ExamBrowser.exe"]
        return answering(answer)
    }

    /// A PC that lets Siaga in and then says nothing.
    static var hanging: Self { Self(answer: { _ in .silence }) }

    /// A PC that cannot be reached.
    static func refusing(_ code: TransportError.Code, in phase: HostPhase = .connecting) -> Self {
        Self(refusal: TransportError(code, in: phase, "it went wrong", elapsed: .seconds(5)))
    }
}
