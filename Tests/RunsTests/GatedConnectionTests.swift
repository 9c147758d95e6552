import Remoting
import RemotingTesting
import RoomModel
import Synchronization
import Testing

@testable import Runs

/// What passes over a connection while nobody knows whether the exam has begun on its PC.
@Suite(.timeLimit(.minutes(1))) struct GatedConnectionTests {
    private let gate = SendingGate()
    private let name: HostName
    private let connector: ScriptedConnector

    init() throws {
        name = try HostName("pc01")
        connector = ScriptedConnector([name: ScriptedConnector.PC()], clock: ContinuousClock())
    }

    private func connect(
        isHindered: @escaping @Sendable () -> Bool = { false }
    ) async throws -> GatedConnection {
        let host = Host(name: name, address: try NetworkAddress("10.0.0.1"))
        let base = try await connector.connect(to: host) { _ in }
        return GatedConnection(base: base, gate: gate, isHindered: isHindered)
    }

    /// The sizes of the inputs that commands got.
    private var inputs: [Int] { connector.requests(to: name).map(\.standardInput.count) }

    @Test func `a source behind a closed gate is asked for nothing`() async throws {
        let source = OneByte()
        let connection = try await connect()
        gate.close()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                _ = try await connection.stream(
                    CommandRequest(line: "cat"),
                    input: source,
                    output: nil,
                    silence: .seconds(60)
                )
            }
            // Questions pass.
            #expect(try await connection.run(CommandRequest(line: "true")).exit == .code(0))
            for _ in 0..<100 { await Task.yield() }
            #expect(source.timesAsked == 0)
            gate.open()
            try await group.next()
        }
        #expect(source.timesAsked == 2)
        await connection.close()
    }

    @Test func `long input that is there as a whole waits at the gate too, and arrives whole`() async throws {
        let connection = try await connect()
        gate.close()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await connection.run(Self.command(reading: 100_000)) }
            // What a question holds passes.
            _ = try await connection.run(Self.command(reading: 64 << 10))
            for _ in 0..<100 { await Task.yield() }
            #expect(inputs == [64 << 10])
            gate.open()
            try await group.next()
        }
        #expect(inputs == [64 << 10, 100_000])
        await connection.close()
    }

    @Test func `the rest of a long input is not sent once something has come up against it`() async throws {
        let isFound = Mutex(false)
        let connection = try await connect { isFound.withLock(\.self) }
        _ = try await connection.run(Self.command(reading: 100_000))
        isFound.withLock { $0 = true }
        let cut = await #expect(throws: TransportError.self) {
            try await connection.run(Self.command(reading: 100_000))
        }
        #expect(cut?.code == .cancelled)
        #expect(inputs == [100_000])
        await connection.close()
    }

    @Test func `an input without a rest ends well, whatever has come up`() throws {
        let isFound = Mutex(false)
        let input = WholeInput([UInt8](repeating: 7, count: 40_000)) { isFound.withLock(\.self) }
        #expect(try input.next()?.count == 32 << 10)
        #expect(try input.next()?.count == 40_000 - 32 << 10)
        isFound.withLock { $0 = true }
        #expect(try input.next() == nil)
    }

    private static func command(reading count: Int) -> CommandRequest {
        CommandRequest(line: "cat", standardInput: [UInt8](repeating: 7, count: count))
    }

    /// One byte, and the end.
    private final class OneByte: ByteSource {
        private let asked = Mutex(0)

        var timesAsked: Int { asked.withLock(\.self) }

        func next() async throws(TransportError) -> [UInt8]? {
            let number = asked.withLock { asked in
                asked += 1
                return asked
            }
            return number == 1 ? [1] : nil
        }
    }
}
