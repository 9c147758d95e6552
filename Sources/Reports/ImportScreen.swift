public import RoomModel

/// What an import of a spreadsheet understood.
public struct ImportSummary: Hashable, Sendable {
    /// How many PCs there are.
    public let computers: Int
    /// How many of them are spares.
    public let spares: Int
    /// How many of them have a seat.
    public let seats: Int
    /// The groups, without `spares`.
    public let groups: [String]
    /// Each column that has a title: its letters, its title, and what it is taken as, or that it is not used.
    public let columns: [Column]

    /// A column and what it is taken as.
    public struct Column: Hashable, Sendable {
        /// The letters of the column in a spreadsheet.
        public let letters: String
        /// As its header says.
        public let title: String
        /// What it is taken as.
        public let meaning: Localized

        /// Creates the value.
        public init(letters: String, title: String, meaning: Localized) {
            self.letters = letters
            self.title = title
            self.meaning = meaning
        }
    }

    /// Creates the value.
    public init(computers: Int, spares: Int, seats: Int, groups: [String], columns: [Column]) {
        self.computers = computers
        self.spares = spares
        self.seats = seats
        self.groups = groups
        self.columns = columns
    }
}

/// Shows what an import understood, and the next command.
public struct ImportScreen: Sendable {
    private let language: Language
    private let page: Page

    /// Creates the renderer.
    public init(language: Language, page: Page = Page()) {
        self.language = language
        self.page = page
    }

    /// The screen.
    ///
    /// - Parameters:
    ///   - summary: What was understood.
    ///   - source: The spreadsheet's path.
    ///   - target: The inventory's path.
    ///   - next: What is typed next, as a shell takes it.
    /// - Returns: Lines, each ended by a line feed.
    public func render(_ summary: ImportSummary, from source: String, to target: String, next: [String])
        -> String
    {
        func say(_ indonesian: String, _ english: String) -> String {
            Localized(id: indonesian, en: english)[language]
        }
        var facts = [
            say("\(summary.computers) PC", summary.computers == 1 ? "1 PC" : "\(summary.computers) PCs")
        ]
        if summary.spares > 0 {
            facts.append(
                say(
                    "\(summary.spares) cadangan",
                    summary.spares == 1 ? "1 spare" : "\(summary.spares) spares"
                )
            )
        }
        facts.append(say("\(summary.seats) kursi", summary.seats == 1 ? "1 seat" : "\(summary.seats) seats"))
        if !summary.groups.isEmpty {
            facts.append(
                say("grup: ", "groups: ") + summary.groups.map { $0.safe(limit: 40) }.joined(separator: " ")
            )
        }
        var lines = page.wrap("\(source.safe()) -> \(target.safe())")
        lines += page.wrap(facts.joined(separator: ", ")) + [""]
        let head = (say("KOLOM", "COLUMN"), say("JUDUL", "TITLE"), say("DIBACA SEBAGAI", "TAKEN AS"))
        let rows =
            [head] + summary.columns.map { ($0.letters, $0.title.safe(limit: 30), $0.meaning[language]) }
        let widths = (rows.map(\.0.count).max() ?? 0, rows.map(\.1.count).max() ?? 0)
        for row in rows {
            lines.append("\(padded(row.0, widths.0))  \(padded(row.1, widths.1))  \(row.2)")
        }
        let lead = say("Berikutnya: ", "Next: ")
        lines.append("")
        for (index, command) in next.enumerated() {
            lines.append((index == 0 ? lead : String(repeating: " ", count: lead.count)) + command.safe())
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
