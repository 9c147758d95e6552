/// A place in a document, counted from 1 as editors do.
public struct SourceLocation: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The file's path as the user gave it.
    public let file: String
    /// The line; 0 means the file as a whole.
    public let line: Int
    /// The column; 0 means the line as a whole.
    public let column: Int
    /// Whether the place is a cell of a spreadsheet: the line is its row, the column its column.
    public let isCell: Bool

    /// Creates a place.
    public init(file: String, line: Int = 0, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
        isCell = false
    }

    /// Creates a place in a spreadsheet.
    ///
    /// - Parameters:
    ///   - file: The file's path as the user gave it.
    ///   - row: The row as the spreadsheet numbers it; 0 means the file as a whole.
    ///   - cell: The column, counted from 1 for `A`; 0 means the row as a whole.
    public init(file: String, row: Int, cell: Int = 0) {
        self.file = file
        line = row
        column = cell
        isCell = true
    }

    /// The column's letters in a spreadsheet, from `A`; empty for the row as a whole.
    public var letters: String {
        var letters = ""
        var rest = column
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }

    /// `file`, `file:line` or `file:line:column`; in a spreadsheet `file:9:B`.
    public var description: String {
        guard line > 0 else { return file }
        return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(isCell ? letters : String(column))"
    }

    /// Orders by file, line and column.
    public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

/// One thing wrong with a document, where it is, and what to do.
public struct Problem: Hashable, Sendable {
    /// Whether the document can be used all the same.
    public enum Severity: Hashable, Sendable {
        /// The document is used; the user is told.
        case warning
        /// The document is refused.
        case error
    }

    /// How bad it is.
    public private(set) var severity: Severity
    /// Where it stands.
    public let location: SourceLocation
    /// What is wrong, lower case, no full stop, literals in backticks, never a value that may be secret.
    public let message: String
    /// What to do about it, imperative.
    public let hint: String?
    /// The line of the document it stands on, safe for a terminal; nil when that line may hold a secret.
    public private(set) var excerpt: String?
    /// ``message`` and ``hint`` in Indonesian, where a teacher reads them.
    private let indonesian: Sentences?

    private struct Sentences: Hashable, Sendable {
        let message: String
        let hint: String?
    }

    /// Creates a problem that a teacher reads.
    ///
    /// - Parameters:
    ///   - severity: How bad it is.
    ///   - location: Where it stands.
    ///   - message: What is wrong.
    ///   - hint: What to do about it.
    public init(
        _ severity: Severity = .error,
        at location: SourceLocation,
        _ message: Localized,
        hint: Localized?
    ) {
        self.severity = severity
        self.location = location
        self.message = message.en
        self.hint = hint?.en
        excerpt = nil
        indonesian = Sentences(message: message.id, hint: hint?.id)
    }

    /// What is wrong, in `language` where that exists, else in English.
    public func message(in language: Language) -> String {
        language == .indonesian ? indonesian?.message ?? message : message
    }

    /// What to do about it, in `language` where that exists, else in English.
    public func hint(in language: Language) -> String? {
        if language == .indonesian, let indonesian { indonesian.hint } else { hint }
    }

    /// Creates a problem.
    public init(
        _ severity: Severity = .error,
        at location: SourceLocation,
        _ message: String,
        hint: String? = nil,
        excerpt: String? = nil
    ) {
        self.severity = severity
        self.location = location
        self.message = message
        self.hint = hint
        self.excerpt = excerpt
        indonesian = nil
    }

    /// The same problem as a note.
    public var noted: Problem { with(.warning) }

    /// The same problem as an error.
    public var raised: Problem { with(.error) }

    private func with(_ severity: Severity) -> Problem {
        var problem = self
        problem.severity = severity
        return problem
    }

    /// The same problem with more at the end of its sentence, in each language it has.
    public func adding(_ more: Localized) -> Problem {
        guard let indonesian else {
            return Problem(severity, at: location, message + more.en, hint: hint, excerpt: excerpt)
        }
        let hint = hint.map { Localized(id: indonesian.hint ?? $0, en: $0) }
        let sentence = Localized(id: indonesian.message + more.id, en: message + more.en)
        var problem = Problem(severity, at: location, sentence, hint: hint)
        problem.excerpt = excerpt
        return problem
    }

    /// The same problem with the line it stands on.
    public func with(excerpt: String) -> Problem {
        var problem = self
        problem.excerpt = excerpt
        return problem
    }
}

/// Everything wrong with the documents of a run, all at once; no PC was contacted.
public struct InvalidDocuments: Error, Hashable, Sendable {
    /// The problems in reading order; at least one is an error.
    public let problems: [Problem]
    /// The language the room speaks, if its documents say so.
    public let language: Language?

    /// Creates the error; problems are put in order of file and line.
    public init(_ problems: [Problem], language: Language? = nil) {
        self.problems = problems.sorted { $0.location < $1.location }
        self.language = language
    }
}
