import RoomModel

extension String {
    /// This text for XML and HTML, between tags and inside quoted attributes; the one way text gets into a document.
    ///
    /// What acts on a terminal or reorders a line is shown as `\u{..}`, and so is what XML 1.0 forbids (U+FFFE,
    /// U+FFFF).
    ///
    /// - Parameter limit: The most characters kept (default 200).
    /// - Returns: The text with `&`, `<`, `>`, `"` and `'` as references.
    func escapedForMarkup(limit: Int = 200) -> String {
        let text = safe(limit: limit)
        guard
            text.utf8.contains(where: {
                $0 == 38 || $0 == 60 || $0 == 62 || $0 == 34 || $0 == 39 || $0 == 0xEF
            })
        else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\u{FFFE}": result += "\\u{fffe}"
            case "\u{FFFF}": result += "\\u{ffff}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
