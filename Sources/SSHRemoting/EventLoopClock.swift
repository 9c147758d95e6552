import NIOCore
import Synchronization

/// The monotonic clock of event loops: who sleeps on it is woken by the loop it runs on, else by any of them.
///
/// Most deadlines end long before they pass; on `ContinuousClock` each of them would still wake a thread that only keeps
/// timers (a fourteenth of a scan's processor time). Time in which the machine is suspended does not count. The loops end
/// last: nobody may begin to sleep after them.
struct EventLoopClock: Clock {
    typealias Instant = ContinuousClock.Instant

    let loops: any EventLoopGroup

    var now: Instant { ContinuousClock.now }

    var minimumResolution: Duration { ContinuousClock().minimumResolution }

    /// Sleeps until `deadline`, whatever the tolerance.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled or the loop ends.
    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let alarm = Alarm()
        let amount = TimeAmount(now.duration(to: deadline))
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                alarm.set(for: continuation) { try loops.any().scheduleCallback(in: amount, handler: alarm) }
            }
        } onCancel: {
            alarm.end(.failure(CancellationError()))?.cancel()
        }
    }
}

/// Wakes one sleeper, once: when its time has come, its task is cancelled, or the loop ends.
private final class Alarm: NIOScheduledCallbackHandler, Sendable {
    private enum State {
        case unset
        case set(CheckedContinuation<Void, any Error>, NIOScheduledCallback)
        case over
    }

    private let state = Mutex(State.unset)

    func set(
        for continuation: CheckedContinuation<Void, any Error>,
        _ schedule: () throws -> NIOScheduledCallback
    ) {
        let failure: (any Error)? = state.withLock { state in
            guard case .unset = state else { return CancellationError() }
            do {
                state = .set(continuation, try schedule())
                return nil
            } catch {
                state = .over
                return error
            }
        }
        if let failure { continuation.resume(throwing: failure) }
    }

    /// Wakes the sleeper, if it has not been woken.
    ///
    /// - Returns: What would still have woken it.
    @discardableResult
    func end(_ result: Result<Void, any Error>) -> NIOScheduledCallback? {
        let last = state.withLock { state in
            defer { state = .over }
            return state
        }
        guard case .set(let continuation, let callback) = last else { return nil }
        continuation.resume(with: result)
        return callback
    }

    func handleScheduledCallback(eventLoop: some EventLoop) {
        end(.success(()))
    }

    func didCancelScheduledCallback(eventLoop: some EventLoop) {
        end(.failure(CancellationError()))
    }
}
