import Facts
import RoomModel
import Testing

@Suite struct DownloadFactTests {
    static let toolboxes = [
        ["curl", "head", "wc", "date"], ["wget", "timeout", "true", "head", "wc", "date"],
    ]

    @Test(arguments: toolboxes, BareShell.allCases)
    func `counts what comes, up to the limit, and keeps nothing`(_ tools: [String], _ shell: BareShell)
        async throws
    {
        try await LoopbackServer.plain { server in
            try await withTools(tools) { tools in
                let fact = try Self.fact(server.port, "/large")
                guard
                    case .fetched(let amount, let began, let took) = try fact.read(
                        await shell.measure(fact, tools: tools)
                    )
                else {
                    Issue.record("nothing came")
                    return
                }
                #expect(amount == .mebibytes(1))
                #expect(began.milliseconds > 1_700_000_000_000)
                #expect((Duration.milliseconds(10)...Duration.seconds(20)).contains(took))
            }
        }
    }

    @Test(arguments: toolboxes, BareShell.allCases)
    func `stops when the time is over`(_ tools: [String], _ shell: BareShell) async throws {
        try await LoopbackServer.plain { server in
            try await withTools(tools) { tools in
                let fact = try Self.fact(server.port, "/slow")
                guard
                    case .fetched(let amount, _, let took) = try fact.read(
                        await shell.measure(fact, tools: tools)
                    )
                else {
                    Issue.record("nothing came")
                    return
                }
                #expect(amount.bytes >= 65_536 && amount < .mebibytes(1))
                #expect(took >= .milliseconds(900))
            }
        }
    }

    @Test(arguments: toolboxes)
    func `says why nothing came`(_ tools: [String]) async throws {
        try await withTools(tools) { tools in
            let closed = try await closedPort()
            let fact = try Self.fact(closed, "/large")
            let reading = try fact.read(await BareShell.dash.measure(fact, tools: tools))
            guard case .failed = reading else {
                Issue.record("\(reading)")
                return
            }
        }
    }

    @Test func `says what it needs`() async throws {
        try await withTools(["head"]) { tools in
            let fact = try Self.fact(80, "/large")
            let output = try await BareShell.dash.measure(fact, tools: tools)
            #expect(output == PosixOutput(lines: ["curl", "wget"], exitCode: PosixOutput.needsTools))
        }
    }

    private static let good = [
        "began 1790000000.250000000", "curl other 23", "uptime 100.10 103.15", "bytes 1048576", "end",
    ]

    @Test func `reads both clocks`() throws {
        let reading = try Self.fact(80, "/large").read(PosixOutput(lines: Self.good))
        let began = Timestamp(milliseconds: 1_790_000_000_250)
        #expect(reading == .fetched(.mebibytes(1), began: began, took: .milliseconds(3_050)))
    }

    @Test func `an answer that lost or doubled a line, or counts more than it was told, is none`() throws {
        let fact = try Self.fact(80, "/large")
        var damaged = Self.good.indices.map { index in
            Self.good.indices.filter { $0 != index }.map { Self.good[$0] }
        }
        damaged += Self.good.indices.map { Array(Self.good[..<$0]) }
        damaged += Self.good.dropLast().map { [$0] + Self.good }
        for (from, to) in [
            ("bytes 1048576", "bytes 1048577"), ("bytes 1048576", "bytes -1"),
            ("uptime 100.10 103.15", "uptime 103.15 100.10"),
            ("uptime 100.10 103.15", "uptime 100 103"), ("began 1790000000.250000000", "began soon"),
        ] {
            damaged.append(Self.good.map { $0 == from ? to : $0 })
        }
        for lines in damaged {
            #expect(throws: Unmeasured.self, "\(lines)") { try fact.read(PosixOutput(lines: lines)) }
        }
    }

    private static func fact(_ port: Int, _ path: String) throws -> DownloadFact {
        let url = try #require(ServerURL("http://127.0.0.1:\(port)\(path)"))
        return DownloadFact(url: url, most: .mebibytes(1), seconds: 1)
    }
}
