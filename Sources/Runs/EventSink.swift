public import RoomModel

/// Takes every event of a run, in order, without losing one.
public protocol EventSink: Sendable {
    /// Keeps `event`; returns when it is kept.
    func record(_ event: RunEvent) async
}
