import FoundationEssentials
import Remoting
import RoomModel
import TestRoom
import Testing

@testable import SSHRemoting

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Connections that go wrong in every way, by turns and many at a time, in a process of their own: nothing of them is left.
@Suite(.timeLimit(.minutes(15)))
struct FaultyConnectionsTests {
    /// How many: 100; in the long run (`SIAGA_CONNECTIONS`) 1,000.
    private static var count: Int { Trials.count("SIAGA_CONNECTIONS", usual: 100) }
    /// How many at a time.
    private static let width = 10
    /// How much larger the process may be afterwards: an allocator keeps some of what it has had, not all of it.
    private static let growth = 24 << 20

    @Test func `no open connection, descriptor or growing memory is left`() async {
        // A process of its own: other suites open and close files at the same time.
        await #expect(processExitsWith: .success) {
            try await OpenSSHServer.with { server in
                try await Self.serve(Self.faults(server.port), []) { ports in
                    try await Self.attack(server, ports)
                }
            }
        }
    }

    private static func faults(_ port: Int) -> [FaultServer.Fault] {
        [
            .say("HTTP/1.1 400 Bad Request\r\n\r\n"), .say(""), .say("Exceeded MaxStartups\r\n"),
            .sayAndStay(""), .sayAndStay("SSH-2.0-Stuck\r\n"), .babble("welcome\r\n"),
            .sayAndStay("SSH-2.0-Big\r\n~~~~~~~~~~~~~~~~"),
            .cut(after: 10, port: port), .cut(after: 300, port: port), .cut(after: 1_300, port: port),
            .cut(after: 1_800, port: port), .cut(after: 3_000, port: port),
            .stall(after: 300, port: port), .stall(after: 3_000, port: port),
            .damage(byte: 60, port: port), .damage(byte: 1_400, port: port), .damage(byte: 2_400, port: port),
        ]
    }

    private static func serve(
        _ faults: [FaultServer.Fault],
        _ ports: [Int],
        _ body: ([Int]) async throws -> Void
    ) async throws {
        guard let fault = faults.first else { return try await body(ports) }
        try await FaultServer.with(fault) { server in
            try await serve(Array(faults.dropFirst()), ports + [server.port], body)
        }
    }

    private static func attack(_ server: OpenSSHServer, _ ports: [Int]) async throws {
        let hasten: (inout SSHSettings) -> Void = { settings in
            settings.identificationDeadline = .milliseconds(300)
            settings.keyExchangeDeadline = .milliseconds(300)
            settings.lifeInterval = .milliseconds(100)
        }
        try await withConnector(to: server, adjust: hasten) { connector, host in
            // What is made once and kept (threads, tables of the libraries) is there after the first connections.
            try await connect(connector, ports, 2 * ports.count)
            let before = (descriptors: openDescriptors(), memory: residentBytes())
            try #require(before.descriptors > 0 && before.memory > 0)
            try await connect(connector, ports, count)
            // The servers of this process, too, hear of the end a moment later.
            let clock = ContinuousClock()
            let end = clock.now + .seconds(20)
            while clock.now < end, openDescriptors() > before.descriptors { await Task.yield() }
            #expect(openDescriptors() <= before.descriptors)
            #expect(
                residentBytes() - before.memory < growth,
                "\(before.memory) before, \(residentBytes()) now"
            )
            // And the connector is as good as new.
            try await connector.withConnection(to: host) { connection in
                let result = try await connection.run(CommandRequest(line: "echo well"))
                #expect(result.standardOutput.text == "well\n")
            }
        }
    }

    /// Connects so many times, by turns to each port; none of them may come to a result.
    private static func connect(_ connector: SSHConnector, _ ports: [Int], _ count: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                if number >= width { try await group.next() }
                group.addTask {
                    let error = try await transportError {
                        let host = try loopbackHost(ports[number % ports.count])
                        try await connector.withConnection(to: host) { connection in
                            _ = try await connection.run(
                                CommandRequest(line: "head -c 90000 /dev/zero", deadline: .seconds(5))
                            )
                        }
                    }
                    #expect(error != nil, "connection \(number)")
                }
            }
            try await group.waitForAll()
        }
    }

    private static func openDescriptors() -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }

    private static func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
