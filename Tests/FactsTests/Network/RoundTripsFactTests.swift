import Facts
import RoomModel
import TestNeeds
import Testing

@Suite struct RoundTripsFactTests {
    func trips(
        _ target: String,
        probes: Int = 3,
        shell: BareShell = .dash,
        tools: String? = nil
    ) async throws -> RoundTripsFact.Reading {
        let fact = RoundTripsFact(endpoint: try #require(Endpoint(target, defaultPort: 443)), probes: probes)
        return try fact.read(await shell.measure(fact, tools: tools))
    }

    @Test(.needs(.ping(["ping"])), arguments: BareShell.allCases)
    func `pings with the ping of iputils`(_ shell: BareShell) async throws {
        try await expectEchoes(with: "ping", shell)
    }

    @Test(.needs(.ping(["busybox", "ping"])), arguments: BareShell.allCases)
    func `pings with the ping of busybox`(_ shell: BareShell) async throws {
        try await expectEchoes(with: "busybox", shell)
    }

    private func expectEchoes(with tool: String, _ shell: BareShell) async throws {
        try await withTools([tool, "sed", "uname"]) { tools in
            let reading = try await trips("127.0.0.1", shell: shell, tools: tools)
            #expect(reading.way == .icmp)
            #expect(reading.sent == 3)
            #expect(reading.times.count == 3)
            #expect(reading.times.allSatisfy { $0 > .zero && $0 < .seconds(5) })
        }
    }

    @Test(arguments: [["bash", "timeout", "true"], ["curl", "sed", "tail"]], BareShell.allCases)
    func `connects where ping is missing`(_ tools: [String], _ shell: BareShell) async throws {
        try await LoopbackServer.plain { server in
            try await withTools(tools + ["uname"]) { tools in
                let reading = try await trips("127.0.0.1:\(server.port)", shell: shell, tools: tools)
                #expect(reading.way == .tcp)
                #expect(reading.sent == 3)
                #expect(reading.times.count == 3)
                #expect(reading.times.allSatisfy { $0 > .zero && $0 < .seconds(5) })
                let closed = try await closedPort()
                let none = try await trips("127.0.0.1:\(closed)", probes: 20, shell: shell, tools: tools)
                #expect(none.sent == 3)
                #expect(none.times.isEmpty)
                #expect(none.fault == .refused)
            }
        }
    }

    @Test func `an old bash without a clock leaves the timing to curl`() async throws {
        try await LoopbackServer.plain { server in
            try await withTools(["timeout", "true", "curl", "sed", "tail", "uname"]) { tools in
                let old = #"""
                    bash=$(which bash)
                    printf '#!%s\nexec %s -c "unset EPOCHREALTIME; $2" "$3" "$4"\n' "$bash" "$bash" >"$1/bash"
                    chmod +x "$1/bash"
                    """#
                try await scene(old, tools)
                let reading = try await trips("127.0.0.1:\(server.port)", tools: tools)
                #expect(reading.way == .tcp)
                #expect(reading.times.count == 3)
            }
        }
    }

    @Test func `says what it needs`() async throws {
        for names in [["uname"], ["uname", "nc", "grep"]] {
            try await withTools(names) { tools in
                try await LoopbackServer.plain { server in
                    let endpoint = try #require(Endpoint("127.0.0.1:\(server.port)", defaultPort: 443))
                    let fact = RoundTripsFact(endpoint: endpoint, probes: 3)
                    let output = try await BareShell.dash.measure(fact, tools: tools)
                    #expect(output == PosixOutput(lines: ["ping", "curl"], exitCode: PosixOutput.needsTools))
                }
            }
        }
    }

    @Test(arguments: [
        ["icmp 3"], ["icmp 3", "1 0.5"], ["icmp 3", "1 0.5", "2 0.6", "3 0.7"],
        ["icmp 3", "0 0.5", "1 0.6", "2 0.7"],
    ])
    func `lost echoes are simply not there`(_ lines: [String]) throws {
        let endpoint = try #require(Endpoint("192.168.0.200", defaultPort: 443))
        let reading = try RoundTripsFact(endpoint: endpoint, probes: 3).read(PosixOutput(lines: lines))
        #expect(reading.times.count == lines.count - 1)
    }

    @Test func `a reply that comes twice counts once`() throws {
        let endpoint = try #require(Endpoint("192.168.0.200", defaultPort: 443))
        let output = PosixOutput(lines: ["icmp 3", "1 0.5", "1 0.6", "2 0.7"])
        let reading = try RoundTripsFact(endpoint: endpoint, probes: 3).read(output)
        #expect(reading.times.sorted() == [.microseconds(500), .microseconds(700)])
    }

    @Test(arguments: [
        [], ["icmp"], ["icmp 2", "1 0.5"], ["icmp 4"], ["icmp 3", "4 0.5"], ["icmp 3", "1 -0.5"],
        ["icmp 3", "1 nan"],
        ["icmp 3", "1"], ["icmp 3", "0 1", "1 1", "2 1", "3 1"], ["tcp 3"],
        ["tcp 3", "1 ok 1.0 1.1", "2 ok 1.0 1.1"],
        ["tcp 1", "1 ok"], ["tcp 0"], ["tcp 4", "1 refused"], ["udp 3"], ["tcp 1", "1 other 139"],
    ])
    func `takes no answer that is cut, doubled or strange`(_ lines: [String]) throws {
        let endpoint = try #require(Endpoint("192.168.0.200", defaultPort: 443))
        let fact = RoundTripsFact(endpoint: endpoint, probes: 3)
        #expect(throws: Unmeasured.self) { try fact.read(PosixOutput(lines: lines)) }
    }

    static let recordings: [(String, Int, [Int])] = [
        ("iputils-loss", 0, [11_300, 14_300, 20_100, 25_000]),
        ("busybox-loss", 0, [11_484, 20_680, 20_681, 21_409]),
        ("iputils-cut", 1, [25_000]), ("iputils-silent", 1, []),
    ]

    @Test(arguments: recordings, BareShell.allCases)
    func `reads what ping prints`(_ recording: (String, Int, [Int]), _ shell: BareShell) async throws {
        let path = "net.quality/\(recording.0).txt"
        try await withRecording(of: "ping", path, code: recording.1, beside: ["sed", "uname"]) { tools in
            let reading = try await trips("10.9.9.7", probes: 5, shell: shell, tools: tools)
            #expect(reading.way == .icmp)
            #expect(reading.sent == 5)
            #expect(reading.times.sorted() == recording.2.map { .microseconds($0) })
            #expect(reading.fault == (recording.2.isEmpty ? .timedOut : nil))
        }
    }

    @Test func `a name without an address is named as such`() async throws {
        let path = "net.quality/iputils-nameless.txt"
        try await withRecording(of: "ping", path, code: 2, beside: ["sed", "uname"]) { tools in
            let reading = try await trips("nope.invalid", tools: tools)
            #expect(reading.fault == .nameNotFound)
        }
    }

    @Test func `a ping that lies is not believed`() async throws {
        let path = "net.quality/garbage.txt"
        try await withRecording(of: "ping", path, code: 0, beside: ["sed", "uname"]) { tools in
            await #expect(throws: Unmeasured.self) { try await trips("10.9.9.7", tools: tools) }
        }
    }

    @Test func `a host silent to ping is tried by TCP before the cable is blamed`() async throws {
        let path = "net.quality/iputils-silent.txt"
        let real = ["sed", "uname", "bash", "timeout", "true"]
        // The recording's ping is fine with 127.0.0.1.
        try await LoopbackServer.plain(at: "127.0.0.2") { server in
            try await withRecording(of: "ping", path, code: 1, beside: real) { tools in
                let reading = try await trips("127.0.0.2:\(server.port)", tools: tools)
                #expect(reading.way == .tcp)
                #expect(reading.times.count == 3)
            }
        }
    }
}
