import Remoting
import RoomModel

/// What a POSIX script printed, taken apart: strict, because a wrong *ready* ruins an exam.
///
/// Each line of the frame begins with the run's nonce; all others (a login's messages, noise) are passed over:
/// ```
/// NONCE begin 1790000000.123456789     the PC's clock (s since 1970), before the first fact
/// NONCE 3 :/dev/sda1 1000 …            a line of fact 3
/// NONCE 3 =0                           fact 3 ended with this code
/// NONCE 3 !late                        fact 3 passed its limit; `long`: it printed too much; `cut`: it broke off
/// NONCE time 1790000001.654321987      the PC's clock behind the last fact
/// NONCE end
/// ```
struct PosixReply {
    /// What became of one fact.
    enum Answer: Hashable {
        /// It prints on, or printed no code.
        case open([String])
        /// It ended with a code.
        case ended(PosixOutput)
        /// It passed its limit; final.
        case late
        /// It broke the frame; final.
        case broken(String)
    }

    /// The facts that said anything, by key.
    private(set) var answers: [Int: Answer] = [:]
    /// The PC's clock before the first fact.
    private(set) var began: PCTime?
    /// The PC's clock behind the last fact.
    private(set) var ended: PCTime?
    /// Whether the end line came.
    private(set) var isComplete = false

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
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
        let head = String(decoding: words[0], as: UTF8.self)
        let rest = words.count > 1 ? words[1] : []
        switch head {
        case "begin": began = PCTime(String(decoding: rest, as: UTF8.self))
        case "time": ended = PCTime(String(decoding: rest, as: UTF8.self))
        case "end": isComplete = true
        default:
            guard let key = Int(head), let kind = rest.first else { return }
            answers[key, default: .open([])].take(kind, String(decoding: rest.dropFirst(), as: UTF8.self))
        }
    }
}

extension PosixReply.Answer {
    /// Becomes what one more line makes of it.
    fileprivate mutating func take(_ kind: UInt8, _ text: String) {
        switch (self, kind, text) {
        case (.late, _, _), (_, UInt8(ascii: "!"), "late"): self = .late
        case (.open(var lines), UInt8(ascii: ":"), _):
            // Let go of the lines, so that they are not copied.
            self = .late
            lines.append(text)
            self = .open(lines)
        case (.open(let lines), UInt8(ascii: "="), _): self = Self.end(lines, code: text)
        case (.open, UInt8(ascii: "!"), "long"): self = .broken("more than is read")
        case (.open, UInt8(ascii: "!"), "cut"): self = .broken("broken off")
        case (.broken, _, _): break
        default: self = .broken("answered twice")
        }
    }

    /// The frame begins its last line with a line end, so that an unfinished line of a fragment stays whole.
    private static func end(_ lines: [String], code: String) -> Self {
        guard let code = Int(code), (0...255).contains(code) else {
            return .broken("exit code \(code)".safe(limit: 80))
        }
        return .ended(PosixOutput(lines: lines.last == "" ? lines.dropLast() : lines, exitCode: code))
    }
}
