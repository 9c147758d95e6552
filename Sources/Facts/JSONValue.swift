/// A JSON value from a Windows PC.
public indirect enum JSONValue: Hashable, Sendable, Codable {
    /// `null`: the PC could not tell.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// Any number.
    case number(Double)
    /// A string, not yet safe for a terminal.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object; a key given twice is refused by the reader.
    case object([String: JSONValue])

    /// The value of `key` of an object, or nil.
    public subscript(key: String) -> JSONValue? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    /// Whether it is an object of exactly these keys: one that lacks a key, or has another, is of something else.
    func isObject(of keys: Set<String>) -> Bool {
        if case .object(let members) = self { Set(members.keys) == keys } else { false }
    }

    /// How many values it is: 1, and of an array or an object those in it.
    var size: Int {
        switch self {
        case .null, .bool, .number, .string: 1
        case .array(let elements): elements.reduce(1) { $0 + $1.size }
        case .object(let members): members.values.reduce(1) { $0 + $1.size }
        }
    }

    /// The text of a string, or nil.
    public var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number, or nil.
    public var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// Reads any JSON value.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// Writes the value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}
