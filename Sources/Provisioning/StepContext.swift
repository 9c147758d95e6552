public import Remoting
public import RoomModel

/// The PC that a step works on.
public struct StepContext: Sendable {
    /// The connection; its commands run as the account the step is meant to have.
    public let connection: any Connection
    /// The controller's wall clock.
    public let now: @Sendable () -> Timestamp
    /// Measures the interlock once more: right before what cannot be taken back, in steps that take long.
    ///
    /// Throws ``StepFailure`` `.examOpen` where the exam app runs, or may run, `.inSession` where a session of the
    /// timetable has begun, and `.stopped` where whoever started the run wants it to end.
    public let recheck: @Sendable () async throws(StepFailure) -> Void
    /// What has come up against going on, as ``recheck`` would throw it; nil: nothing.
    ///
    /// It costs nothing: whoever sends for minutes asks behind each piece. The exam app is seen within 25 s.
    public let hindrance: @Sendable () -> StepFailure?
    /// Waits so long; false where the step is to end now.
    public let pause: @Sendable (Duration) async -> Bool
    /// Does what moves many bytes when it is this PC's turn, so that the PCs do not share the line in ever smaller parts.
    public let turn: Turn
    /// Told how far the bytes are, where a step sends many.
    public let sent: @Sendable (ByteProgress) -> Void

    /// Creates a context.
    public init(
        connection: any Connection,
        now: @escaping @Sendable () -> Timestamp,
        recheck: @escaping @Sendable () async throws(StepFailure) -> Void = {},
        hindrance: @escaping @Sendable () -> StepFailure? = { nil },
        pause: @escaping @Sendable (Duration) async -> Bool = { (try? await Task.sleep(for: $0)) != nil },
        turn: Turn = Turn(),
        sent: @escaping @Sendable (ByteProgress) -> Void = { _ in }
    ) {
        self.connection = connection
        self.now = now
        self.recheck = recheck
        self.hindrance = hindrance
        self.pause = pause
        self.turn = turn
        self.sent = sent
    }
}
