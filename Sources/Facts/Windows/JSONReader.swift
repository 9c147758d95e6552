import RoomModel

/// Why bytes are no JSON document that is trusted.
struct InvalidJSON: Error, Hashable {
    /// What is wrong, lower case, no full stop.
    let message: String
    /// The byte it was seen at, from 0.
    let offset: Int
}

/// A strict reader of one JSON value (RFC 8259) out of printable ASCII.
///
/// Stricter than a library on purpose, for the bytes come from a PC that may lie: a key given twice, a lone
/// surrogate, a number no `Double` holds, a byte outside 0x20...0x7E or anything behind the value is refused.
struct JSONReader {
    /// The deepest nesting read; the probe's answer needs 5.
    static let deepest = 16
    /// The longest number read; 2^53 with sign, fraction and exponent is shorter.
    static let longestNumber = 32

    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the one value that `bytes` are.
    ///
    /// - Parameter bytes: The whole document.
    /// - Returns: The value.
    /// - Throws: ``InvalidJSON`` at the first byte that is not as it should be.
    static func read(_ bytes: [UInt8]) throws(InvalidJSON) -> JSONValue {
        if let offset = bytes.firstIndex(where: { !(0x20...0x7E).contains($0) }) {
            throw InvalidJSON(message: "a byte that is not printable ASCII", offset: offset)
        }
        var reader = JSONReader(bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpaces()
        guard reader.next == nil else { throw reader.invalid("something behind the value") }
        return value
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func invalid(_ message: String) -> InvalidJSON {
        InvalidJSON(message: next == nil ? "the end in the middle" : message, offset: position)
    }

    private mutating func skipSpaces() {
        while next == UInt8(ascii: " ") { position += 1 }
    }

    /// Steps over `byte` if it is the next one.
    private mutating func take(_ byte: Character) -> Bool {
        guard next == byte.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func require(_ byte: Character) throws(InvalidJSON) {
        guard take(byte) else { throw invalid("no `\(byte)` where one must be") }
    }

    private mutating func value(depth: Int) throws(InvalidJSON) -> JSONValue {
        guard depth < Self.deepest else { throw invalid("too deep a nesting") }
        skipSpaces()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(InvalidJSON) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw invalid("no `\(word)`") }
        position += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(InvalidJSON) -> JSONValue {
        try require("{")
        skipSpaces()
        var members: [String: JSONValue] = [:]
        if take("}") { return .object(members) }
        repeat {
            skipSpaces()
            let key = try string()
            guard members[key] == nil else { throw invalid("the key `\(key)` twice") }
            skipSpaces()
            try require(":")
            members[key] = try value(depth: depth + 1)
            skipSpaces()
        } while take(",")
        try require("}")
        return .object(members)
    }

    private mutating func array(depth: Int) throws(InvalidJSON) -> JSONValue {
        try require("[")
        skipSpaces()
        var elements: [JSONValue] = []
        if take("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipSpaces()
        } while take(",")
        try require("]")
        return .array(elements)
    }

    /// A string; UTF-16 units are collected, so that a lone surrogate is seen (RFC 8259 §7, §8.2).
    private mutating func string() throws(InvalidJSON) -> String {
        try require("\"")
        var units: [UInt16] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            position += 1
            units.append(byte == UInt8(ascii: "\\") ? try escape() : UInt16(byte))
        }
        try require("\"")
        guard let text = String(validating: units, as: UTF16.self) else { throw invalid("a lone surrogate") }
        return text
    }

    /// What follows a backslash.
    private mutating func escape() throws(InvalidJSON) -> UInt16 {
        let letter = next
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(letter ?? 0)
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "u"):
            let digits = bytes[min(position, bytes.count)..<min(position + 4, bytes.count)]
            guard digits.count == 4, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
                let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
            else { throw invalid("an escape without four hexadecimal digits") }
            position += 4
            return unit
        default: throw invalid("an unknown escape")
        }
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?` (RFC 8259 §6).
    private mutating func number() throws(InvalidJSON) -> Double {
        let start = position
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard text.utf8.count <= Self.longestNumber, let number = Double(text), number.isFinite else {
            throw invalid("a number out of range")
        }
        return number
    }

    private mutating func digits() throws(InvalidJSON) {
        let start = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw invalid("no digit where one must be") }
    }
}
