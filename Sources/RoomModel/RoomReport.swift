/// What a run's events say of a room: one row a PC, and the room's verdict.
public struct RoomReport: Hashable, Sendable {
}
