import RoomModel

/// Reads a value of an INI inventory as Ansible does, with the rules of Python's `ast.literal_eval`.
///
/// What is a Python literal becomes what it says: a text without its quotes, a list, a table, a number whose text is
/// kept. Anything else is a text as it stands.
struct PythonLiteral {
    /// No literal.
    private struct NotLiteral: Error {}

    /// How deep brackets may nest (Python's own parser stops at 200).
    private static let deepest = 50

    private let bytes: [UInt8]
    private var index = 0
    private var values = 0

    /// The value of a text.
    static func value(of text: String) -> VariableValue {
        let verbatim = VariableValue.text(text)
        guard let first = text.utf8.first(where: { $0 != 0x20 && $0 != 0x09 }), canBegin(first) else {
            return verbatim
        }
        var reader = PythonLiteral(text)
        guard let value = try? reader.whole() else { return verbatim }
        return value
    }

    private init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// Most values are words: they need no closer look.
    private static func canBegin(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "'\"[{(-+.TFNbBrRuUs".utf8.contains(byte)
        }
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func hasPrefix(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0C { index += 1 }
        if peek == UInt8(ascii: "#") { index = bytes.count }
    }

    private mutating func whole() throws(NotLiteral) -> VariableValue {
        skipSpace()
        let first = try expression(depth: 0)
        skipSpace()
        guard peek == UInt8(ascii: ",") else {
            guard index == bytes.count else { throw NotLiteral() }
            return first
        }
        var members = [first]
        while peek == UInt8(ascii: ",") {
            index += 1
            skipSpace()
            if index == bytes.count { break }
            members.append(try expression(depth: 1))
            skipSpace()
        }
        guard index == bytes.count else { throw NotLiteral() }
        return .list(members)
    }

    private mutating func expression(depth: Int) throws(NotLiteral) -> VariableValue {
        values += 1
        guard depth <= Self.deepest, values <= 10_000, let byte = peek else { throw NotLiteral() }
        switch byte {
        case UInt8(ascii: "["): return .list(try members(until: "]", depth: depth).values)
        case UInt8(ascii: "("):
            let (values, hasComma) = try members(until: ")", depth: depth)
            return values.count == 1 && !hasComma ? values[0] : .list(values)
        case UInt8(ascii: "{"): return try braces(depth: depth)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"): return try number()
        case UInt8(ascii: "."):
            if hasPrefix("...") {
                index += 3
                return .text("...")
            }
            return try number()
        default: return try word()
        }
    }

    private mutating func members(
        until end: Unicode.Scalar,
        depth: Int
    ) throws(NotLiteral) -> (values: [VariableValue], hasComma: Bool) {
        index += 1
        var members: [VariableValue] = []
        var hasComma = false
        skipSpace()
        while peek != UInt8(ascii: end) {
            if !members.isEmpty, !hasComma { throw NotLiteral() }
            members.append(try expression(depth: depth + 1))
            skipSpace()
            hasComma = peek == UInt8(ascii: ",")
            if hasComma {
                index += 1
                skipSpace()
            }
        }
        index += 1
        return (members, hasComma)
    }

    /// A table, or a set, which becomes a list.
    private mutating func braces(depth: Int) throws(NotLiteral) -> VariableValue {
        index += 1
        var entries: [VariableValue.Entry] = []
        var members: [VariableValue] = []
        var isFirst = true
        skipSpace()
        while peek != UInt8(ascii: "}") {
            if !isFirst {
                guard peek == UInt8(ascii: ",") else { throw NotLiteral() }
                index += 1
                skipSpace()
                if peek == UInt8(ascii: "}") { break }
            }
            let member = try expression(depth: depth + 1)
            skipSpace()
            if peek == UInt8(ascii: ":"), members.isEmpty {
                index += 1
                skipSpace()
                let key = try Self.key(member)
                let value = try expression(depth: depth + 1)
                if let known = entries.firstIndex(where: { $0.key == key }) {
                    entries[known] = .init(key, value)
                } else {
                    entries.append(.init(key, value))
                }
                skipSpace()
            } else {
                guard entries.isEmpty else { throw NotLiteral() }
                members.append(member)
            }
            isFirst = false
        }
        guard peek == UInt8(ascii: "}") else { throw NotLiteral() }
        index += 1
        return members.isEmpty ? .table(entries) : .list(members)
    }

    /// A key as JSON writes it.
    private static func key(_ value: VariableValue) throws(NotLiteral) -> String {
        switch value {
        case .text(let text, let style): AnsibleScalar(text, style: style).key
        case .null: "null"
        default: throw NotLiteral()
        }
    }

    private mutating func number() throws(NotLiteral) -> VariableValue {
        let start = index
        if let sign = peek, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index += 1 }
        skipBlanks()
        let from = index
        while let byte = peek, Self.isNumberByte(byte, after: index > from ? bytes[index - 1] : 0) {
            index += 1
        }
        guard index > from else { throw NotLiteral() }
        let text = String(decoding: bytes[start..<index].filter { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self)
        if let imaginary = PythonNumber.imaginary(text) { return .text(imaginary) }
        guard PythonNumber(text) != nil else { throw NotLiteral() }
        return .text(text, style: .literal)
    }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x09 { index += 1 }
    }

    /// Digits and letters, and a sign behind an exponent's `e`.
    private static func isNumberByte(_ byte: UInt8, after last: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        case UInt8(ascii: "+"), UInt8(ascii: "-"): last == UInt8(ascii: "e") || last == UInt8(ascii: "E")
        default: false
        }
    }

    private mutating func word() throws(NotLiteral) -> VariableValue {
        for (word, value) in [
            ("True", VariableValue.text("True", style: .literal)), ("False", .text("False", style: .literal)),
            ("None", .null),
        ] where hasPrefix(word) {
            index += word.utf8.count
            if let next = peek, Self.isNumberByte(next, after: 0) { throw NotLiteral() }
            return value
        }
        if hasPrefix("set()") {
            index += 5
            return .list([])
        }
        var text = ""
        var count = 0
        var style = ScalarStyle.quoted
        while let string = PythonString(bytes, at: index) {
            text += string.text
            index = string.end
            if string.isBytes { style = .unsafe }
            count += 1
            skipSpace()
        }
        guard count > 0 else { throw NotLiteral() }
        return .text(text, style: style)
    }
}
