import Synchronization

/// How many PCs may still fail before no more are begun.
final class FailureBudget: Sendable {
    private let most: Int?
    private let count = Mutex(0)

    /// - Parameter most: How many may fail (`max_failures`); nil: any number.
    init(_ most: Int?) {
        self.most = most
    }

    /// One more failed.
    func spend() {
        count.withLock { $0 += 1 }
    }

    /// Whether more failed than may.
    var isSpent: Bool { most.map { most in count.withLock { $0 > most } } ?? false }
}
