import Provisioning
import Remoting
import RoomModel
import Synchronization
import Testing

@testable import Runs

/// So many PCs at a time, and none any more once the run is to stop.
@Suite(.timeLimit(.minutes(1))) struct TurnstileTests {
    private final class Seen: Sendable {
        struct Count {
            var now = 0
            var most = 0
            var all = 0
        }

        let count = Mutex(Count())
    }

    @Test func `no more than the width are in at once, and everybody comes in`() async throws {
        let turnstile = Turnstile(3)
        let seen = Seen()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    let turn = turnstile.turn(unless: StopSignal())
                    try await turn {
                        seen.count.withLock { count in
                            count.now += 1
                            count.all += 1
                            count.most = max(count.most, count.now)
                        }
                        for _ in 0..<5 { await Task.yield() }
                        seen.count.withLock { $0.now -= 1 }
                    }
                }
            }
            try await group.waitForAll()
        }
        let count = seen.count.withLock(\.self)
        #expect(count.all == 40 && count.most <= 3 && count.now == 0)
    }

    @Test func `who waits when the signal comes is let go, who is in comes to the end`() async throws {
        let (turnstile, stop) = (Turnstile(1), StopSignal())
        let gate = AsyncStream.makeStream(of: Void.self)
        let entered = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                let turn = turnstile.turn(unless: stop)
                return try await turn {
                    entered.continuation.finish()
                    for await _ in gate.stream {}
                    return true
                }
            }
            for await _ in entered.stream {}
            group.addTask {
                let turn = turnstile.turn(unless: stop)
                do {
                    return try await turn { false }
                } catch let failure as StepFailure {
                    return failure.code == .stopped
                }
            }
            stop.request()
            let first = try await group.next()
            #expect(first == true)
            gate.continuation.finish()
            let second = try await group.next()
            #expect(second == true)
        }
    }

    @Test func `who had to wait is measured again first`() async throws {
        let turnstile = Turnstile(1)
        let gate = AsyncStream.makeStream(of: Void.self)
        let entered = AsyncStream.makeStream(of: Void.self)
        let seen = Seen()
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let turn = turnstile.turn(unless: StopSignal())
                try await turn(behindWaiting: { seen.count.withLock { $0.all += 1 } }) {
                    entered.continuation.finish()
                    for await _ in gate.stream {}
                }
            }
            for await _ in entered.stream {}
            group.addTask {
                let turn = turnstile.turn(unless: StopSignal())
                try await turn(behindWaiting: { () async throws(StepFailure) in throw StepFailure(.examOpen) }
                ) {
                    seen.count.withLock { $0.all += 1 }
                }
            }
            while turnstile.waitingCount == 0 { await Task.yield() }
            gate.continuation.finish()
            await #expect(throws: StepFailure(.examOpen)) { try await group.waitForAll() }
        }
        #expect(seen.count.withLock(\.all) == 0)
        let turn = turnstile.turn(unless: StopSignal())
        #expect(try await turn { true })
    }

    @Test func `a place is given back when the work fails`() async throws {
        let turnstile = Turnstile(1)
        let turn = turnstile.turn(unless: StopSignal())
        await #expect(throws: StepFailure(.failed)) { try await turn { throw StepFailure(.failed) } }
        #expect(try await turn { true })
    }
}
