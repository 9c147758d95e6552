import Remoting
import RemotingTesting
import Testing

/// What counts as a PC's silence, on a clock that moves when it is told to.
@Suite(.timeLimit(.minutes(1))) struct SilenceWatchTests {
    private let clock = ManualClock()

    /// What a watch of three seconds says once `body` has moved the clock; a watch that goes on is stopped.
    private func speaks(
        _ watch: SilenceWatch,
        isStopped: Bool,
        _ body: @Sendable () async -> Void
    ) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { await watch.outlasts(.seconds(3)) }
            await clock.untilSleeping()
            await body()
            if isStopped { group.cancelAll() }
            return await group.next() ?? false
        }
    }

    @Test func `nothing for the whole limit is silence`() async {
        let watch = SilenceWatch(on: clock)
        #expect(await speaks(watch, isStopped: false) { clock.advance(by: .seconds(3)) })
    }

    @Test func `every byte begins it anew`() async {
        let watch = SilenceWatch(on: clock)
        let spoke = await speaks(watch, isStopped: true) {
            clock.advance(by: .seconds(2))
            watch.noteMove()
            clock.advance(by: .seconds(1))
            await clock.untilSleeping()
            clock.advance(by: .seconds(1))
        }
        #expect(!spoke)
    }

    @Test func `what has not begun, and time of our own, are no silence`() async {
        let watch = SilenceWatch(on: clock, hasBegun: false)
        let waited = await speaks(watch, isStopped: true) {
            clock.advance(by: .seconds(3))
            await clock.untilSleeping()
        }
        #expect(!waited)
        watch.begin()
        let busy = await speaks(watch, isStopped: true) {
            await watch.excusing {
                clock.advance(by: .seconds(3))
                await clock.untilSleeping()
            }
        }
        #expect(!busy)
    }
}
