import RoomModel

/// A document's text after the checks that come before any tree is built.
///
/// Every `*` is replaced by ``star``, so that the parser sees no alias and expands none: ``TreeBuilder`` does, within
/// the limits, where a plain scalar begins with it.
struct ScreenedText {
    /// Stands for `*` while the parser looks on (U+10FFFD, private use; refused in documents).
    static let star: Unicode.Scalar = "\u{10FFFD}"
    /// The private-use scalars kept for marks, U+10FF00 to U+10FFFD: the same first three bytes in UTF-8.
    private static let reserved: [UInt8] = [0xF4, 0x8F, 0xBC, 0xBF]

    let text: String
    let hasStars: Bool

    init(_ bytes: [UInt8], file: String) throws(RefusedDocument) {
        var bytes = bytes[...]
        guard bytes.count <= Document.longest else {
            throw RefusedDocument(
                Problem(
                    at: SourceLocation(file: file),
                    "the file has more than \(Document.longest >> 20) MiB",
                    hint: "give the inventory or playbook itself, not a data file"
                )
            )
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw RefusedDocument(
                Problem(
                    at: SourceLocation(file: file),
                    "the file is in UTF-16",
                    hint: "save it as UTF-8 (in Notepad: Save as, Encoding)"
                )
            )
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if bytes.starts(with: Array("$ANSIBLE_VAULT".utf8)) {
            throw RefusedDocument(
                Problem(
                    at: SourceLocation(file: file, line: 1),
                    "the file is encrypted by Ansible Vault, which is not understood",
                    hint:
                        "decrypt it (`ansible-vault decrypt`), or keep secrets out: a key, an agent, a prompt"
                )
            )
        }
        if let found = Self.firstUnreadable(bytes) {
            let place = Self.location(of: found.index, in: bytes, file: file)
            throw RefusedDocument(Problem(at: place, found.message, hint: found.hint))
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RefusedDocument(
                Problem(
                    at: Self.location(of: Self.firstInvalid(bytes), in: bytes, file: file),
                    "the text is not in UTF-8",
                    hint: "save it as UTF-8 (in Notepad: Save as, Encoding)"
                )
            )
        }
        hasStars = bytes.contains(UInt8(ascii: "*"))
        var kept = ""
        // The parser keeps a pointer into the text, which a short text, stored inline, would not outlive.
        kept.reserveCapacity(max(64, bytes.count))
        for scalar in text.unicodeScalars { kept.unicodeScalars.append(scalar == "*" ? Self.star : scalar) }
        self.text = kept
    }

    /// The first byte no document may have, or where there are too many values.
    private static func firstUnreadable(
        _ bytes: ArraySlice<UInt8>
    ) -> (index: Int, message: String, hint: String?)? {
        var values = 0
        var complexKeys = 0
        var onlyIndicators = true
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\n"):
                values += 1
                onlyIndicators = true
                continue
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"): values += 1
            case UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "?"):
                if index + 1 == bytes.endIndex || bytes[index + 1] <= 0x20 {
                    values += 1
                    if byte == UInt8(ascii: "?"), onlyIndicators { complexKeys += 1 }
                    continue
                }
            case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F:
                return (
                    index, "the text has a control character (U+\(hexadecimal(UInt32(byte))))",
                    "remove it; is this a text file?"
                )
            case reserved[0] where bytes.count - index >= 4 && bytes[index + 1] == reserved[1]:
                if bytes[index + 2] >= reserved[2] {
                    return (index, "the text has a private-use character", "remove it")
                }
            default: break
            }
            if byte > 0x20 { onlyIndicators = false }
            if values > Document.mostValues {
                return (
                    index, "the file has more than \(Document.mostValues.grouped) values",
                    "split it into several files"
                )
            }
            if complexKeys > 10 {
                return (index, "`?` introduces a key that is no plain text", "write `key: value`")
            }
        }
        return nil
    }

    /// The first byte that is no UTF-8.
    private static func firstInvalid(_ bytes: ArraySlice<UInt8>) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var index = bytes.startIndex
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            index += UTF8.width(scalar)
        }
        return min(index, bytes.endIndex)
    }

    private static func location(of index: Int, in bytes: ArraySlice<UInt8>, file: String) -> SourceLocation {
        let before = bytes[..<index]
        let line = before.count(where: { $0 == UInt8(ascii: "\n") }) + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? before.startIndex
        let column = before[lineStart...].count(where: { $0 & 0xC0 != 0x80 }) + 1
        return SourceLocation(file: file, line: line, column: column)
    }
}

/// The number of a character as people write it: four digits at least.
func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

extension Int {
    /// The number with commas between thousands.
    package var grouped: String {
        let digits = String(magnitude)
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
            result.append(digit)
        }
        return self < 0 ? "-" + result : result
    }
}
