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
    /// Told how many bytes have arrived on the PC so far, where a step sends many.
    public let sent: @Sendable (ByteCount) -> Void

    /// Creates a context.
    public init(
        connection: any Connection,
        now: @escaping @Sendable () -> Timestamp,
        recheck: @escaping @Sendable () async throws(StepFailure) -> Void = {},
        pause: @escaping @Sendable (Duration) async -> Bool = { (try? await Task.sleep(for: $0)) != nil },
        sent: @escaping @Sendable (ByteCount) -> Void = { _ in }
    ) {
        self.connection = connection
        self.now = now
        self.recheck = recheck
        self.pause = pause
        self.sent = sent
    }
}
