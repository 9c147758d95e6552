import RoomModel

/// Reads a JSON text (RFC 8259) into a tree with places.
///
/// Ansible reads every document as JSON first, and as YAML when it is none; some JSON is no YAML (`"\ud83d\ude00"`), and
/// JSON types its scalars by other rules. As Python does, it accepts `NaN` and `Infinity`.
struct JSONText {
    /// The tree, and keys that are given twice.
    struct Reading {
        let root: DocumentNode
        let problems: [Problem]
    }

    /// No JSON, or beyond the limits of a document; the YAML reader says what is wrong.
    private struct NotJSON: Error {}

    private let bytes: [UInt8]
    private let file: String
    private let duplicateKeys: Problem.Severity
    private var index: Int
    private var line = 1
    /// A place on the line whose column is known: one line may hold everything.
    private var known: (index: Int, column: Int)
    private var values = 0
    private var problems: [Problem] = []

    /// The tree of a JSON text; nil when the text is not JSON.
    static func read(_ bytes: [UInt8], file: String, duplicateKeys: Problem.Severity) -> Reading? {
        var reader = JSONText(bytes, file: file, duplicateKeys: duplicateKeys)
        do {
            reader.skipSpace()
            guard let first = reader.peek, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
                return nil
            }
            let root = try reader.value(depth: 1)
            reader.skipSpace()
            return reader.index == bytes.count ? Reading(root: root, problems: reader.problems) : nil
        } catch {
            return nil
        }
    }

    private init(_ bytes: [UInt8], file: String, duplicateKeys: Problem.Severity) {
        self.bytes = bytes
        self.file = file
        self.duplicateKeys = duplicateKeys
        index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        known = (index, 1)
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func location() -> SourceLocation {
        let column = known.column + bytes[known.index..<index].count(where: { $0 & 0xC0 != 0x80 })
        known = (index, column)
        return SourceLocation(file: file, line: line, column: column)
    }

    private mutating func skipSpace() {
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                index += 1
                known = (index, 1)
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): index += 1
            default: return
            }
        }
    }

    private mutating func take(_ mark: Unicode.Scalar) throws(NotJSON) {
        guard peek == UInt8(ascii: mark) else { throw NotJSON() }
        index += 1
    }

    private mutating func value(depth: Int) throws(NotJSON) -> DocumentNode {
        values += 1
        guard depth <= Document.deepest, values <= Document.mostValues else { throw NotJSON() }
        let place = location()
        switch peek {
        case UInt8(ascii: "{"): return try table(at: place, depth: depth)
        case UInt8(ascii: "["):
            index += 1
            var members: [DocumentNode] = []
            skipSpace()
            while peek != UInt8(ascii: "]") {
                if !members.isEmpty {
                    try take(",")
                    skipSpace()
                }
                members.append(try value(depth: depth + 1))
                skipSpace()
            }
            index += 1
            return DocumentNode(.list(members), at: place)
        case UInt8(ascii: "\""):
            return DocumentNode(.scalar(try string(), style: .quoted), at: place)
        default:
            return try word(at: place)
        }
    }

    private mutating func table(at place: SourceLocation, depth: Int) throws(NotJSON) -> DocumentNode {
        index += 1
        var entries: [DocumentNode.Entry] = []
        var earlier: [String: Int] = [:]
        skipSpace()
        while peek != UInt8(ascii: "}") {
            if !entries.isEmpty {
                try take(",")
                skipSpace()
            }
            let keyPlace = location()
            let key = try string()
            skipSpace()
            try take(":")
            skipSpace()
            let entry = DocumentNode.Entry(
                key: key,
                location: keyPlace,
                value: try value(depth: depth + 1)
            )
            if let first = earlier[key] {
                report(key, at: keyPlace, first: entries[first].location)
                entries[first] = entry
            } else {
                earlier[key] = entries.count
                entries.append(entry)
            }
            skipSpace()
        }
        index += 1
        // How Ansible writes texts that are not to be inserted into, and encrypted ones.
        if entries.count == 1, let only = entries.first, let text = only.value.text {
            if only.key == "__ansible_unsafe" {
                return DocumentNode(.scalar(text, style: .unsafe), at: place)
            }
            if only.key == "__ansible_vault" { return DocumentNode(.scalar(text, style: .quoted), at: place) }
        }
        return DocumentNode(.table(entries), at: place)
    }

    private mutating func report(_ key: String, at location: SourceLocation, first: SourceLocation) {
        guard problems.count < Document.mostDuplicates else { return }
        problems.append(
            Problem(
                duplicateKeys,
                at: location,
                "`\(key.safe(limit: 60))` is given twice",
                hint: duplicateKeys == .error
                    ? "first given at \(first); keep one" : "first given at \(first); the last one counts"
            )
        )
    }

    private mutating func word(at place: SourceLocation) throws(NotJSON) -> DocumentNode {
        let start = index
        while let byte = peek, Self.isWord(byte) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        switch text {
        case "null": return DocumentNode(.scalar("null", style: .plain), at: place)
        case "true", "false", "NaN", "Infinity", "-Infinity":
            return DocumentNode(.scalar(text, style: .json), at: place)
        default:
            guard Self.isNumber(bytes[start..<index]) else { throw NotJSON() }
            return DocumentNode(.scalar(text, style: .json), at: place)
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// RFC 8259 §6.
    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        func digits(_ rest: inout ArraySlice<UInt8>) -> Int {
            let run = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
            rest = rest.dropFirst(run)
            return run
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let leadsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits(&rest)
        guard whole > 0, !leadsWithZero || whole == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits(&rest) > 0 else { return false }
        }
        if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                rest = rest.dropFirst()
            }
            guard digits(&rest) > 0 else { return false }
        }
        return rest.isEmpty
    }

    private mutating func string() throws(NotJSON) -> String {
        try take("\"")
        let start = index
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            guard byte >= 0x20 else { throw NotJSON() }
            index += 1
        }
        if peek == UInt8(ascii: "\"") {
            index += 1
            return String(decoding: bytes[start..<index - 1], as: UTF8.self)
        }
        var text = String(decoding: bytes[start..<index], as: UTF8.self)
        while let byte = peek, byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") {
                index += 1
                text.unicodeScalars.append(try escaped())
                continue
            }
            let from = index
            while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                guard byte >= 0x20 else { throw NotJSON() }
                index += 1
            }
            text += String(decoding: bytes[from..<index], as: UTF8.self)
        }
        try take("\"")
        return text
    }

    private mutating func escaped() throws(NotJSON) -> Unicode.Scalar {
        guard let mark = peek else { throw NotJSON() }
        index += 1
        switch mark {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(mark)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let first = try unit()
            guard (0xD800..<0xDC00).contains(first) else {
                guard let scalar = Unicode.Scalar(first) else { throw NotJSON() }
                return scalar
            }
            try take("\\")
            try take("u")
            let second = try unit()
            guard (0xDC00..<0xE000).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + second - 0xDC00)
            else { throw NotJSON() }
            return scalar
        default: throw NotJSON()
        }
    }

    private mutating func unit() throws(NotJSON) -> UInt32 {
        guard index + 4 <= bytes.count,
            let unit = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw NotJSON() }
        index += 4
        return unit
    }
}
