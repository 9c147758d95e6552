import Remoting
import RoomModel
import Synchronization
import TestRoom
import Testing

/// What is asked over a connection while a long input is sent over it.
@Suite(.timeLimit(.minutes(2))) struct QuestionTests {
    /// Blocks without end.
    private final class EndlessSource: ByteSource {
        private let made = Mutex(0)
        /// Given once 4 MiB were made.
        let hasBegun = StopSignal()

        func next() async throws(TransportError) -> [UInt8]? {
            let number = made.withLock { made in
                made += 1
                return made
            }
            if number == 64 { hasBegun.request() }
            if Task.isCancelled { throw TransportError(.cancelled, in: .running, "the source was stopped") }
            return [UInt8](repeating: 0, count: 64 << 10)
        }
    }

    /// How much the command has read, twice, a second apart, behind a moment in which it reads what is on the way.
    private static func question(about file: String) -> String {
        #"count() { sed -n 's/^rchar: //p' "/proc/$(cat '\#(file)')/io"; }; "#
            + "sleep 0.5; count; sleep 1; count"
    }

    @Test func `nothing of a long input is sent until a question is answered, and then it goes on`()
        async throws
    {
        try await OpenSSHServer.with { server in
            try await withConnector(to: server) { connector, host in
                try await connector.withConnection(to: host) { connection in
                    let source = EndlessSource()
                    let file = "\(server.folder.path)/reader"
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask {
                            _ = try? await connection.stream(
                                CommandRequest(
                                    line: "sh -c 'echo $$ >\(file); exec cat >/dev/null'",
                                    deadline: .seconds(100)
                                ),
                                input: source,
                                output: nil,
                                silence: .seconds(40)
                            )
                        }
                        await source.hasBegun.wait()
                        var counts: [Int] = []
                        for _ in 0..<2 {
                            let answer = try await connection.run(
                                CommandRequest(line: Self.question(about: file), deadline: .seconds(20))
                            )
                            counts += answer.standardOutput.text.split(separator: "\n").compactMap { Int($0) }
                        }
                        try #require(counts.count == 4)
                        #expect(counts[0] > 0)
                        #expect(counts[0] == counts[1])
                        #expect(counts[2] == counts[3])
                        // Between the two it may go on; behind them it does.
                        let before = counts[3]
                        var now = before
                        while now == before {
                            let answer = try await connection.run(
                                CommandRequest(
                                    line: Self.question(about: file),
                                    // Too long for a question.
                                    deadline: .seconds(60)
                                )
                            )
                            now = answer.standardOutput.text.split(separator: "\n").last.flatMap { Int($0) } ?? before
                        }
                        #expect(now > before)
                        group.cancelAll()
                    }
                }
            }
        }
    }
}
