/// A piece of what somebody else said, such as a PC, safe for a terminal, and whether more followed.
public struct Excerpt: Hashable, Sendable {
    /// The piece; ends in `…` where it was cut, as what was said may do too.
    public let text: String
    /// Whether more followed.
    public let isCut: Bool

    /// The piece for a sentence that is English in both languages, with `(cut)` behind it where more followed.
    public var english: String { isCut ? text + " (cut)" : text }
}

extension String {
    /// The beginning of this text as ``safe(limit:)`` makes it, and whether that is all of it.
    ///
    /// - Parameter limit: The most characters kept.
    /// - Returns: The piece.
    public func excerpt(limit: Int) -> Excerpt {
        Excerpt(text: safe(limit: limit), isCut: unicodeScalars.dropFirst(limit).first != nil)
    }
}

extension String {
    /// What a server or a PC said, as one line that is safe for a terminal: its lines one behind the other.
    ///
    /// Lines without a letter or a digit (frames of stars, empty ones) are left out.
    ///
    /// - Parameter limit: The most characters kept (default 200).
    /// - Returns: The words; nil where nothing was said.
    public func words(limit: Int = 200) -> String? {
        let lines = split(whereSeparator: \.isNewline)
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .filter { $0.contains { $0.isLetter || $0.isNumber } }
        return lines.isEmpty ? nil : lines.joined(separator: " ").safe(limit: limit)
    }

    /// Whether this text holds one of `secrets`.
    public func repeats(any secrets: [Secret]) -> Bool {
        secrets.contains { $0.reveal { !$0.isEmpty && contains($0) } }
    }
}

extension Measure {
    /// A value that a PC said.
    public static func said(_ excerpt: Excerpt) -> Measure { .text(excerpt.text, isCut: excerpt.isCut) }
}

extension UnmeasuredReason {
    /// An answer that made no sense.
    public static func nonsense(_ excerpt: Excerpt) -> UnmeasuredReason {
        .unreadable(excerpt.text, isCut: excerpt.isCut)
    }
}
