import Facts
import RoomModel
import TestNeeds
import Testing

@Suite struct NameLookupFactTests {
    @Test(.needs(.localhostName), arguments: BareShell.allCases)
    func `asks as the PC's programs do`(_ shell: BareShell) async throws {
        let fact = NameLookupFact(
            names: try ["siaga.invalid", "localhost", "127.0.0.1"].map(NetworkAddress.init)
        )
        let reading = try fact.read(await shell.measure(fact))
        #expect(reading.tool == "getent")
        #expect(reading.answers[0] == .failed(.nameNotFound))
        guard case .address = reading.answers[1] else {
            Issue.record("localhost: \(reading.answers[1])")
            return
        }
        #expect(reading.answers[2] == .address("127.0.0.1"))
    }

    @Test func `says what it needs`() async throws {
        try await withTools(["sed"]) { tools in
            let fact = NameLookupFact(names: [try NetworkAddress("localhost")])
            let output = try await BareShell.dash.measure(fact, tools: tools)
            #expect(output == PosixOutput(lines: ["getent", "nslookup"], exitCode: PosixOutput.needsTools))
        }
    }

    @Test(arguments: [
        ["1 ok 1.2.3.4"], ["tool getent"], ["tool getent", "1 ok"], ["tool getent", "1 ok 1.2.3"],
        ["tool getent", "1 ok 1.2.3.256"], ["tool getent", "1 ok evil"],
        ["tool getent", "1 ok 1.2.3.4", "1 noname"],
        ["tool getent", "2 ok 1.2.3.4"], ["tool getent", "1 noname please"], [],
    ])
    func `takes no answer that is cut, doubled or strange`(_ lines: [String]) throws {
        let fact = NameLookupFact(names: [try NetworkAddress("anbk-siswa.example")])
        #expect(throws: Unmeasured.self) { try fact.read(PosixOutput(lines: lines)) }
    }

    @Test func `a tool that broke proves nothing about the name`() throws {
        let fact = NameLookupFact(names: [try NetworkAddress("anbk-siswa.example")])
        let reading = try fact.read(PosixOutput(lines: ["tool getent", "1 other 139"]))
        #expect(reading.answers == [.broken(exitCode: 139)])
    }

    static let recordings: [(String, Int, NameLookupFact.Answer)] = [
        ("bind9-found", 0, .address("203.0.113.7")), ("bind9-blocked", 0, .failed(.nameNotFound)),
        ("bind9-unknown", 1, .failed(.nameNotFound)), ("bind9-silent", 1, .failed(.timedOut)),
        ("bind9-cut", 1, .broken(exitCode: 1)), ("busybox-1.35-found", 0, .address("203.0.113.7")),
        ("busybox-1.35-blocked", 0, .failed(.nameNotFound)),
        ("busybox-1.35-unknown", 1, .failed(.nameNotFound)),
        ("busybox-1.35-silent", 1, .failed(.timedOut)), ("busybox-1.22-found", 0, .address("203.0.113.7")),
        ("busybox-1.22-unknown", 1, .failed(.nameNotFound)),
    ]

    @Test(arguments: recordings, BareShell.allCases)
    func `reads what nslookup prints`(_ recording: (String, Int, NameLookupFact.Answer), _ shell: BareShell)
        async throws
    {
        let path = "dns.hosts/\(recording.0).txt"
        try await withRecording(of: "nslookup", path, code: recording.1, beside: ["sed", "head"]) { tools in
            let fact = NameLookupFact(names: [try NetworkAddress("two.example")])
            let reading = try fact.read(await shell.measure(fact, tools: tools))
            #expect(reading.tool == "nslookup")
            #expect(reading.answers == [recording.2])
        }
    }
}
