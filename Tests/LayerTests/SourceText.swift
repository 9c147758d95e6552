import Glibc

/// Swift source with the contents of comments and string literals blanked, line by line.
///
/// A small scanner, enough for this package's own style: `//` and `/* */`, plain, raw and multi-line strings. What is
/// interpolated into a string is blanked with it.
struct SourceText {
    /// The code, its line ends kept.
    private let blanked: [UInt8]
    /// The modules that are imported, with their line numbers from 1.
    let imports: [(module: String, line: Int)]

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var blanked: [UInt8] = []
        var index = 0
        func starts(_ token: StaticString) -> Bool {
            let count = token.utf8CodeUnitCount
            guard index + count <= bytes.count else { return false }
            return (0..<count).allSatisfy { bytes[index + $0] == token.utf8Start[$0] }
        }
        func skip(_ count: Int, through end: StaticString, escapes: Bool) {
            index += count
            while index < bytes.count, !starts(end) {
                if escapes, bytes[index] == UInt8(ascii: "\\") { index += 1 }
                if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { blanked.append(bytes[index]) }
                index += 1
            }
            index += end.utf8CodeUnitCount
        }
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "/") where starts("//"):
                while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
            case UInt8(ascii: "/") where starts("/*"): skip(2, through: "*/", escapes: false)
            case UInt8(ascii: "#") where starts("#\"\"\""): skip(4, through: "\"\"\"#", escapes: false)
            case UInt8(ascii: "#") where starts("#\""): skip(2, through: "\"#", escapes: false)
            case UInt8(ascii: "\"") where starts("\"\"\""): skip(3, through: "\"\"\"", escapes: true)
            case UInt8(ascii: "\""): skip(1, through: "\"", escapes: true)
            default:
                blanked.append(bytes[index])
                index += 1
            }
        }
        self.blanked = blanked
        imports = Self.places(of: "import ", in: blanked).compactMap { place in
            let line = Self.line(around: place, in: blanked)
            return Self.module(in: String(decoding: blanked[line], as: UTF8.self))
                .map { ($0, Self.number(ofLineWith: place, in: blanked)) }
        }
    }

    private static func module(in line: String) -> String? {
        let words = line.split(separator: " ").map(String.init)
        guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count,
            words[..<keyword].allSatisfy({
                ["public", "package", "internal", "private", "fileprivate"].contains($0)
                    || $0.hasPrefix("@")
            })
        else { return nil }
        let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let path =
            kinds.contains(words[keyword + 1]) ? words.dropFirst(keyword + 2).first : words[keyword + 1]
        return path.flatMap { $0.split(separator: ".").first }.map(String.init)
    }

    /// The numbers of the lines that hold `code`, not as the end of a longer word and not as a member.
    func lines(holding code: String) -> [Int] {
        Self.places(of: code, in: blanked)
            .filter { $0 == 0 || !Self.continues(blanked[$0 - 1]) }
            .map { Self.number(ofLineWith: $0, in: blanked) }
            .reduce(into: []) { lines, line in if lines.last != line { lines.append(line) } }
    }

    /// Where `code` begins: found by the C library, since these are some megabytes for each rule.
    private static func places(of code: String, in bytes: [UInt8]) -> [Int] {
        (bytes + [0]).withUnsafeBytes { text in
            var places: [Int] = []
            guard let base = text.baseAddress?.assumingMemoryBound(to: CChar.self) else { return places }
            var next = base
            while let found = strstr(next, code) {
                places.append(UnsafePointer(found) - base)
                next = UnsafePointer(found) + 1
            }
            return places
        }
    }

    private static func line(around place: Int, in bytes: [UInt8]) -> Range<Int> {
        let end = UInt8(ascii: "\n")
        let first = bytes[..<place].lastIndex(of: end).map { $0 + 1 } ?? 0
        return first..<(bytes[place...].firstIndex(of: end) ?? bytes.count)
    }

    private static func number(ofLineWith place: Int, in bytes: [UInt8]) -> Int {
        bytes[..<place].reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    }

    /// Whether what follows `byte` belongs to a longer name or is somebody's member.
    private static func continues(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
