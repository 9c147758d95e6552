import FoundationEssentials
import RoomModel

/// One event as it is kept: its exact bytes, and what they say.
struct EventRecord {
    /// The line, without its line break.
    let bytes: Data
    /// What it says; nil where this version does not know it, and where it is damaged.
    let event: RunEvent?

    /// Takes a line on record.
    init(_ bytes: Data) {
        self.bytes = bytes
        let event = try? JSONDecoder().decode(RunEvent.self, from: bytes)
        self.event = event.flatMap { Timestamp.ofRecords.contains($0.at.milliseconds) ? $0 : nil }
    }

    /// Writes an event down.
    ///
    /// - Throws: An `EncodingError` for a number JSON cannot hold.
    init(_ event: RunEvent) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        bytes = try encoder.encode(event)
        self.event = event
    }
}

/// What tells runs apart: their room and their name.
struct RunKey: Hashable, Sendable {
    /// The room's key: its name and what tells its folder from others.
    let room: String
    /// The run's name, sortable by time.
    let name: String
}
