import Remoting
import Synchronization
import TestRoom
import Testing

/// Starts one ``WinePC`` for a whole suite, when its first test asks for it: one PC runs at a time, and until then others
/// have theirs.
struct OnWinePC: SuiteTrait, TestScoping {
    @TaskLocal private static var current: Place?

    /// The suite's PC.
    static var pc: WinePC {
        get async throws { try await #require(current, "the suite lacks `.onWinePC`").pc }
    }

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withoutActuallyEscaping(function) { function in
            let place = Place()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await place.keep() }
                try await Self.$current.withValue(place) { try await function() }
                place.end()
                try await group.waitForAll()
            }
        }
    }

    /// Where the PC of a suite stands.
    private final class Place: Sendable {
        private let wanted = StopSignal()
        private let ready = StopSignal()
        private let over = StopSignal()
        private let found = Mutex<Result<WinePC, any Error>?>(nil)

        /// Starts the PC when somebody wants it, and stops it at the end.
        func keep() async {
            await wanted.wait()
            guard !over.isRequested, !Task.isCancelled else { return }
            do {
                try await WinePC.with { pc in
                    self.tell(.success(pc))
                    await self.over.wait()
                }
            } catch {
                tell(.failure(error))
            }
        }

        private func tell(_ result: Result<WinePC, any Error>) {
            found.withLock { $0 = $0 ?? result }
            ready.request()
        }

        /// No test comes any more.
        func end() {
            over.request()
            wanted.request()
        }

        /// The PC, once it runs.
        var pc: WinePC {
            get async throws {
                wanted.request()
                await ready.wait()
                let result = found.withLock { $0 }
                return try #require(result, "the suite has ended").get()
            }
        }
    }
}

extension Trait where Self == OnWinePC {
    /// One Wine PC for the suite's tests, which take turns on it.
    static var onWinePC: Self { OnWinePC() }
}
