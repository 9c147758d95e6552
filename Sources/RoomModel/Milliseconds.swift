/// A time that passed as JSON writes it: a number of milliseconds, to the microsecond; within 2^53 seconds.
struct Milliseconds: Codable {
    let duration: Duration

    private static let longest: Int64 = 1 << 53

    init(_ duration: Duration) {
        self.duration = duration
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(Double.self)
        let whole = (value / 1_000).rounded(.towardZero)
        guard let seconds = Int64(exactly: whole), (-Self.longest...Self.longest).contains(seconds) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a time of \(value) ms is out of range"
            )
        }
        duration = .seconds(seconds) + .microseconds(Int64(((value - whole * 1_000) * 1_000).rounded()))
    }

    func encode(to encoder: any Encoder) throws {
        let (seconds, attoseconds) = duration.components
        let microseconds = Double(seconds) * 1_000_000 + Double(attoseconds / 1_000_000_000_000)
        var container = encoder.singleValueContainer()
        try container.encode(microseconds / 1_000)
    }
}
