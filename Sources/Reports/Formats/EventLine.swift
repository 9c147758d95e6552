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
