import RoomModel

/// Files and their SHA-256, as `sha256sum` prints and schools pass them on.
struct HashManifest: Hashable, Sendable {
    /// One file.
    struct Entry: Hashable, Sendable {
        /// 64 lower-case hexadecimal digits.
        let sha256: String
        /// The path below the folder, with `/`.
        let file: String
    }

    /// The files in the order listed, each once.
    let entries: [Entry]

    /// Reads `HASH  FILE` or `HASH *FILE` (`sha256sum(1)`); a text may hold several lines, empty ones are skipped.
    ///
    /// - Parameters:
    ///   - texts: The lines.
    ///   - parameter: The parameter they stand in.
    /// - Throws: ``InvalidArgument`` naming the first line that is none, or a file listed twice.
    init(lines texts: [String], of parameter: String) throws(InvalidArgument) {
        var entries: [Entry] = []
        var seen: Set<String> = []
        for text in texts.flatMap({ $0.split(whereSeparator: \.isNewline) }) {
            let line = String(text)
            let hash = line.prefix(64)
            var name = line.dropFirst(64)
            guard hash.utf8.count == 64, hash.allSatisfy({ $0.isHexDigit && $0.isASCII }), name.first == " "
            else {
                throw InvalidArgument(
                    parameter,
                    "`\(line.safe(limit: 80))` is not a SHA-256 and a file",
                    hint: "write lines as `sha256sum` prints them: 64 digits, two spaces, the file"
                )
            }
            name = name.dropFirst()
            if name.first == " " || name.first == "*" { name = name.dropFirst() }
            if name.hasPrefix("./") { name = name.dropFirst(2) }
            let file = try ApplicationFolder.relative(String(name), of: parameter)
            guard seen.insert(file).inserted else {
                throw InvalidArgument(parameter, "`\(file.safe())` is listed twice")
            }
            entries.append(Entry(sha256: hash.lowercased(), file: file))
        }
        guard !entries.isEmpty else { throw InvalidArgument(parameter, "the list is empty") }
        self.entries = entries
    }
}
