public import RoomModel

/// How a command ended.
public enum CommandExit: Hashable, Sendable {
    /// With this code, proved as the request asked.
    case code(Int)
    /// By this signal, without `SIG` (RFC 4254 §6.10).
    case signal(String)
    /// Its end was not seen: the proof is missing. Never taken for success.
    case unknown
}

/// What is kept of one output stream.
public struct CapturedOutput: Hashable, Sendable {
    /// The first bytes.
    public let head: [UInt8]
    /// The last bytes, where some in between were dropped.
    public let tail: [UInt8]
    /// How many bytes between them were dropped.
    public let omitted: Int

    /// Creates a capture.
    public init(head: [UInt8] = [], tail: [UInt8] = [], omitted: Int = 0) {
        self.head = head
        self.tail = tail
        self.omitted = omitted
    }

    /// Whether bytes were dropped.
    public var isTruncated: Bool { omitted > 0 }

    /// All kept bytes; where some were dropped, a line says how many, in English.
    public var bytes: [UInt8] { bytes(in: .english) }

    /// The kept bytes as text for people, not yet safe for a terminal; where some were dropped, a line says how many.
    ///
    /// - Parameter language: The language of that line.
    /// - Returns: The text; what is no UTF-8 becomes U+FFFD.
    public func text(in language: Language) -> String { String(decoding: bytes(in: language), as: UTF8.self) }

    private func bytes(in language: Language) -> [UInt8] {
        guard isTruncated else { return head }
        let gap = Localized(id: "\(omitted) byte tidak disimpan", en: "\(omitted) bytes left out")
        return head + Array("\n[… \(gap[language]) …]\n".utf8) + tail
    }

    /// The kept bytes as text, not yet safe for a terminal; what is no UTF-8 becomes U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// How a command ended and what it printed.
///
/// A code other than 0 is a value, not an error.
public struct CommandResult: Hashable, Sendable {
    /// How it ended.
    public let exit: CommandExit
    /// Whether it ran at all; where not, the login shell said something else instead, and that is what was printed.
    public let hasBegun: Bool
    /// What it printed, without a sentinel's line; a proof line of the command's own is its last.
    public let standardOutput: CapturedOutput
    /// What it printed to stderr.
    public let standardError: CapturedOutput
    /// From the request to the proof.
    public let took: Duration

    /// Creates a result.
    public init(
        exit: CommandExit,
        hasBegun: Bool = true,
        standardOutput: CapturedOutput = CapturedOutput(),
        standardError: CapturedOutput = CapturedOutput(),
        took: Duration = .zero
    ) {
        self.exit = exit
        self.hasBegun = hasBegun
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.took = took
    }
}
