/// How long runs are kept (`history_keep`): `400 days`, `200 runs` or `all`.
public enum Retention: Hashable, Sendable, Codable, CustomStringConvertible {
    /// So many days, 1 to 36,500.
    case days(Int)
    /// So many runs of a room, 1 to 1,000,000.
    case runs(Int)
    /// For ever.
    case all

    /// 400 days: the same weeks of the year before can still be seen.
    public static let usual = Retention.days(400)

    /// Reads `400 days`, `200 runs` or `all`; nil for anything else.
    public init?(_ text: String) {
        let words = text.lowercased().split(separator: " ")
        if words == ["all"] {
            self = .all
            return
        }
        guard words.count == 2, words[0].utf8.allSatisfy(\.isDigit), let count = Int(words[0]), count > 0
        else { return nil }
        switch words[1] {
        case "day", "days":
            guard count <= 36_500 else { return nil }
            self = .days(count)
        case "run", "runs":
            guard count <= 1_000_000 else { return nil }
            self = .runs(count)
        default: return nil
        }
    }

    /// `400 days`, the way inventories and JSON write it.
    public var description: String {
        switch self {
        case .days(let count): count == 1 ? "1 day" : "\(count) days"
        case .runs(let count): count == 1 ? "1 run" : "\(count) runs"
        case .all: "all"
        }
    }

    /// Reads it from its text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let retention = Retention(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "it reads `400 days`")
        }
        self = retention
    }

    /// Writes it as its text.
    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}
