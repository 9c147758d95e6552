import RoomModel

/// What matters of the headers of the last response; a redirect's are forgotten with the next status line.
struct ResponseHeaders {
    /// What names this version of the file: a strong ETag, else the date (RFC 9110 §13.1.5).
    private(set) var version: String?
    /// The first byte of a partial answer and the length of the whole (RFC 9110 §14.4).
    private(set) var range: (start: Int64?, total: Int64?)?
    /// The bytes that follow.
    private(set) var length: Int64?

    /// Takes one line in.
    mutating func add(_ line: String) {
        if line.hasPrefix("HTTP/") {
            self = ResponseHeaders()
            return
        }
        guard let colon = line.firstIndex(of: ":") else { return }
        let value = String(line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" })
        switch line[..<colon].lowercased() {
        case "etag" where value.hasPrefix("\""): version = value
        case "last-modified" where version == nil: version = value
        case "content-length": length = Int64(digits: value, in: 0...Int64.max)
        case "content-range": range = Self.range(value)
        default: break
        }
    }

    /// Reads `bytes 100-199/200`, `bytes */200`.
    private static func range(_ text: String) -> (start: Int64?, total: Int64?)? {
        guard text.lowercased().hasPrefix("bytes ") else { return nil }
        let parts = text.dropFirst(6).split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        return (
            parts[0].split(separator: "-").first.flatMap { Int64(digits: $0, in: 0...Int64.max) },
            Int64(digits: parts[1], in: 0...Int64.max)
        )
    }
}
