/// A place in a document, counted from 1 as editors do.
public struct SourceLocation: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The file's path as the user gave it.
    public let file: String
    /// The line; 0 means the file as a whole.
    public let line: Int
    /// The column; 0 means the line as a whole.
    public let column: Int

    /// Creates a place.
    public init(file: String, line: Int = 0, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file`, `file:line` or `file:line:column`.
    public var description: String {
        line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
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
    public let severity: Severity
    /// Where it stands.
    public let location: SourceLocation
    /// What is wrong, lower case, no full stop, literals in backticks, never a value that may be secret.
    public let message: String
    /// What to do about it, imperative.
    public let hint: String?
    /// The line of the document it stands on, safe for a terminal; nil when that line may hold a secret.
    public let excerpt: String?

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
    }

    /// The same problem with the line it stands on.
    public func with(excerpt: String) -> Problem {
        Problem(severity, at: location, message, hint: hint, excerpt: excerpt)
    }
}

/// Everything wrong with the documents of a run, all at once; no PC was contacted.
public struct InvalidDocuments: Error, Hashable, Sendable {
    /// The problems in reading order; at least one is an error.
    public let problems: [Problem]

    /// Creates the error; problems are put in order of file and line.
    public init(_ problems: [Problem]) {
        self.problems = problems.sorted { $0.location < $1.location }
    }
}
