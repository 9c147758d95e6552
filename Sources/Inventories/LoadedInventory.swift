public import RoomModel

/// Everything the documents say, ready for a run.
public struct LoadedInventory: Hashable, Sendable {
    /// The rooms, in the order of the paths and of the documents.
    public let rooms: [Room]
    /// The inventories the rooms are made of: one of all merged sources, or one a room folder.
    public let inventories: [Inventory]
    /// Hosts that SSH does not serve (switches, containers): in the inventories, in no room, and left out of every run.
    public let unserved: [Host]
    /// What the user should know and need not repair; what the rooms' ``Room/doubts`` say is among it.
    public let notes: [Problem]

    /// Creates the value.
    public init(rooms: [Room], inventories: [Inventory] = [], unserved: [Host] = [], notes: [Problem]) {
        self.rooms = rooms
        self.inventories = inventories
        self.unserved = unserved
        self.notes = notes
    }
}
