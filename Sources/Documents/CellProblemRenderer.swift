import RoomModel

/// Puts problems of a spreadsheet into text as its user counts: `baris  9 kolom B   …`, below it `-> …`.
struct CellProblemRenderer {
    private let language: Language
    private let width: Int
    private let rowDigits: Int
    private let longestLetters: Int

    /// A table for these problems: the places stand below each other.
    init(_ problems: [Problem], language: Language, width: Int) {
        self.language = language
        self.width = width
        rowDigits = max(2, problems.map { String($0.location.line).count }.max() ?? 0)
        longestLetters = problems.map(\.location.letters.count).max() ?? 0
    }

    /// One problem, each line ended by a line feed.
    func render(_ problem: Problem) -> String {
        let lead = place(problem.location)
        let note = Localized(id: "catatan: ", en: "note: ")[language]
        let message = (problem.severity == .warning ? note : "") + problem.message(in: language)
        let indent = String(repeating: " ", count: lead.count)
        var lines = ProblemRenderer.folded(message, after: lead)
        lines += ProblemRenderer.folded(problem.hint(in: language) ?? "", after: indent + "-> ")
        return lines.map { $0 + "\n" }.joined()
    }

    private func place(_ location: SourceLocation) -> String {
        guard location.line > 0 else { return "  " }
        let digits = String(location.line)
        let row = String(repeating: " ", count: rowDigits - digits.count) + digits
        let (rowWord, columnWord) = language == .indonesian ? ("baris", "kolom") : ("row", "column")
        let letters = location.letters
        let column =
            letters.isEmpty ? String(repeating: " ", count: columnWord.count + 1) : "\(columnWord) \(letters)"
        let padding = String(repeating: " ", count: longestLetters - letters.count + 3)
        return "  \(rowWord) \(row) \(column)\(padding)"
    }
}
