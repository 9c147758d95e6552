import RoomModel

/// The turn of one PC among those that want to move many bytes: so many at a time, the others wait.
public struct Turn: Sendable {
    private let enter: @Sendable () async -> Bool
    private let leave: @Sendable () -> Void

    /// A turn that is there at once.
    public init() {
        self.init(enter: { true }, leave: {})
    }

    /// Creates a turn.
    ///
    /// - Parameters:
    ///   - enter: Returns when it is there; false where nothing is to be begun any more.
    ///   - leave: Called behind the work.
    public init(enter: @escaping @Sendable () async -> Bool, leave: @escaping @Sendable () -> Void) {
        self.enter = enter
        self.leave = leave
    }

    /// Does `work` when the turn is there.
    ///
    /// - Parameter work: What moves many bytes.
    /// - Returns: What it returns.
    /// - Throws: ``StepFailure`` `.stopped` where it never came, and what `work` throws.
    public func callAsFunction<Success>(_ work: () async throws -> Success) async throws -> Success {
        guard await enter() else { throw StepFailure(.stopped) }
        defer { leave() }
        return try await work()
    }
}
