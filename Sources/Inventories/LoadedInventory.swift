public import RoomModel

/// Everything the documents say, ready for a run.
public struct LoadedInventory: Hashable, Sendable {
    /// The rooms, in the order of the paths and of the documents.
    public let rooms: [Room]
    /// The inventories the rooms are made of: one of all merged sources, or one a room folder.
    public let inventories: [Inventory]
    /// What the user should know and need not repair.
    public let notes: [Problem]

    /// Creates the value.
    public init(rooms: [Room], inventories: [Inventory] = [], notes: [Problem]) {
        self.rooms = rooms
        self.inventories = inventories
        self.notes = notes
    }
}
