public import RoomModel

/// Puts problems into text: `file:7:5: error: …`, the line concerned with a caret, what to do.
public enum ProblemRenderer {
    /// The longest line before it is folded (columns).
    private static let width = 80

    /// All problems, one after another.
    ///
    /// - Parameters:
    ///   - problems: The problems, in the order they are shown.
    ///   - language: The language of what is for teachers (default: English); all else is in English.
    /// - Returns: Lines, each ended by a line feed; nothing for no problems.
    public static func render(_ problems: [Problem], language: Language = .english) -> String {
        let cells = problems.filter(\.location.isCell)
        guard !cells.isEmpty else { return problems.map { render($0, language) }.joined() }
        let table = CellProblemRenderer(cells, language: language, width: width)
        let names = Set(problems.map(\.location.file))
        var last: String?
        return problems.map { problem in
            guard problem.location.isCell else {
                last = nil
                return render(problem, language)
            }
            let file = problem.location.file
            defer { last = file }
            let title = names.count > 1 && last != file ? file.safe(limit: 400) + "\n" : ""
            return title + table.render(problem)
        }
        .joined()
    }

    private static func render(_ problem: Problem, _ language: Language) -> String {
        let isEnglish = language == .english || problem.message(in: language) == problem.message
        let word =
            switch problem.severity {
            case .error: isEnglish ? "error" : "kesalahan"
            case .warning: isEnglish ? "warning" : "peringatan"
            }
        let advice = isEnglish ? "hint" : "saran"
        let place = problem.location
        let lead = "\(place.description.safe(limit: 400)): \(word):"
        let message = problem.message(in: language)
        var text = "\(lead) \(message)\n"
        // Behind a long path there is little room; what does not fit stands below it.
        if text.count > width + 1 {
            text = ([lead] + folded(message, after: "  ")).map { $0 + "\n" }.joined()
        }
        if let excerpt = problem.excerpt {
            let number = String(place.line)
            let margin = String(repeating: " ", count: max(5, number.count))
            text += margin.dropLast(number.count) + number + " | " + excerpt + "\n"
            text += margin + " | " + String(repeating: " ", count: place.column - 1) + "^\n"
        }
        for line in folded(problem.hint(in: language) ?? "", after: "    \(advice): ") { text += line + "\n" }
        return text
    }

    /// `text` in lines of at most ``width`` columns, the later ones indented under the first.
    ///
    /// A no-break space (U+00A0) never breaks and is written as a space: it keeps a command whole.
    static func folded(_ text: String, after lead: String) -> [String] {
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
        return (isFresh ? lines : lines + [line]).map { $0.replacing("\u{A0}", with: " ") }
    }
}
