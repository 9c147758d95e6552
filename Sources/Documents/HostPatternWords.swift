import RoomModel

/// Splits a pattern into its terms as Ansible does (`split_host_pattern`), addresses with colons included.
enum HostPatternWords {
    /// The most lines of an `@file`.
    private static let mostLines = 10_000
    /// The most bytes of an `@file`.
    private static let longestFile = 1 << 20

    /// The terms; an empty one is kept, so that it can be refused.
    ///
    /// Commas separate; without one colons and blanks do, except within brackets and in an IPv6 address.
    static func words(_ text: String) -> [String] {
        split(text, at: ",").flatMap { item in
            let name = item.drop { $0 == "!" || $0 == "&" }
            // A regular expression may hold colons; only a comma or a separator before `!` and `&` ends it.
            if name.hasPrefix("~"), !item.contains(":&"), !item.contains(":!") { return [item] }
            return isIPv6(name) ? [item] : split(item, at: ": \t")
        }
    }

    /// Splits outside brackets; blanks never make an empty term.
    private static func split(_ text: String, at separators: String) -> [String] {
        var words = [""]
        var isInBrackets = false
        var last: Character = ","
        for character in text {
            if !isInBrackets, separators.contains(character) {
                let isBlank = character == " " || character == "\t"
                if !isBlank || !(words.last ?? "").isEmpty, !(isBlank && ", :".contains(last)) {
                    words.append("")
                }
            } else {
                if character == "[" { isInBrackets = true }
                if character == "]" { isInBrackets = false }
                words[words.count - 1].append(character)
            }
            last = character
        }
        if separators.contains(" "), words.count > 1, words.last == "", last == " " { words.removeLast() }
        return words.map { word in
            String(
                word.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
            )
        }
    }

    /// Whether the text can only be an IPv6 address (RFC 4291 §2.2): `::`, or eight fields.
    private static func isIPv6(_ text: some StringProtocol) -> Bool {
        let address = text.prefix { $0 != "%" }
        let fields = address.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count >= 3, fields.count == 8 || address.contains("::") else { return false }
        return fields.allSatisfy { field in
            field.utf8.count <= 4 && field.allSatisfy(\.isHexDigit)
                || field.contains(".") && field == fields.last
        }
    }

    /// The lines of the file behind `@path`, without empty ones and comments.
    static func lines(of path: String) throws(InvalidPattern) -> [String] {
        let bytes: [UInt8]
        do {
            bytes = try TextFile.bytes(of: path, limit: longestFile)
        } catch {
            throw InvalidPattern(
                id: "@\(path) tidak bisa dibaca: \(error.sentence.id)",
                en: "cannot read @\(path): \(error.sentence.en)",
                hint: Localized(
                    id: "sesudah @ ada nama berkas dengan satu nama PC per baris",
                    en: "after @ stands a file with one pattern a line"
                )
            )
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard bytes.count <= longestFile, lines.count <= mostLines else {
            throw InvalidPattern(
                id: "@\(path) terlalu besar",
                en: "@\(path) has more than \(mostLines.grouped) lines or 1 MiB",
                hint: Localized(id: "satu nama PC per baris", en: "write one pattern a line")
            )
        }
        return lines.map {
            String($0.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " }.reversed())
        }
        .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }
}
