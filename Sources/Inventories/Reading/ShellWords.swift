/// Splits a text into words as POSIX shells and Python's `shlex` do: quotes, backslashes, and comments where wanted.
struct ShellWords {
    /// Why a text has no words.
    enum Fault: Error {
        /// A quote is never closed.
        case openQuote
        /// A backslash stands at the end.
        case openEscape

        /// What is wrong, lower case, no full stop.
        var message: String {
            switch self {
            case .openQuote: "a quote is never closed"
            case .openEscape: "a backslash stands at the end"
            }
        }
    }

    private enum State {
        case between
        case word
        case quoted(UInt8)
        case escaped(in: UInt8?)
    }

    private static let single = UInt8(ascii: "'")
    private static let double = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// The words of `text`.
    ///
    /// - Parameters:
    ///   - text: One line.
    ///   - comments: Whether `#` outside quotes ends the line, in the middle of a word too (as `shlex` has it).
    /// - Returns: The words without their quotes.
    /// - Throws: ``Fault``.
    static func split(_ text: Substring, comments: Bool = false) throws(Fault) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var state = State.between
        loop: for byte in text.utf8 {
            switch state {
            case .between, .word:
                switch byte {
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
                    if case .word = state { words.append(String(decoding: word, as: UTF8.self)) }
                    word = []
                    state = .between
                case UInt8(ascii: "#") where comments: break loop
                case single, double: state = .quoted(byte)
                case backslash: state = .escaped(in: nil)
                default:
                    word.append(byte)
                    state = .word
                }
            case .quoted(let quote):
                if byte == quote {
                    state = .word
                } else if byte == backslash, quote == double {
                    state = .escaped(in: quote)
                } else {
                    word.append(byte)
                }
            case .escaped(let quote):
                if let quote, byte != backslash, byte != quote { word.append(backslash) }
                word.append(byte)
                state = quote.map { .quoted($0) } ?? .word
            }
        }
        switch state {
        case .between: break
        case .word: words.append(String(decoding: word, as: UTF8.self))
        case .quoted: throw .openQuote
        case .escaped: throw .openEscape
        }
        return words
    }
}
