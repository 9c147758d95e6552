import Remoting
import Synchronization

/// What stands before the bytes for a PC: open, until nobody knows any more whether the exam has begun there.
final class SendingGate: Sendable {
    private let openness = Mutex(true)
    private let bell = Bell()

    /// Whether bytes may pass.
    var isOpen: Bool { openness.withLock(\.self) }

    /// From now on nothing passes.
    func close() {
        openness.withLock { $0 = false }
    }

    /// From now on bytes pass, and those that waited.
    func open() {
        openness.withLock { $0 = true }
        bell.ring()
    }

    /// Returns when the gate is open, or the task is cancelled.
    func pass() async {
        await bell.wait { isOpen ? () : nil }
    }
}
