import RoomModel

extension Wording {
    /// What a PC said, cut to `limit` characters; that something is missing is said in words.
    ///
    /// The dots alone may be the PC's own.
    ///
    /// - Parameters:
    ///   - text: What it said.
    ///   - limit: The most characters shown.
    ///   - isCut: Whether it was cut before.
    /// - Returns: The text, with `(cut)` behind it where more followed.
    func excerpt(of text: String, limit: Int, isCut: Bool = false) -> String {
        let excerpt = text.excerpt(limit: limit)
        return excerpt.text + mark(ofCut: isCut || excerpt.isCut)
    }

    /// ` (cut)` behind what was cut; nothing else.
    func mark(ofCut isCut: Bool) -> String { isCut ? self(" (terpotong)", " (cut)") : "" }
}
