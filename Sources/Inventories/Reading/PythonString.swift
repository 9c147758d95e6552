/// One string literal of Python: `'…'`, `"…"`, `'''…'''`, with `r`, `u` and `b` before it.
///
/// - SeeAlso: The Python Language Reference, 2.4.1 "String and Bytes literals".
struct PythonString {
    /// The text it stands for.
    let text: String
    /// Whether it is a literal of bytes, whose text Ansible does not trust.
    let isBytes: Bool
    /// Where the bytes behind it begin.
    let end: Int

    /// Reads the literal at `start`; nil where none begins, or it is not well formed.
    init?(_ bytes: [UInt8], at start: Int) {
        var index = start
        var prefix = ""
        while index < bytes.count, prefix.utf8.count < 2, "rRuUbB".utf8.contains(bytes[index]) {
            prefix.unicodeScalars.append(Unicode.Scalar(bytes[index] | 0x20))
            index += 1
        }
        guard ["", "r", "u", "b", "br", "rb"].contains(prefix), index < bytes.count,
            bytes[index] == UInt8(ascii: "'") || bytes[index] == UInt8(ascii: "\"")
        else { return nil }
        let quote = bytes[index]
        let isTriple = index + 2 < bytes.count && bytes[index + 1] == quote && bytes[index + 2] == quote
        let closing = [UInt8](repeating: quote, count: isTriple ? 3 : 1)
        index += closing.count
        let isRaw = prefix.contains("r")
        isBytes = prefix.contains("b")
        var result: [UInt8] = []
        while true {
            guard index < bytes.count else { return nil }
            if bytes[index...].starts(with: closing) { break }
            let byte = bytes[index]
            index += 1
            guard !isBytes || byte < 0x80 else { return nil }
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            guard index < bytes.count else { return nil }
            if isRaw {
                result += [byte, bytes[index]]
                index += 1
                continue
            }
            guard let escaped = Self.escaped(bytes, &index, isBytes: isBytes) else { return nil }
            result += escaped
        }
        guard let text = String(validating: result, as: UTF8.self) else { return nil }
        self.text = text
        end = index + closing.count
    }

    /// What the escape whose letter is at `index` stands for; an unknown one stands for itself.
    private static func escaped(_ bytes: [UInt8], _ index: inout Int, isBytes: Bool) -> [UInt8]? {
        let letter = bytes[index]
        index += 1
        switch letter {
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): return [letter]
        case UInt8(ascii: "a"): return [0x07]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "v"): return [0x0B]
        case UInt8(ascii: "x"): return number(bytes, &index, digits: 2, isBytes: isBytes)
        case UInt8(ascii: "u") where !isBytes: return number(bytes, &index, digits: 4, isBytes: false)
        case UInt8(ascii: "U") where !isBytes: return number(bytes, &index, digits: 8, isBytes: false)
        case UInt8(ascii: "N") where !isBytes: return nil
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var value = UInt32(letter - UInt8(ascii: "0"))
            var count = 1
            while count < 3, index < bytes.count,
                (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[index])
            {
                value = value * 8 + UInt32(bytes[index] - UInt8(ascii: "0"))
                index += 1
                count += 1
            }
            return encoded(value, isBytes: isBytes)
        default: return [UInt8(ascii: "\\"), letter]
        }
    }

    private static func number(_ bytes: [UInt8], _ index: inout Int, digits: Int, isBytes: Bool) -> [UInt8]? {
        guard index + digits <= bytes.count,
            case let text = bytes[index..<index + digits],
            text.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: text, as: UTF8.self), radix: 16)
        else { return nil }
        index += digits
        return encoded(value, isBytes: isBytes)
    }

    /// The bytes of a character; of a byte literal, which must be UTF-8 in the end, the byte itself.
    private static func encoded(_ value: UInt32, isBytes: Bool) -> [UInt8]? {
        if isBytes { return [UInt8(truncatingIfNeeded: value)] }
        return Unicode.Scalar(value).map { Array(String(Character($0)).utf8) }
    }
}
