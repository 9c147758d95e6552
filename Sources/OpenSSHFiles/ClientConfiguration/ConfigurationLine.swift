/// One line of a client configuration, cut into words as OpenSSH cuts it.
///
/// There are two ways: a keyword, and the criteria of `Match`, end at a blank, a double quote or one `=`; arguments end at
/// a blank, are quoted with either quote and know a few backslashes, and `#` begins a comment between them.
struct ConfigurationLine {
    private static let blanks: Set<UInt8> = Set(" \t\r\n".utf8)
    private static let quote = UInt8(ascii: "\"")
    private static let equals = UInt8(ascii: "=")

    /// What has not been taken yet; nil behind the last word.
    private(set) var rest: ArraySlice<UInt8>?

    /// Prepares to cut `line`; blanks and form feeds at its end are gone.
    init(_ line: ArraySlice<UInt8>) {
        var end = line.endIndex
        while end > line.startIndex, Self.blanks.contains(line[end - 1]) || line[end - 1] == 0x0C { end -= 1 }
        rest = line[..<end]
    }

    /// The next word up to a blank, a quote or `=`; nil at the end, or where a quote is not closed.
    mutating func nextWord() -> String? {
        guard let text = rest else { return nil }
        let isEnd: (UInt8) -> Bool = { Self.blanks.contains($0) || $0 == Self.quote || $0 == Self.equals }
        guard let end = text.firstIndex(where: isEnd) else {
            rest = nil
            return text.text
        }
        if text[end] == Self.quote {
            guard let close = text[(end + 1)...].firstIndex(of: Self.quote) else {
                rest = nil
                return nil
            }
            rest = text[(close + 1)...].drop(while: Self.blanks.contains)
            return (text[..<end] + text[(end + 1)..<close]).text
        }
        var tail = text[(end + 1)...].drop(while: Self.blanks.contains)
        if tail.first == Self.equals, text[end] != Self.equals {
            tail = tail.dropFirst().drop(while: Self.blanks.contains)
        }
        rest = tail
        return text[..<end].text
    }

    /// Drops blanks; says whether anything is left.
    mutating func skipBlanks() -> Bool {
        rest = rest?.drop(while: Self.blanks.contains)
        return rest?.isEmpty == false
    }

    /// Everything left, as a command is written: blanks and `=` before it are dropped, comments stay.
    var command: String {
        (rest ?? []).drop { Self.blanks.contains($0) || $0 == Self.equals }.text
    }

    /// Everything left as arguments; nil where a quote is not closed.
    var arguments: [String]? { Self.arguments(rest ?? []) }

    /// Cuts a text into arguments up to a comment; nil where a quote is not closed.
    static func arguments(_ text: ArraySlice<UInt8>) -> [String]? {
        var words: [String] = []
        var position = text.startIndex
        while position < text.endIndex {
            let first = text[position]
            if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
                position += 1
                continue
            }
            if first == UInt8(ascii: "#") { break }
            guard let word = argument(text, &position) else { return nil }
            words.append(word)
        }
        return words
    }

    private static func argument(_ text: ArraySlice<UInt8>, _ position: inout Int) -> String? {
        var word: [UInt8] = []
        var open: UInt8?
        while position < text.endIndex {
            let byte = text[position]
            let next = position + 1 < text.endIndex ? text[position + 1] : nil
            if byte == UInt8(ascii: "\\"), let next, isEscapable(next, isQuoted: open != nil) {
                word.append(next)
                position += 1
            } else if open == nil, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
                return word[...].text
            } else if open == nil, byte == quote || byte == UInt8(ascii: "'") {
                open = byte
            } else if byte == open {
                open = nil
            } else {
                word.append(byte)
            }
            position += 1
        }
        return open == nil ? word[...].text : nil
    }

    private static func isEscapable(_ byte: UInt8, isQuoted: Bool) -> Bool {
        byte == UInt8(ascii: "'") || byte == quote || byte == UInt8(ascii: "\\")
            || !isQuoted && byte == UInt8(ascii: " ")
    }
}

extension ArraySlice<UInt8> {
    /// The bytes as text; what is no UTF-8 is replaced.
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
