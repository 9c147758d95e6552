public import RoomModel

/// The turn of one PC among those that want to move many bytes: so many at a time, the others wait.
public struct Turn: Sendable {
    /// How a turn came.
    public enum Entry: Sendable {
        /// Without waiting.
        case atOnce
        /// When others had left.
        case waited
        /// Nothing is to be begun any more.
        case never
    }

    private let enter: @Sendable () async -> Entry
    private let leave: @Sendable () -> Void

    /// A turn that is there at once.
    public init() {
        self.init(enter: { .atOnce }, leave: {})
    }

    /// Creates a turn.
    ///
    /// - Parameters:
    ///   - enter: Returns when it is there, or never will be.
    ///   - leave: Called behind the work.
    public init(enter: @escaping @Sendable () async -> Entry, leave: @escaping @Sendable () -> Void) {
        self.enter = enter
        self.leave = leave
    }

    /// Does `work` when the turn is there.
    ///
    /// - Parameters:
    ///   - recheck: Asked first where it had to wait: what was measured before counts no longer (default: nothing).
    ///   - work: What moves many bytes.
    /// - Returns: What `work` returns.
    /// - Throws: ``StepFailure`` `.stopped` where it never came, and what `recheck` and `work` throw.
    public func callAsFunction<Success>(
        behindWaiting recheck: () async throws(StepFailure) -> Void = {},
        _ work: () async throws -> Success
    ) async throws -> Success {
        let entry = await enter()
        guard entry != .never else { throw StepFailure(.stopped) }
        defer { leave() }
        if entry == .waited { try await recheck() }
        return try await work()
    }
}
