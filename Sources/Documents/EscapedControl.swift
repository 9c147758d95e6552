import RoomModel

/// Control characters that escapes put into double-quoted texts: `"D:\anbk"` holds a bell.
enum EscapedControl {
    /// The escapes of YAML 1.1 §5.7 that make a control character or a line separator, and what they make.
    private static let escapes: [Unicode.Scalar: (letter: String, name: String)] = [
        "\u{0}": ("0", "a null"), "\u{7}": ("a", "a bell"), "\u{8}": ("b", "a backspace"),
        "\u{9}": ("t", "a tab"), "\u{A}": ("n", "a new line"), "\u{B}": ("v", "a vertical tab"),
        "\u{C}": ("f", "a form feed"), "\u{D}": ("r", "a carriage return"), "\u{1B}": ("e", "an escape"),
        "\u{85}": ("N", "a next line"), "\u{A0}": ("_", "a no-break space"),
        "\u{2028}": ("L", "a line separator"), "\u{2029}": ("P", "a paragraph separator"),
    ]

    /// What is wrong with a double-quoted text, if anything is.
    ///
    /// Tabs and line ends are ordinary in a text and never meant in a path.
    static func problem(
        in text: String,
        at location: SourceLocation,
        isSecret: @autoclosure () -> Bool
    ) -> Problem? {
        let isPath = looksLikePath(text)
        let found = text.unicodeScalars.first { scalar in
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x85, 0xA0, 0x2028, 0x2029: isPath
            case 0x00..<0x20, 0x7F...0x9F: true
            default: false
            }
        }
        guard let found else { return nil }
        let subject = isPath ? "path" : "value"
        let message = "\(subject) has a control character (U+\(hexadecimal(found.value)))"
        guard let escape = escapes[found] else {
            return Problem(at: location, message, hint: "remove it, or use single quotes")
        }
        let meaning = "in double quotes `\\\(escape.letter)` is \(escape.name)"
        guard isPath, !isSecret() else {
            return Problem(at: location, message, hint: "\(meaning); use single quotes")
        }
        let meant = text.unicodeScalars.reduce(into: "") { result, scalar in
            if let escape = escapes[scalar] {
                result += "\\" + escape.letter
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        let slashed = String(meant.map { $0 == "\\" ? "/" : $0 })
        return Problem(
            at: location,
            message,
            hint: "\(meaning); write '\(meant.safe(limit: 80))' or \(slashed.safe(limit: 80))"
        )
    }

    /// Whether the text begins with a drive (`D:`).
    private static func looksLikePath(_ text: String) -> Bool {
        let start = Array(text.unicodeScalars.prefix(3))
        return start.count == 3 && start[1] == ":" && start[0].properties.isAlphabetic && start[0].isASCII
            && start[2] != " " && start[2] != "/"
    }
}
