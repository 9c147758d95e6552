import Remoting
import Synchronization

/// How much is being asked of a PC for whose answers what is being sent to it has to wait, over all connections to it.
final class OpenQuestions: Sendable {
    private let count = Mutex(0)
    /// Rings when the last one has its answer, and with it whoever sends.
    private let bell = Bell()

    /// Whether anything is being asked.
    var areOpen: Bool { count.withLock { $0 > 0 } }

    /// Something is asked.
    func begin() {
        count.withLock { $0 += 1 }
    }

    /// It has its answer, or gets none.
    func end() {
        count.withLock { $0 -= 1 }
        bell.ring()
    }

    /// Who sends over the connection of this bell waits for questions from now on.
    func add(_ bell: Bell) {
        self.bell.add(bell)
    }

    /// Its connection is gone.
    func remove(_ bell: Bell) {
        self.bell.remove(bell)
    }
}
