import Synchronization

/// Somebody wants the run to end: the file under way is finished, no other one is begun.
public final class StopRequest: Sendable {
    private let isAsked = Atomic(false)

    /// Nobody has asked yet.
    public init() {}

    /// Asks; for good, from any thread.
    public func ask() { isAsked.store(true, ordering: .relaxed) }

    /// Whether somebody has asked.
    public var wasAsked: Bool { isAsked.load(ordering: .relaxed) }
}
