/// An Indonesian and an English text that stand side by side in the source: `wording("…", "…")`, `Localized(id: …, en: …)`.
struct WordingPair {
    let indonesian: String
    let english: String
    let line: Int

    /// The calls that take such a pair.
    static let calls: Set = ["wording", "self", "say", "localized", "Localized"]

    /// Every pair of a Swift file; what is interpolated is left out of the texts.
    ///
    /// A call with two arguments of which only one holds a text is a pair too: its other text is empty.
    static func all(in source: String) -> [WordingPair] {
        var reader = Reader(source)
        return reader.pairs()
    }
}

/// Walks through Swift source, knowing comments, strings and brackets.
private struct Reader {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    /// The code interpolated into the last string, and where it stands.
    private var interpolated: [(code: String, line: Int)] = []

    init(_ text: String) { bytes = Array(text.utf8) }

    private func starts(_ token: String) -> Bool { bytes[index...].starts(with: token.utf8) }

    private mutating func step(_ count: Int = 1) {
        for _ in 0..<count where index < bytes.count {
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            index += 1
        }
    }

    mutating func pairs() -> [WordingPair] {
        var pairs: [WordingPair] = []
        while index < bytes.count {
            if skipComment() { continue }
            if isQuote {
                interpolated = []
                _ = string()
                for (code, place) in interpolated {
                    pairs += WordingPair.all(in: code).map {
                        WordingPair(
                            indonesian: $0.indonesian,
                            english: $0.english,
                            line: $0.line + place - 1
                        )
                    }
                }
            } else if let word = word() {
                guard WordingPair.calls.contains(word), index < bytes.count, bytes[index] == UInt8(ascii: "(")
                else { continue }
                let (place, at) = (index, line)
                step()
                let arguments = arguments()
                if arguments.count == 2, arguments.contains(where: \.isText) {
                    pairs.append(
                        WordingPair(indonesian: arguments[0].text, english: arguments[1].text, line: at)
                    )
                }
                // A text may hold another pair in what it interpolates, and so may an argument.
                (index, line) = (place + 1, at)
            } else {
                step()
            }
        }
        return pairs
    }

    private var isQuote: Bool { bytes[index] == UInt8(ascii: "\"") || starts("#\"") }

    private mutating func skipComment() -> Bool {
        guard starts("//") else { return false }
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { step() }
        return true
    }

    /// The name at this place, unless it is somebody's member.
    private mutating func word() -> String? {
        func isLetter(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isLetter(bytes[index]) else { return nil }
        let begin = index
        while index < bytes.count, isLetter(bytes[index]) { step() }
        let isMember = begin > 0 && bytes[begin - 1] == UInt8(ascii: ".")
        return isMember ? "" : String(decoding: bytes[begin..<index], as: UTF8.self)
    }

    /// The arguments up to the closing bracket: the texts in each, joined.
    private mutating func arguments() -> [(text: String, isText: Bool)] {
        var result: [(text: String, isText: Bool)] = [("", false)]
        var depth = 0
        while index < bytes.count {
            if skipComment() { continue }
            if isQuote {
                result[result.count - 1].text += string()
                result[result.count - 1].isText = true
                continue
            }
            switch bytes[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return result }
                depth -= 1
            case UInt8(ascii: ",") where depth == 0: result.append(("", false))
            default: break
            }
            step()
        }
        return result
    }

    /// A string literal without what is interpolated; raw ones are taken as they are.
    private mutating func string() -> String {
        if starts("#\"") {
            let end = starts("#\"\"\"") ? "\"\"\"#" : "\"#"
            step(end.utf8.count)
            while index < bytes.count, !starts(end) { step() }
            step(end.utf8.count)
            return ""
        }
        let quote = starts("\"\"\"") ? "\"\"\"" : "\""
        step(quote.utf8.count)
        var text: [UInt8] = []
        while index < bytes.count, !starts(quote) {
            if starts("\\(") {
                step(2)
                let (begin, at) = (index, line)
                _ = arguments()
                interpolated.append((String(decoding: bytes[begin..<index], as: UTF8.self), at))
                text.append(UInt8(ascii: "x"))
                step()
            } else if bytes[index] == UInt8(ascii: "\\") {
                step()
                text.append(UInt8(ascii: " "))
                step()
            } else {
                text.append(bytes[index])
                step()
            }
        }
        step(quote.utf8.count)
        return String(decoding: text, as: UTF8.self)
    }
}
