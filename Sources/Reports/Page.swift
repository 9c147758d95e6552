/// The space a screen may take.
public struct Page: Hashable, Sendable {
    /// The narrowest page; a narrower terminal breaks lines itself.
    public static let narrowest = 40
    /// How many lines a screen has where nobody knows: 24, as the terminals of old.
    static let usualHeight = 24

    /// Columns, at least ``narrowest``.
    public let width: Int
    /// Lines before the first one scrolls away; nil for pipes and files.
    public let height: Int?
    /// Whether text carries colour.
    public let style: Style

    /// Creates a page.
    ///
    /// - Parameters:
    ///   - width: Columns (default 80); fewer than 40 count as 40, more than 120 as 120, since long lines read badly.
    ///   - height: Lines (default: as many as it takes).
    ///   - style: Whether text carries colour (default: plain).
    public init(width: Int = 80, height: Int? = nil, style: Style = .plain) {
        self.width = min(max(width, Self.narrowest), 120)
        self.height = height
        self.style = style
    }

    /// Breaks `text` into lines of at most `width` columns.
    ///
    /// - Parameters:
    ///   - text: One paragraph.
    ///   - hanging: How far later lines are indented (default: not).
    /// - Returns: At least one line.
    public func wrap(_ text: String, hanging: Int = 0) -> [String] {
        Page.wrap(text, width: width, hanging: hanging)
    }

    /// `text` in lines of at most `width` columns, later ones indented by `hanging`.
    ///
    /// Lines break at spaces; inside a word too long for any line behind a comma, else anywhere. A no-break space
    /// (U+00A0) never breaks and is written as a space: it keeps a command whole.
    static func wrap(_ text: String, width: Int, hanging: Int = 0) -> [String] {
        let indent = String(repeating: " ", count: min(hanging, width / 2))
        var lines: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty || lines.isEmpty {
            let head = lines.isEmpty ? "" : indent
            let room = max(1, width - head.count)
            let (line, remainder) = cut(rest, room: room, longestWord: max(1, width - indent.count))
            lines.append(head + line)
            rest = remainder
        }
        return lines.map { line in
            String(line.map { $0 == "\u{A0}" ? " " : $0 })
        }
    }

    private static func cut(_ text: Substring, room: Int, longestWord: Int) -> (String, Substring) {
        guard text.count > room else { return (String(text), "") }
        let space = text.prefix(room + 1).lastIndex(of: " ").flatMap { index in
            text[..<index].contains { $0 != " " } ? index : nil
        }
        let word = space.map { text[$0...].drop { $0 == " " } } ?? text
        let isTooLong = word.prefix { $0 != " " }.count > longestWord
        if let comma = text.prefix(room).lastIndex(of: ","), isTooLong, space.map({ $0 < comma }) ?? true {
            return (String(text[...comma]), text[text.index(after: comma)...].drop { $0 == " " })
        }
        if let space { return (text[..<space].trimmingSpacesAtEnd(), word) }
        return (String(text.prefix(room)), text.dropFirst(room))
    }
}

extension StringProtocol {
    func trimmingSpacesAtEnd() -> String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// This text filled with spaces on the right.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }

    /// This text filled with spaces on the left.
    func alignedRight(in width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - count)) + self
    }
}
