public import RoomModel

/// Everything the documents say, ready for a run.
public struct LoadedInventory: Hashable, Sendable {
    /// The rooms, in the order of the paths and of the documents.
    public let rooms: [Room]
    /// What the user should know and need not repair.
    public let notes: [Problem]

    /// Creates the value.
    public init(rooms: [Room], notes: [Problem]) {
        self.rooms = rooms
        self.notes = notes
    }
}
