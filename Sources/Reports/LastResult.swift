public import RoomModel

/// What the record says of a room's last result.
public enum LastResult: Sendable {
    /// The room was never scanned.
    case never
    /// The room as it was seen last.
    case known(RoomReport)
    /// The record cannot be read: why, and what to do about it. Nobody knows whether there is a result.
    case unreadable(Localized, hint: Localized)
}
