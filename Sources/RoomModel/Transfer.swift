/// What one PC fetched, and when: one part of what the room's network carries.
public struct Transfer: Hashable, Sendable, Codable {
    /// How much arrived.
    public let amount: ByteCount
    /// When it began, by the controller's clock.
    public let began: Timestamp
    /// How long it took.
    public let took: Duration
    /// What each seat must have, in kilobit per second.
    public let requiredPerSeat: Int
    /// What each seat should have, in kilobit per second.
    public let recommendedPerSeat: Int

    /// Creates the record.
    public init(
        amount: ByteCount,
        began: Timestamp,
        took: Duration,
        requiredPerSeat: Int,
        recommendedPerSeat: Int
    ) {
        self.amount = amount
        self.began = began
        self.took = took
        self.requiredPerSeat = requiredPerSeat
        self.recommendedPerSeat = recommendedPerSeat
    }

    /// When it was over.
    var ended: Timestamp { began.advanced(by: took) }

    /// Kilobit per second.
    public var rate: Double { Transfer.rate(amount.bytes, took) }

    static func rate(_ bytes: Int64, _ time: Duration) -> Double {
        Double(bytes) * 8 / Double(max(1, time.inMilliseconds))
    }

    private enum Key: String, CodingKey {
        case amount, began, took, requiredPerSeat, recommendedPerSeat
    }

    /// Reads the record; `took` is in milliseconds.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        self.init(
            amount: try object.decode(ByteCount.self, forKey: .amount),
            began: try object.decode(Timestamp.self, forKey: .began),
            took: try object.decode(Milliseconds.self, forKey: .took).duration,
            requiredPerSeat: try object.decode(.counts, forKey: .requiredPerSeat),
            recommendedPerSeat: try object.decode(.counts, forKey: .recommendedPerSeat)
        )
    }

    /// Writes the record; `took` is in milliseconds.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(amount, forKey: .amount)
        try object.encode(began, forKey: .began)
        try object.encode(Milliseconds(took), forKey: .took)
        try object.encode(requiredPerSeat, forKey: .requiredPerSeat)
        try object.encode(recommendedPerSeat, forKey: .recommendedPerSeat)
    }
}
