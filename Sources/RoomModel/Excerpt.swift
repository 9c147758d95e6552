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
