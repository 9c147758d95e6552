import RoomModel

/// How far bytes are: a bar with share and rate, and below it the amounts and the time that is left.
struct ByteBar {
    let wording: Wording
    let page: Page

    /// The longest bar, in marks.
    private static let longest = 50
    /// A thousand years, in seconds.
    private static let longestTime = 1_000 * 365.25 * 86_400

    /// Renders them at one moment.
    ///
    /// - Parameters:
    ///   - bytes: How far all bytes are.
    ///   - elapsed: Since the first of them moved.
    /// - Returns: The lines; none where nothing is to move.
    func lines(_ bytes: ByteProgress, _ elapsed: Duration) -> [String] {
        let (moved, whole) = (bytes.done.bytes, bytes.whole.bytes)
        guard whole > 0 else { return [] }
        let seconds = max(0.001, Double(elapsed.inMilliseconds) / 1_000)
        let rate = Double(moved) / seconds
        let counts =
            "  \(bytes.percent) %  " + wording.amount(ByteCount(rounding: rate))
            + wording("/dtk", "/s")
        let length = min(Self.longest, max(4, page.width - counts.count - 2))
        let full = Int(Int64(length) * min(moved, whole) / whole)
        var text = wording(
            "  \(wording.amount(bytes.done)) dari \(wording.amount(bytes.whole))",
            "  \(wording.amount(bytes.done)) of \(wording.amount(bytes.whole))"
        )
        if moved > 0, moved < whole {
            // A transfer that hardly moves would take longer than any clock counts.
            let left = min(Double(whole - moved) / rate, Self.longestTime)
            let time = wording.time(.seconds(left))
            text += wording(", sisa kira-kira \(time)", ", about \(time) left")
        }
        return [
            "[" + String(repeating: "#", count: full) + String(repeating: "-", count: length - full) + "]"
                + counts
        ] + page.wrap(text, hanging: 2)
    }
}
