/// What the file says in which an app names its version, the same here and on a PC.
public enum VersionFile {
    /// The first line that says something, without the spaces around it; empty where none does.
    ///
    /// Windows editors write UTF-8 with a mark or UTF-16 with one, and programs UTF-16 without one (Unicode 16, §23.8): a
    /// version is plain letters then, of whose two bytes one is zero. Lines may end as on any system.
    ///
    /// - Parameter bytes: The beginning of the file.
    /// - Returns: The line, not yet safe for a terminal.
    public static func firstLine(of bytes: some Collection<UInt8>) -> String {
        let bytes = Array(bytes)
        let text =
            if bytes.starts(with: [0xFF, 0xFE]) {
                wide(bytes.dropFirst(2), isLittle: true)
            } else if bytes.starts(with: [0xFE, 0xFF]) {
                wide(bytes.dropFirst(2), isLittle: false)
            } else if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
                String(decoding: bytes.dropFirst(3), as: UTF8.self)
            } else if bytes.count >= 2, bytes[0] != 0, bytes[1] == 0 {
                wide(bytes[...], isLittle: true)
            } else if bytes.count >= 2, bytes[0] == 0, bytes[1] != 0 {
                wide(bytes[...], isLittle: false)
            } else {
                String(decoding: bytes, as: UTF8.self)
            }
        let line = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        let start = line.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func wide(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> String {
        let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        return String(decoding: units, as: UTF16.self)
    }
}
