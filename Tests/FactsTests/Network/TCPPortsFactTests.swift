import Facts
import RoomModel
import TestNeeds
import Testing

@Suite struct TCPPortsFactTests {
    static let toolboxes = [["bash", "timeout", "true"], ["curl", "sed", "tail"], ["nc", "grep"]]

    @Test(arguments: toolboxes, BareShell.allCases)
    func `tells open, closed and nameless apart with whatever tool is there`(
        _ tools: [String],
        _ shell: BareShell
    ) async throws {
        try await LoopbackServer.plain { server in
            try await withTools(tools) { tools in
                let closed = try await closedPort()
                let endpoints = [
                    "127.0.0.1:\(closed)", "127.0.0.1:\(server.port)", "siaga.invalid:443",
                ].compactMap { Endpoint($0, defaultPort: 443) }
                let fact = TCPPortsFact(endpoints: endpoints)
                let answers = try fact.read(await shell.measure(fact, tools: tools))
                #expect(answers == [.failed(.refused), .open, .failed(.nameNotFound)])
            }
        }
    }

    @Test(.needs(.localhostName), arguments: toolboxes, BareShell.allCases)
    func `finds a port by its PC's name`(_ tools: [String], _ shell: BareShell) async throws {
        try await LoopbackServer.plain { server in
            try await withTools(tools) { tools in
                let endpoint = try #require(Endpoint("localhost:\(server.port)", defaultPort: 443))
                let fact = TCPPortsFact(endpoints: [endpoint])
                #expect(try fact.read(await shell.measure(fact, tools: tools)) == [.open])
            }
        }
    }

    @Test func `says what it needs`() async throws {
        try await withTools(["grep"]) { tools in
            let fact = TCPPortsFact(endpoints: [try #require(Endpoint("127.0.0.1", defaultPort: 443))])
            let output = try await BareShell.dash.measure(fact, tools: tools)
            #expect(output == PosixOutput(lines: ["curl", "bash", "nc"], exitCode: PosixOutput.needsTools))
        }
    }

    @Test(arguments: [
        ["1 ok", "2 ok 1.0 1.1"], ["2 ok", "1 ok 0.0001 0.0002"], ["1 ok", "2 ok 5.0 5.0"],
    ])
    func `answers come in any order`(_ lines: [String]) throws {
        let endpoint = try #require(Endpoint("192.168.0.200", defaultPort: 443))
        let fact = TCPPortsFact(endpoints: [endpoint, endpoint])
        #expect(try fact.read(PosixOutput(lines: lines)) == [.open, .open])
    }

    @Test(arguments: [
        [], ["1 ok"], ["1 ok", "1 ok"], ["1 ok", "3 ok"], ["0 ok", "1 ok"], ["1 ok", "2 OK"],
        ["1 ok", "2 ok 2.0 1.0"],
        ["1 ok", "2 ok 1"], ["1 ok", "2"], ["1 ok", "2 other x"], ["1 ok", "2 ok", "3 ok"],
        ["1 ok", "99999999999999999999 ok"], ["1 ok", "2 ok 1e3 2e3"],
    ])
    func `takes no answer that is cut, doubled or strange`(_ lines: [String]) throws {
        let endpoint = try #require(Endpoint("192.168.0.200", defaultPort: 443))
        let fact = TCPPortsFact(endpoints: [endpoint, endpoint])
        #expect(throws: Unmeasured.self) { try fact.read(PosixOutput(lines: lines)) }
    }
}
