public import RoomModel

/// Values in YAML 1.1, quoted so that every reader takes texts for the texts they are.
public enum YAMLText {
    private static let words: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf",
    ]

    /// `value` on one line: `~`, `text`, `[a, b]`, `{ key: value }`; what is secret is masked.
    public static func flow(_ value: VariableValue) -> String {
        switch value {
        case .null: "~"
        case .text(let text, _): scalar(text)
        case .secret(let secret): scalar(secret.description)
        case .list(let members): "[" + members.map(flow).joined(separator: ", ") + "]"
        case .table(let entries):
            entries.isEmpty
                ? "{}"
                : "{ " + entries.map { scalar($0.key) + ": " + flow($0.value) }.joined(separator: ", ") + " }"
        }
    }

    /// `text` as a scalar: plain where nothing can mistake it, else in quotes.
    public static func scalar(_ text: String) -> String {
        if isPlain(text) { return text }
        let needsEscapes = text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x00..<0x20, 0x7F...0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE...0xFFFF: true
            default: false
            }
        }
        guard needsEscapes else { return "'\(text.replacing("'", with: "''"))'" }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": escaped += "\\\(scalar)"
            case "\n": escaped += "\\n"
            case "\t": escaped += "\\t"
            case "\r": escaped += "\\r"
            default:
                let isOrdinary = (0x20..<0x7F).contains(scalar.value) || scalar.value > 0xFFFF
                let digits = String(scalar.value, radix: 16, uppercase: true)
                escaped +=
                    isOrdinary
                    ? String(scalar) : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return "\"\(escaped)\""
    }

    /// `10 GiB`, `0.5 s`, `10 %`: no reader takes a number with a unit behind a space for anything but text.
    private static func isQuantity(_ text: String) -> Bool {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.first.map({ (0x30...0x39).contains($0) }) == true else {
            return false
        }
        return parts[0].utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
            && (parts[1] == "%" || !parts[1].isEmpty && parts[1].allSatisfy { $0.isASCII && $0.isLetter })
    }

    /// Names, whole numbers without a leading zero, quantities, and addresses of four numbers.
    private static func isPlain(_ text: String) -> Bool {
        guard !words.contains(text.lowercased()) else { return false }
        let bytes = Array(text.utf8)
        guard let first = bytes.first, bytes.count <= 60 else { return false }
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
        if isLetter(first) {
            return bytes.allSatisfy { isDigit($0) || isLetter($0) || "._-".utf8.contains($0) }
        }
        if isQuantity(text) { return true }
        if bytes.allSatisfy(isDigit) {
            return (first != UInt8(ascii: "0") || bytes.count == 1) && bytes.count < 10
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
    }
}
