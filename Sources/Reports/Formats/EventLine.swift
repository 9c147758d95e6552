import FoundationEssentials
public import RoomModel

/// One event of a run as one line of JSON, for a program that follows the run while it goes on.
public struct EventLine: Sendable {
    /// Creates a renderer.
    public init() {}

    /// Renders an event.
    ///
    /// - Returns: One object with sorted keys and a newline; what could act on a terminal is escaped.
    /// - Throws: An `EncodingError` for a number JSON cannot hold.
    public func render(_ event: RunEvent) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(event), as: UTF8.self).escapingControlsInJSON + "\n"
    }
}

extension String {
    /// This JSON with everything escaped that could act on a terminal; such characters only occur inside texts, where
    /// an escape means the same character.
    var escapingControlsInJSON: String {
        var safe = ""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
                let code = String(scalar.value, radix: 16)
                safe += "\\u" + String(repeating: "0", count: 4 - code.count) + code
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
