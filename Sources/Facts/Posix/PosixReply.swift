import Remoting
import RoomModel

/// What a POSIX script printed, taken apart: strict, because a wrong *ready* ruins an exam.
///
/// Each line of the frame begins with the run's nonce; all others (a login's messages, noise) are passed over:
/// ```
/// NONCE begin 1790000000.123456789     the PC's clock (s since 1970), before the first fact
/// NONCE 3 1:/dev/sda1 1000 …           line 1 of fact 3
/// NONCE 3 =0 1                         fact 3 ended with code 0, behind 1 line
/// NONCE 3 !late                        fact 3 passed its limit; `long`: it printed too much; `cut`: it broke off
/// NONCE time 1790000001.654321987      the PC's clock behind the last fact
/// NONCE end
/// ```
/// Lines of different facts may stand in any order among each other. The lines of one fact are numbered from 1 and
/// counted at its end: where one is missing, is there twice or out of its order, the whole fact is not known, for a
/// line more or less can turn a failure into a pass. Two clocks or two ends where one belongs make the clock, or the
/// whole answer, one that is not trusted.
struct PosixReply {
    /// What became of one fact.
    enum Answer: Hashable {
        /// It prints on, or printed no code.
        case open([String])
        /// It ended with a code.
        case ended(PosixOutput)
        /// It passed its limit; final.
        case late
        /// It said itself that not all of it can be told; final.
        case cut(String)
        /// It broke the frame: something was lost, or came twice; final.
        case broken(String)
    }

    /// The facts that said anything, by key.
    private(set) var answers: [Int: Answer] = [:]
    /// The PC's clock before the first fact; nil where it was told twice.
    var began: PCTime? { begins.count == 1 ? begins[0] : nil }
    /// The PC's clock behind the last fact; nil where it was told twice.
    var ended: PCTime? { times.count == 1 ? times[0] : nil }
    /// Whether the end line came, once.
    var isComplete: Bool { ends == 1 }
    /// Whether a line came twice that stands there once: two answers in one.
    var isContradictory: Bool { begins.count > 1 || times.count > 1 || ends > 1 }
    /// Whether no line of the frame came at all: nothing of the script was run.
    private(set) var isSilent = true
    private var begins: [PCTime?] = []
    private var times: [PCTime?] = []
    private var ends = 0

    /// Reads what came back.
    ///
    /// - Parameters:
    ///   - output: The captured stdout; where a part was dropped, only what came before it counts.
    ///   - nonce: This run's mark.
    init(_ output: [UInt8], nonce: Nonce) {
        let mark = Array("\(nonce) ".utf8)
        for line in output.split(separator: UInt8(ascii: "\n")) where line.starts(with: mark) {
            read(line.dropFirst(mark.count))
        }
    }

    private mutating func read(_ line: ArraySlice<UInt8>) {
        isSilent = false
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
        let head = String(decoding: words[0], as: UTF8.self)
        let rest = words.count > 1 ? words[1] : []
        switch head {
        case "begin": begins.append(PCTime(String(decoding: rest, as: UTF8.self)))
        case "time": times.append(PCTime(String(decoding: rest, as: UTF8.self)))
        case "end": ends += 1
        default:
            guard let key = Int(head), !rest.isEmpty else { return }
            answers[key, default: .open([])].take(rest)
        }
    }
}

extension PosixReply.Answer {
    /// Becomes what one more line makes of it.
    fileprivate mutating func take(_ line: ArraySlice<UInt8>) {
        if case .late = self { return }
        if line.elementsEqual("!late".utf8) {
            self = .late
            return
        }
        switch self {
        case .late, .cut, .broken: break
        case .ended: self = .broken("answered twice")
        case .open(var lines):
            // Let go of the lines, so that they are not copied.
            self = .late
            self = Self.adding(line, to: &lines)
        }
    }

    /// What an open answer becomes by a line; `lines` is used up.
    private static func adding(_ line: ArraySlice<UInt8>, to lines: inout [String]) -> Self {
        switch line.first {
        case UInt8(ascii: "="):
            return end(lines, String(decoding: line.dropFirst(), as: UTF8.self))
        case UInt8(ascii: "!"):
            switch String(decoding: line.dropFirst(), as: UTF8.self) {
            case "long": return .cut("more than is read")
            case "cut": return .cut("broken off")
            default: return .broken("a line of no kind")
            }
        default:
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
                return .broken("a line of no kind")
            }
            guard line[..<colon].elementsEqual(String(lines.count + 1).utf8) else {
                return .broken("a line that is missing, twice or out of its order")
            }
            lines.append(String(decoding: line[(colon + 1)...], as: UTF8.self))
            return .open(lines)
        }
    }

    /// The frame begins its last line with a line end, so that an unfinished line of a fragment stays whole.
    private static func end(_ lines: [String], _ text: String) -> Self {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard let code = words.first.flatMap({ Int($0) }), (0...255).contains(code) else {
            return .broken("exit code \(words.first ?? "")".safe(limit: 80))
        }
        guard words.count == 2, words[1] == String(lines.count) else {
            let told = words.dropFirst().joined(separator: " ")
            return .broken("\(lines.count) lines, not \(told)".safe(limit: 80))
        }
        return .ended(PosixOutput(lines: lines.last == "" ? lines.dropLast() : lines, exitCode: code))
    }
}
