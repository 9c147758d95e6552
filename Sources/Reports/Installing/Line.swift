import RoomModel

/// The way that files take from this laptop to the PCs.
public struct Line: Hashable, Sendable {
    /// How fast it is, in Mb/s.
    public let megabitsPerSecond: Int
    /// Whether the laptop's card says so; else it is taken for what most school labs have.
    public let isKnown: Bool
    /// To how many PCs at once.
    public let width: Int

    /// A switch of 100BASE-TX (IEEE 802.3u), as most school labs have.
    private static let usual = 100
    /// What of it files get: the rest is headers, and PCs that are not ready to take more (our judgement).
    private static let share = 0.8

    /// Creates the record.
    ///
    /// - Parameters:
    ///   - megabitsPerSecond: How fast it is; nil (the default): not known.
    ///   - width: To how many PCs at once (default 8).
    public init(megabitsPerSecond: Int? = nil, width: Int = 8) {
        isKnown = megabitsPerSecond != nil
        self.megabitsPerSecond = megabitsPerSecond ?? Self.usual
        self.width = width
    }

    /// About how long these bytes take, at least a second.
    func time(for bytes: ByteCount) -> Duration {
        let seconds = Double(bytes.bytes) * 8 / (Double(megabitsPerSecond) * 1_000_000 * Self.share)
        return .seconds(max(1, Int(seconds.rounded(.up))))
    }
}
