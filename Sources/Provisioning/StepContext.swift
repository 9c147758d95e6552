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
    /// Throws ``StepFailure`` `.examOpen` where the exam app runs, or may run.
    public let recheck: @Sendable () async throws(StepFailure) -> Void
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
        pause: @escaping @Sendable (Duration) async -> Bool = { (try? await Task.sleep(for: $0)) != nil },
        turn: Turn = Turn(),
        sent: @escaping @Sendable (ByteProgress) -> Void = { _ in }
    ) {
        self.connection = connection
        self.now = now
        self.recheck = recheck
        self.pause = pause
        self.turn = turn
        self.sent = sent
    }
}
