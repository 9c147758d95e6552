import Facts
import RoomModel
import Testing

@Suite struct ServerAnswerFactTests {
    static let wrongPin = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE="

    func ask(
        _ url: String,
        _ trust: ServerAnswerFact.Trust = .anybody,
        shell: BareShell = .dash,
        tools: String? = nil
    ) async throws -> ServerAnswerFact.Reading {
        let fact = ServerAnswerFact(url: try #require(ServerURL(url)), trust: trust)
        return try fact.read(await shell.measure(fact, tools: tools))
    }

    @Test(arguments: BareShell.allCases)
    func `measures status and time, and follows no redirection`(_ shell: BareShell) async throws {
        try await LoopbackServer.plain { server in
            let base = "http://127.0.0.1:\(server.port)"
            for (path, expected) in [
                ("/unbk", 302), ("/ok", 200), ("/broken", 500), ("/nowhere?a=b&c=[1]", 404),
            ] {
                guard case .answered(let status, let after, nil) = try await ask(base + path, shell: shell)
                else {
                    Issue.record("no answer for \(path)")
                    continue
                }
                #expect(status == expected)
                #expect(after > .zero && after < .seconds(5))
            }
            guard case .answered(200, let after, nil) = try await ask(base + "/late", shell: shell) else {
                Issue.record("no late answer")
                return
            }
            #expect(after >= .seconds(1) && after < .seconds(8))
            #expect(try await ask(base + "/cut", shell: shell) == .failed(.other(52)))
        }
    }

    @Test func `a pin lets in its key and no other`() async throws {
        try await LoopbackServer.secure { server in
            let url = "https://127.0.0.1:\(server.port)/unbk"
            guard case .answered(302, _, let pin) = try await ask(url, .pinned(server.pin)) else {
                Issue.record("the right key was refused")
                return
            }
            #expect(pin == server.pin)
            #expect(try await ask(url, .pinned(Self.wrongPin)) == .failed(.certificateChanged))
            #expect(try await ask(url, .authorities) == .failed(.tls))
            guard case .answered(302, _, _) = try await ask(url, .anybody) else {
                Issue.record("anybody was refused")
                return
            }
        }
    }

    @Test func `an authority of the PC lets in whom it vouches for`() async throws {
        try await LoopbackServer.secure { server in
            try await withTools(["sed", "head"]) { tools in
                let script =
                    #"printf '#!%s\nexec %s "$@" --cacert %s\n' "$(which sh)" "$(which curl)" "$2" >"$1/curl""#
                try await scene(script + "; chmod +x \"$1/curl\"", tools, try #require(server.certificate))
                let reading = try await ask("https://127.0.0.1:\(server.port)/ok", .authorities, tools: tools)
                guard case .answered(200, _, nil) = reading else {
                    Issue.record("\(reading)")
                    return
                }
            }
        }
    }

    @Test(arguments: BareShell.allCases)
    func `reports the key of a server seen for the first time`(_ shell: BareShell) async throws {
        try await LoopbackServer.secure { server in
            let reading = try await ask("https://127.0.0.1:\(server.port)/ok", .firstSeen, shell: shell)
            guard case .answered(200, _, let pin) = reading else {
                Issue.record("\(reading)")
                return
            }
            #expect(pin == server.pin)
        }
    }

    @Test func `a server without TLS is no TLS server`() async throws {
        try await LoopbackServer.plain { server in
            let reading = try await ask("https://127.0.0.1:\(server.port)/ok", .firstSeen)
            #expect(reading == .failed(.tls))
        }
    }

    @Test(arguments: BareShell.allCases)
    func `names why nothing answers`(_ shell: BareShell) async throws {
        let port = try await closedPort()
        #expect(try await ask("http://127.0.0.1:\(port)/", shell: shell) == .failed(.refused))
        #expect(try await ask("https://siaga.invalid/unbk", shell: shell) == .failed(.nameNotFound))
    }

    static let withoutCurl = [
        "wget", "sed", "head", "date", "grep", "printf", "bash", "timeout",
    ]

    @Test func `GNU wget takes curl's place`() async throws {
        try await withTools(Self.withoutCurl) { tools in
            try await LoopbackServer.secure { server in
                let url = "https://127.0.0.1:\(server.port)/unbk"
                guard
                    case .answered(302, let after, nil) = try await ask(
                        url,
                        .pinned(server.pin),
                        tools: tools
                    )
                else {
                    Issue.record("the right key was refused")
                    return
                }
                #expect(after > .zero && after < .seconds(5))
                #expect(
                    try await ask(url, .pinned(Self.wrongPin), tools: tools) == .failed(.certificateChanged)
                )
                #expect(try await ask(url, .authorities, tools: tools) == .failed(.tls))
            }
            let port = try await closedPort()
            #expect(try await ask("http://127.0.0.1:\(port)/", tools: tools) == .failed(.refused))
            #expect(try await ask("http://siaga.invalid/", tools: tools) == .failed(.nameNotFound))
        }
    }

    @Test(arguments: BareShell.allCases)
    func `busybox's wget answers where no key is compared`(_ shell: BareShell) async throws {
        try await withTools(["sed", "head", "date", "grep", "timeout", "true", "bash"]) { tools in
            try await scene("ln -s \"$(which busybox)\" \"$1/wget\"", tools)
            try await LoopbackServer.plain { server in
                let base = "http://127.0.0.1:\(server.port)"
                for (path, expected) in [("/unbk", 302), ("/ok", 200), ("/broken", 500)] {
                    guard
                        case .answered(expected, _, nil) = try await ask(
                            base + path,
                            shell: shell,
                            tools: tools
                        )
                    else {
                        Issue.record("no answer for \(path)")
                        continue
                    }
                }
                let secure = try #require(ServerURL("https://127.0.0.1:\(server.port)/unbk"))
                for trust in [ServerAnswerFact.Trust.authorities, .pinned(Self.wrongPin)] {
                    let output = try await shell.measure(
                        ServerAnswerFact(url: secure, trust: trust),
                        tools: tools
                    )
                    #expect(output == PosixOutput(lines: ["curl"], exitCode: PosixOutput.needsTools))
                }
            }
            let port = try await closedPort()
            let refused = try await ask("http://127.0.0.1:\(port)/", shell: shell, tools: tools)
            #expect(refused == .failed(.refused))
            let nameless = try await ask("http://siaga.invalid/", shell: shell, tools: tools)
            #expect(nameless == .failed(.nameNotFound))
        }
    }

    @Test func `without both a closed port is proof and an open one is not`() async throws {
        try await withTools(["bash", "timeout", "true"]) { tools in
            let port = try await closedPort()
            #expect(
                try await ask("https://127.0.0.1:\(port)/", .firstSeen, tools: tools) == .failed(.refused)
            )
            try await LoopbackServer.plain { server in
                let url = try #require(ServerURL("http://127.0.0.1:\(server.port)/ok"))
                let output = try await BareShell.dash.measure(
                    ServerAnswerFact(url: url, trust: .anybody),
                    tools: tools
                )
                #expect(output == PosixOutput(lines: ["curl"], exitCode: PosixOutput.needsTools))
            }
        }
    }

    @Test(arguments: [
        [], ["http 200 0.01"], ["http 200 0.01", "curl 0"],
        ["http 0 0.01", "curl 0 other 0"], ["http 99999 0.01", "curl 0 other 0"],
        ["http 200 -0.01", "curl 0 other 0"], ["http 200 nan", "curl 0 other 0"],
        ["http 200 1e-9", "curl 0 other 0"], ["http 200 9999999", "curl 0 other 0"],
        ["http 200 0.01", "curl 0 other 0", "pin short"], ["curl 0 other 0", "http 200 0.01"],
        ["http 200 0.01", "http 200 0.01", "curl 0 other 0"], ["wget 200 5.0 4.0 other 0"],
        ["wget 200 5.0"], ["tcp ok"], ["HTTP/1.1 200 OK"],
        ["http 000 0.0", "curl 127 other 127"], ["http 000 0.0", "curl 2 other 2"],
    ])
    func `takes no answer that is cut, doubled or strange`(_ lines: [String]) throws {
        let fact = ServerAnswerFact(
            url: try #require(ServerURL("https://192.168.0.200/unbk")),
            trust: .firstSeen
        )
        #expect(throws: Unmeasured.self) { try fact.read(PosixOutput(lines: lines)) }
    }
}

/// A loopback port nobody listens on.
func closedPort() async throws -> Int {
    let port = try await scene(
        "python3 -c 'import socket; s = socket.socket(); s.bind((\"127.0.0.1\", 0)); print(s.getsockname()[1])'"
    )
    return try #require(Int(port))
}
