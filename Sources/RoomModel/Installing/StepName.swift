/// The name of a step, unique in its playbook: `clock`, `file-2`; small letters, digits, `-` and `_`, at most 40.
public struct StepName: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name.
    public let description: String

    /// Checks `text` against the grammar; nil for anything else.
    public init?(_ text: String) {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard !text.isEmpty, text.utf8.count <= 40, isPlain, text.first != "-" else { return nil }
        description = text
    }

    /// Reads the bare name.
    public init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard let name = StepName(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "this is no name of a step")
            )
        }
        self = name
    }

    /// Writes the bare name.
    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}
