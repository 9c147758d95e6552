import RoomModel

/// A PC's own clock, as `date +%s.%N` prints it.
struct PCTime: Hashable {
    /// What a clock may show, in milliseconds since 1970: to the year 5138.
    static let believed: ClosedRange<Int64> = 0...99_999_999_999_999

    /// The moment the PC believes it is.
    let timestamp: Timestamp

    /// Reads seconds since 1970, with the part of a second where the PC's `date` knows `%N`.
    ///
    /// Elsewhere the middle of the second is taken. At most 11 digits: the year 5138.
    ///
    /// - Parameter text: `1790000000.123456789`, or `1790000000.N`.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let seconds = Int64(digits: parts[0], in: 0...99_999_999_999) else { return nil }
        let fraction = parts.dropFirst().first
        switch fraction {
        case nil, "N", "%N": timestamp = Timestamp(milliseconds: seconds * 1_000 + 500)
        case let digits?:
            guard digits.utf8.count == 9, let nanoseconds = Int64(digits: digits, in: 0...999_999_999) else {
                return nil
            }
            timestamp = Timestamp(milliseconds: seconds * 1_000 + nanoseconds / 1_000_000)
        }
    }

    /// How far the PC is ahead of the controller, from one question and one answer.
    ///
    /// Half of what the way there and back took is set against each side (RFC 5905 §8).
    ///
    /// - Parameters:
    ///   - began: The PC's clock when it began.
    ///   - ended: The PC's clock when it had ended.
    ///   - received: The controller's clock when the end arrived.
    ///   - took: How long it took, seen from the controller.
    /// - Returns: The offset; nil when the PC's times cannot both be true.
    static func offset(began: PCTime, ended: PCTime, received: Timestamp, took: Duration) -> Duration? {
        let onTheWay = took - ended.timestamp.since(began.timestamp)
        guard ended.timestamp >= began.timestamp, onTheWay > .seconds(-2) else { return nil }
        return ended.timestamp.since(received) + max(.zero, onTheWay) / 2
    }
}
