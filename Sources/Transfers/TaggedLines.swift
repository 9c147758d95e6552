import Remoting
import RoomModel

/// The lines of a script's output that begin with its nonce; whatever a login shell prints besides is left out.
struct TaggedLines {
    /// One line: its kind and what it says.
    struct Line {
        let tag: UInt8
        let bytes: ArraySlice<UInt8>

        /// What it says, where that is UTF-8.
        var text: String? { String(validating: bytes, as: UTF8.self) }
    }

    let lines: [Line]

    init(_ output: CapturedOutput, nonce: Nonce) {
        let mark = Array("\(nonce) ".utf8)
        lines = output.bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard line.starts(with: mark) else { return nil }
            let rest = line.dropFirst(mark.count)
            guard let tag = rest.first else { return nil }
            return Line(tag: tag, bytes: rest.dropFirst(2))
        }
    }

    /// What the lines of one kind say, where that is UTF-8.
    func texts(_ tag: Character) -> [String] { all(tag).compactMap(\.text) }

    /// The lines of one kind.
    func all(_ tag: Character) -> [Line] { lines.filter { $0.tag == tag.asciiValue } }

    /// Reads what `sha256sum` says: the hash, two signs, the name.
    ///
    /// Where the name holds a backslash, GNU's marks the line with one and doubles those in the name.
    static func hash(_ text: String) -> (hash: String, path: String)? {
        let isEscaped = text.hasPrefix("\\")
        let line = isEscaped ? text.dropFirst() : text[...]
        guard line.utf8.count > 66, let hash = Optional(line.prefix(64)), hash.utf8.count == 64 else {
            return nil
        }
        let path = line.dropFirst(66)
        return (String(hash), isEscaped ? String(path).replacing("\\\\", with: "\\") : String(path))
    }

    /// Reads what `wc -c` says: blanks, the number, a blank, the name.
    static func size(_ text: String) -> (size: Int64, path: String)? {
        let line = text.drop { $0 == " " }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        guard let size = ByteCount(digits: digits)?.bytes, line.dropFirst(digits.count).hasPrefix(" ") else {
            return nil
        }
        return (size, String(line.dropFirst(digits.count + 1)))
    }
}
