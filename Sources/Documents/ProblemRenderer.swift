public import RoomModel

/// Puts problems into text: `file:7:5: error: …`, the line concerned with a caret, what to do.
public enum ProblemRenderer {
    /// The longest line of a hint before it is folded (columns).
    private static let width = 80

    /// All problems, one after another.
    ///
    /// - Parameter problems: The problems, in the order they are shown.
    /// - Returns: Lines, each ended by a line feed; nothing for no problems.
    public static func render(_ problems: [Problem]) -> String {
        problems.map(render).joined()
    }

    private static func render(_ problem: Problem) -> String {
        let word =
            switch problem.severity {
            case .error: "error"
            case .warning: "warning"
            }
        let place = problem.location
        var text = "\(place.description.safe(limit: 400)): \(word): \(problem.message)\n"
        if let excerpt = problem.excerpt {
            let number = String(place.line)
            let margin = String(repeating: " ", count: max(5, number.count))
            text += margin.dropLast(number.count) + number + " | " + excerpt + "\n"
            text += margin + " | " + String(repeating: " ", count: place.column - 1) + "^\n"
        }
        for line in folded(problem.hint ?? "", after: "    hint: ") { text += line + "\n" }
        return text
    }

    /// `text` in lines of at most ``width`` columns, the later ones indented under the first.
    private static func folded(_ text: String, after lead: String) -> [String] {
        var lines: [String] = []
        var line = lead
        var isFresh = true
        for word in text.split(separator: " ") {
            if !isFresh, line.count + 1 + word.count > width {
                lines.append(line)
                line = String(repeating: " ", count: lead.count)
                isFresh = true
            }
            line += (isFresh ? "" : " ") + word
            isFresh = false
        }
        return isFresh ? lines : lines + [line]
    }
}
