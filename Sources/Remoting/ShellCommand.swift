import RoomModel

/// A command as words; it becomes a line of shell text once, here.
public struct ShellCommand: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// The program and its arguments.
    public let words: [String]

    /// Creates a command from its words.
    public init(_ words: [String]) {
        self.words = words
    }

    /// Creates a command from its words.
    public init(arrayLiteral words: String...) {
        self.init(words)
    }

    /// The words as one line for POSIX `sh`, each quoted where it needs to be.
    public var posixLine: String {
        words.map(\.quotedForPosixShell).joined(separator: " ")
    }
}
