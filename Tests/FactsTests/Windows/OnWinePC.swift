import TestRoom
import Testing

/// Starts one ``WinePC`` for a whole suite.
struct OnWinePC: SuiteTrait, TestScoping {
    @TaskLocal private static var current: WinePC?

    /// The suite's PC.
    static var pc: WinePC {
        get throws { try #require(current, "the suite lacks `.onWinePC`") }
    }

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withoutActuallyEscaping(function) { function in
            try await WinePC.with { pc in
                try await Self.$current.withValue(pc) { try await function() }
            }
        }
    }
}

extension Trait where Self == OnWinePC {
    /// One Wine PC for the suite's tests, which take turns on it.
    static var onWinePC: Self { OnWinePC() }
}
