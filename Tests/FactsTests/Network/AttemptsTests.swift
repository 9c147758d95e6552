import RoomModel
import Testing

@testable import Facts

/// One lost packet is no broken PC: what failed once is tried again, and it is said how often.
@Suite(.timeLimit(.minutes(2))) struct AttemptsTests {
    /// A program that does `first` the first time, `later` from then on, `always` before either.
    private static func program(_ name: String, always: String = "", first: String, later: String) -> String {
        """
        cat >"$1/\(name)" <<'EOF'
        #!/bin/sh
        \(always)
        if [ -e "$0.seen" ]; then
        \(later)
        fi
        : >"$0.seen"
        \(first)
        EOF
        chmod +x "$1/\(name)"
        """
    }

    private func measure(_ fact: some Fact, _ shell: BareShell, tools: [String], _ program: String)
        async throws
        -> (output: PosixOutput, attempts: Int?)
    {
        try await withTools(tools) { folder in
            try await scene(program, folder)
            return try await shell.measure(fact, tools: folder).separatingAttempts()
        }
    }

    private static let port = program(
        "nc",
        always: "case $1 in -h) echo -z; exit ;; esac",
        first: "echo 'connect: Connection refused' >&2; exit 1",
        later: "exit 0"
    )

    @Test(arguments: BareShell.allCases)
    func `a port that opens a second later is open`(_ shell: BareShell) async throws {
        let endpoint = try #require(Endpoint("192.168.0.200", defaultPort: 443))
        let twice = TCPPortsFact(endpoints: [endpoint], attempts: 2)
        let (output, attempts) = try await measure(twice, shell, tools: ["grep", "sleep"], Self.port)
        #expect(try twice.read(output) == [.open])
        #expect(attempts == 2)
        let once = TCPPortsFact(endpoints: [endpoint])
        let single = try await measure(once, shell, tools: ["grep", "sleep"], Self.port)
        #expect(try once.read(single.output) == [.failed(.refused)])
        #expect(single.attempts == nil)
    }

    @Test(arguments: BareShell.allCases)
    func `a name that is found the second time is found`(_ shell: BareShell) async throws {
        let fact = NameLookupFact(names: [try NetworkAddress("two.example")], attempts: 3)
        let program = Self.program("getent", first: "exit 2", later: "echo '203.0.113.7 STREAM'; exit 0")
        let (output, attempts) = try await measure(fact, shell, tools: ["sleep"], program)
        #expect(try fact.read(output).answers == [.address("203.0.113.7")])
        #expect(attempts == 2)
    }

    @Test(arguments: BareShell.allCases)
    func `a server that answers the second time answers`(_ shell: BareShell) async throws {
        let url = try #require(ServerURL("http://192.168.0.200/unbk"))
        let fact = ServerAnswerFact(url: url, trust: .anybody, attempts: 2)
        let program = Self.program(
            "curl",
            first: "echo 'http 000 0.000'; echo 'Connection refused' >&2; exit 7",
            later: "echo 'http 302 0.020'; exit 0"
        )
        let (output, attempts) = try await measure(fact, shell, tools: ["sed", "head", "sleep"], program)
        #expect(try fact.read(output) == .answered(status: 302, after: .milliseconds(20), pin: nil))
        #expect(attempts == 2)
    }

    @Test(arguments: [
        (
            "http 503 0.010", 0,
            ServerAnswerFact.Reading.answered(status: 503, after: .milliseconds(10), pin: nil)
        ),
        ("http 000 0.010", 90, .failed(.certificateChanged)),
    ])
    func `an answer and a wrong key are not asked for again`(
        _ said: String,
        _ code: Int,
        _ expected: ServerAnswerFact.Reading
    ) async throws {
        let url = try #require(ServerURL("https://192.168.0.200/unbk"))
        let fact = ServerAnswerFact(url: url, trust: .pinned(ServerAnswerFactTests.wrongPin), attempts: 3)
        let program = Self.program("curl", first: "echo '\(said)'; exit \(code)", later: "exit 1")
        let (output, attempts) = try await measure(fact, .dash, tools: ["sed", "head", "sleep"], program)
        #expect(try fact.read(output) == expected)
        #expect(attempts == nil)
    }

    @Test(arguments: BareShell.allCases)
    func `an answer that comes late is asked for again`(_ shell: BareShell) async throws {
        let url = try #require(ServerURL("http://192.168.0.200/unbk"))
        for (limit, expected, tries) in [(500, 31, Int?(2)), (501, 501, nil), (1_500, 501, nil)] {
            let fact = ServerAnswerFact(
                url: url,
                trust: .anybody,
                patience: .milliseconds(limit),
                attempts: 2
            )
            let program = Self.program(
                "curl",
                first: "echo 'http 302 0.501'; exit 0",
                later: "echo 'http 302 0.031'; exit 0"
            )
            let (output, attempts) = try await measure(fact, shell, tools: ["sed", "head", "sleep"], program)
            #expect(try fact.read(output) == .answered(status: 302, after: .milliseconds(expected), pin: nil))
            #expect(attempts == tries)
        }
    }

    private static func echoes(_ numbers: ClosedRange<Int>) -> String {
        numbers.map { "echo '64 bytes from 10.9.9.7: icmp_seq=\($0) ttl=64 time=0.\($0) ms'; " }.joined()
            + "exit 0"
    }

    @Test(arguments: BareShell.allCases)
    func `one lost echo is tried again where none may be lost`(_ shell: BareShell) async throws {
        let endpoint = try #require(Endpoint("10.9.9.7", defaultPort: 443))
        let program = Self.program(
            "ping",
            always: "case $* in *127.0.0.1) exit 0 ;; esac",
            first: Self.echoes(1...4),
            later: Self.echoes(1...5)
        )
        for (needed, count, tries) in [(5, 5, Int?(2)), (4, 4, nil)] {
            let fact = RoundTripsFact(endpoint: endpoint, probes: 5, needed: needed, attempts: 2)
            let (output, attempts) = try await measure(
                fact,
                shell,
                tools: ["sed", "uname", "sleep"],
                program
            )
            #expect(try fact.read(output).times.count == count)
            #expect(attempts == tries)
        }
    }

    @Test func `the probe hands on how often was tried`() async throws {
        let port = try await closedPort()
        let endpoint = try #require(Endpoint("127.0.0.1:\(port)", defaultPort: 443))
        let fact = TCPPortsFact(endpoints: [endpoint], attempts: 2)
        let outcome = try await Probe(facts: [fact], examProcesses: ["no-such-exam"])
            .measure(over: ShellConnection(shell: .dash)) { Timestamp(milliseconds: 0) }
        guard case .measured(let readings) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(try readings.reading(of: fact) == [.failed(.refused)])
        #expect(readings.attempts(of: fact) == 2)
    }

    @Test(arguments: ["attempts", "attempts 1", "attempts 99", "attempts x", "attempts 2 3", "Attempts 2"])
    func `a strange count stays a line that the fact refuses`(_ line: String) {
        let output = PosixOutput(lines: [line, "1 ok"])
        #expect(output.separatingAttempts().output == output)
        #expect(output.separatingAttempts().attempts == nil)
    }
}
