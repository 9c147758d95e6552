import RoomModel
import Yams

/// A text in which the earlier ones of duplicate keys are made different, so that the parser reads past them.
///
/// The parser stops at the first mapping with a key given twice and names the place of the first of the two. A private-use
/// character put before that key makes it another key; the place is remembered, and the text read again.
struct DuplicateMarks {
    /// The text with the marks in it.
    private(set) var text: String
    /// The marked keys' places in ``text``, columns counted with the marks.
    private var places: [Int: [Int]] = [:]
    private(set) var count = 0

    init(_ text: String) {
        self.text = text
    }

    /// Marks the key that begins at `line` and `column`; false where it is no plain or quoted text.
    mutating func mark(line: Int, column: Int) -> Bool {
        let scalars = text.unicodeScalars
        guard var index = lineStart(line) else { return false }
        guard let start = scalars.index(index, offsetBy: column - 1, limitedBy: scalars.endIndex),
            start < scalars.endIndex, let mark = Unicode.Scalar(0x10_FF00 + UInt32(count))
        else { return false }
        index = start
        switch scalars[index] {
        case "\"", "'": index = scalars.index(after: index)
        case "&", "!", "[", "{", "?", "|", ">": return false
        default: break
        }
        text.unicodeScalars.insert(mark, at: index)
        places[line] = (places[line] ?? []).map { $0 > column ? $0 + 1 : $0 } + [column]
        count += 1
        return true
    }

    private func lineStart(_ line: Int) -> String.Index? {
        var index = text.startIndex
        for _ in 1..<max(1, line) {
            guard let end = text.utf8[index...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            index = text.utf8.index(after: end)
        }
        return index
    }

    /// Whether the key at `mark` is an earlier one of two.
    func holds(_ mark: Mark) -> Bool {
        places[mark.line]?.contains(mark.column) ?? false
    }

    /// The place of `mark` in the author's text.
    func location(of mark: Mark, in file: String) -> SourceLocation {
        let before = places[mark.line]?.count(where: { $0 < mark.column }) ?? 0
        return SourceLocation(file: file, line: mark.line, column: mark.column - before)
    }
}
