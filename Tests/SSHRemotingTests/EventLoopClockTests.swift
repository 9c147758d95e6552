import NIOCore
import NIOPosix
import Testing

@testable import SSHRemoting

@Suite(.timeLimit(.minutes(1)))
struct EventLoopClockTests {
    @Test func `wakes a sleeper when the time has come, not before`() async throws {
        let clock = EventLoopClock(loops: MultiThreadedEventLoopGroup.singleton)
        let begin = ContinuousClock.now
        try await clock.sleep(for: .milliseconds(20))
        #expect(begin.duration(to: .now) >= .milliseconds(20))
        try await clock.sleep(until: begin, tolerance: nil)  // long past: at once
    }

    @Test func `wakes a sleeper whose task is cancelled, before or while it sleeps`() async {
        let clock = EventLoopClock(loops: MultiThreadedEventLoopGroup.singleton)
        let ends = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 {
                group.addTask { (try? await clock.sleep(for: .seconds(3_600))) == nil }
            }
            group.cancelAll()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(ends == Array(repeating: true, count: 100))
    }
}
