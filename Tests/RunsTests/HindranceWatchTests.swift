import Provisioning
import Remoting
import RemotingTesting
import RoomModel
import Synchronization
import Testing

@testable import Runs

/// The looks at a PC beside work that takes long, and what stops while none is answered.
@Suite(.timeLimit(.minutes(1))) struct HindranceWatchTests {
    /// What a look has seen of its own task.
    private final class Seen: Sendable {
        let wasCancelled = Mutex<Bool?>(nil)
    }

    /// Runs a watch whose looks go as `look` says, on a clock that `body` moves.
    private func watching(
        _ look: @escaping @Sendable () async throws(StepFailure) -> Void,
        _ body: (HindranceWatch, ManualClock) async throws -> Void
    ) async throws {
        let (watch, clock) = (HindranceWatch(), ManualClock())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await watch.run(on: clock, look) }
            try await body(watch, clock)
            group.cancelAll()
        }
    }

    /// Lets time go by, in steps of a second, until something holds.
    private func pass(_ clock: ManualClock, until isSo: () -> Bool) async -> Int {
        var seconds = 0
        while !isSo() {
            clock.advance(by: .seconds(1))
            seconds += 1
            for _ in 0..<50 { await Task.yield() }
        }
        return seconds
    }

    @Test func `nothing more is sent while an answer is overdue, and sending goes on with the answer`()
        async throws
    {
        let answer = StopSignal()
        try await watching {
            () async throws(StepFailure) in
            await answer.wait()
        } _: { watch, clock in
            #expect(watch.gate.isOpen)
            _ = await pass(clock) { !watch.gate.isOpen }
            #expect(watch.hindrance == nil)
            answer.request()
            _ = await pass(clock) { watch.gate.isOpen }
            #expect(watch.hindrance == nil)
        }
    }

    @Test func `a look that fails stops the sending at once, and the next answer lets it go on`() async throws
    {
        let isDown = Mutex(true)
        try await watching {
            () async throws(StepFailure) in
            if isDown.withLock(\.self) { throw StepFailure(.timedOut) }
        } _: { watch, clock in
            _ = await pass(clock) { !watch.gate.isOpen }
            isDown.withLock { $0 = false }
            _ = await pass(clock) { watch.gate.isOpen }
            #expect(watch.hindrance == nil)
        }
    }

    @Test(arguments: [true, false])
    func `a PC that never answers again is given up, and whatever waits is let go`(
        _ isSilent: Bool
    ) async throws {
        try await watching {
            () async throws(StepFailure) in
            if isSilent { await StopSignal().wait() }
            throw StepFailure(.connection)
        } _: { watch, clock in
            _ = await pass(clock) { watch.hindrance != nil }
            #expect(watch.hindrance?.code == .connection)
            _ = await pass(clock) { watch.gate.isOpen }
        }
    }

    @Test func `what kept a PC from answering is told, and it is not called lost`() async throws {
        let refusal = StepFailure(TransportError(.channelRefused, in: .running, "it opens no second session"))
        try await watching {
            () async throws(StepFailure) in
            throw refusal
        } _: { watch, clock in
            _ = await pass(clock) { !watch.gate.isOpen }
            #expect(watch.hindrance == nil)
            _ = await pass(clock) { watch.hindrance != nil }
            #expect(watch.hindrance?.code == .connection)
            #expect(watch.hindrance?.cause == UnreachedCause.channelRefused.rawValue)
            let host = Host(name: try HostName("pc01"), address: try NetworkAddress("10.0.0.1"))
            let error = watch.unanswered(by: host, "nothing more was sent")
            #expect(error.code == .channelRefused)
            #expect(error.message.contains("it opens no second session"))
        }
    }

    @Test(arguments: UnreachedCause.allCases)
    func `only a connection that is over is given up at once`(_ cause: UnreachedCause) async throws {
        try await watching {
            () async throws(StepFailure) in
            throw StepFailure(TransportError(cause, in: .running, "it went wrong"))
        } _: { watch, clock in
            _ = await pass(clock) { watch.hindrance != nil || !watch.gate.isOpen }
            #expect((watch.hindrance != nil) == cause.endsConnection)
        }
    }

    @Test func `a look that has begun when the work ends is not cancelled`() async throws {
        let (asked, answer) = (StopSignal(), StopSignal())
        let (watch, clock) = (HindranceWatch(), ManualClock())
        let seen = Seen()
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await watch.during(on: clock) { () async throws(StepFailure) in
                    asked.request()
                    await answer.wait()
                    seen.wasCancelled.withLock { $0 = Task.isCancelled }
                } _: {
                    await asked.wait()
                    return true
                }
            }
            _ = await pass(clock) { asked.isRequested }
            answer.request()
            #expect(await group.next() == true)
        }
        #expect(seen.wasCancelled.withLock(\.self) == false)
        #expect(watch.hindrance == nil)
    }

    @Test func `an exam that is found while the PC was slow to answer ends the work`() async throws {
        let answer = StopSignal()
        let (watch, clock) = (HindranceWatch(), ManualClock())
        await withTaskGroup(of: Bool?.self) { group in
            group.addTask {
                await watch.unlessFound(on: clock) { () async throws(StepFailure) in
                    await answer.wait()
                    throw StepFailure(.examOpen)
                } _: {
                    await StopSignal().wait()
                    return true
                }
            }
            _ = await pass(clock) { !watch.gate.isOpen }
            answer.request()
            #expect(await group.next() == .some(nil))
        }
        #expect(watch.hindrance == StepFailure(.examOpen))
    }

    @Test(arguments: 0..<20)
    func `work that is stopped with its run says itself how it ended`(_ attempt: Int) async throws {
        let (watch, clock) = (HindranceWatch(), ManualClock())
        await withTaskGroup(of: Bool?.self) { group in
            group.addTask {
                await watch.unlessFound(on: clock) {
                } _: {
                    await StopSignal().wait()
                    for _ in 0..<100 { await Task.yield() }
                    return Task.isCancelled
                }
            }
            await clock.untilSleeping()
            group.cancelAll()
            #expect(await group.next() == .some(true))
        }
        #expect(watch.hindrance == nil)
    }
}
