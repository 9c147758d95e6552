/// A moment on the controller's wall clock, for people; deadlines use a monotonic clock instead.
///
/// Moments lie within 2^53 ms of 1970 (285,000 years), so that no reckoning with two of them traps.
public struct Timestamp: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since 1970-01-01 00:00 UTC, -2^53 to 2^53.
    public let milliseconds: Int64

    private static let farthest: Int64 = 1 << 53

    /// Creates a moment; one past the ends of time is that end.
    public init(milliseconds: Int64) {
        self.milliseconds = min(max(-Self.farthest, milliseconds), Self.farthest)
    }

    /// The moment somebody else writes as milliseconds since 1970, in plain decimal digits; nil for anything else, and
    /// for a moment past the ends of time.
    ///
    /// - Parameter digits: The digits, without a sign.
    public init?(digits: some StringProtocol) {
        guard let milliseconds = Int64(digits: digits, in: 0...Self.farthest) else { return nil }
        self.milliseconds = milliseconds
    }

    /// The moment `duration` later, within the ends of time.
    public func advanced(by duration: Duration) -> Timestamp {
        let step = min(max(-2 * Self.farthest, duration.inMilliseconds), 2 * Self.farthest)
        return Timestamp(milliseconds: milliseconds + step)
    }

    /// How long after `earlier` this moment is; negative when it is before.
    public func since(_ earlier: Timestamp) -> Duration {
        .milliseconds(milliseconds - earlier.milliseconds)
    }

    /// Compares the moments.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// Reads milliseconds since 1970.
    ///
    /// - Throws: `DecodingError` for a moment past the ends of time.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let milliseconds = try container.decode(Int64.self)
        guard (-Self.farthest...Self.farthest).contains(milliseconds) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "\(milliseconds) is no moment"
            )
        }
        self.milliseconds = milliseconds
    }

    /// Writes milliseconds since 1970.
    public func encode(to encoder: any Encoder) throws {
        try milliseconds.encode(to: encoder)
    }
}

extension Duration {
    /// Whole milliseconds, rounded towards zero; past 292 million years the largest number there is.
    public var inMilliseconds: Int64 {
        let (whole, isPast) = components.seconds.multipliedReportingOverflow(by: 1_000)
        let (sum, isOver) = whole.addingReportingOverflow(components.attoseconds / 1_000_000_000_000_000)
        return isPast || isOver ? (components.seconds < 0 ? .min : .max) : sum
    }
}
