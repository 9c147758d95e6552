import Glibc
import Synchronization

/// Runs blocking calls on threads of their own, so that no call waits behind a stuck one.
///
/// A thread is made per call and ends with it; past `width` at once, calls wait for their turn.
final class LookUpThreads: Sendable {
    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private let width: Int
    private let state = Mutex(State())

    /// Runs at most `width` calls at once.
    init(width: Int) {
        self.width = width
    }

    /// Runs `work` as soon as there is room; `work` may block as long as it likes.
    ///
    /// - Returns: False where the system has no thread to give; `work` is never run then.
    func run(_ work: @escaping @Sendable () -> Void) -> Bool {
        let isRoom = state.withLock { state in
            guard state.running < width else {
                state.waiting.append(work)
                return false
            }
            state.running += 1
            return true
        }
        guard isRoom, !start(work) else { return true }
        state.withLock { $0.running -= 1 }
        return false
    }

    private func start(_ work: @escaping @Sendable () -> Void) -> Bool {
        let job = Job { [self] in
            var next: (@Sendable () -> Void)? = work
            while let current = next {
                current()
                next = state.withLock { state in
                    if state.waiting.isEmpty {
                        state.running -= 1
                        return nil
                    }
                    return state.waiting.removeFirst()
                }
            }
        }
        var thread = pthread_t()
        let context = Unmanaged.passRetained(job).toOpaque()
        let code = pthread_create(
            &thread,
            nil,
            { context in
                pthread_detach(pthread_self())
                context.map { Unmanaged<Job>.fromOpaque($0).takeRetainedValue().body() }
                return nil
            },
            context
        )
        if code != 0 { Unmanaged<Job>.fromOpaque(context).release() }
        return code == 0
    }

    /// What a thread is made for.
    private final class Job: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
