import Facts
import RoomModel
import Testing

@Suite struct NetworkProbeTests {
    @Test(arguments: Shell.allCases)
    func `all facts of the app and the network come home in one probe`(_ shell: Shell) async throws {
        try await LoopbackServer.secure { server in
            try await withFolder { folder in
                try await scene("cd \"$1\"; printf '26.0222\\r\\n' >version.txt; printf abc >'a b'", folder)
                let endpoint = try #require(Endpoint("127.0.0.1:\(server.port)", defaultPort: 443))
                let url = try #require(ServerURL("https://\(endpoint)/unbk"))
                let files = ApplicationFilesFact(folder: folder, files: ["version.txt", "a b", "c"])
                let version = ApplicationVersionFact(folder: folder, file: "version.txt")
                let hash = ApplicationHashFact(folder: folder, files: ["a b"])
                let names = NameLookupFact(names: [
                    try NetworkAddress("localhost"), try NetworkAddress("siaga.invalid"),
                ])
                let answer = ServerAnswerFact(url: url, trust: .pinned(server.pin))
                let ports = TCPPortsFact(endpoints: [endpoint, endpoint])
                let trips = RoundTripsFact(endpoint: endpoint, probes: 5)
                let facts: [any Fact] = [files, version, hash, names, answer, ports, trips]
                let outcome = try await Probe(facts: facts, examProcesses: ["no-such-exam"])
                    .measure(over: ShellConnection(shell: shell)) { Timestamp(milliseconds: 0) }
                guard case .measured(let readings) = outcome else {
                    Issue.record("\(outcome)")
                    return
                }
                #expect(try readings.reading(of: files) == .files([.file, .file, .absent]))
                #expect(try readings.reading(of: version) == .version("26.0222"))
                #expect(try readings.reading(of: hash) == .files([.sha256(ApplicationHashFactTests.abc)]))
                #expect(try readings.reading(of: names).answers[1] == .failed(.nameNotFound))
                guard case .answered(302, _, _) = try readings.reading(of: answer) else {
                    Issue.record("no answer")
                    return
                }
                #expect(try readings.reading(of: ports) == [.open, .open])
                #expect(try readings.reading(of: trips).times.count == 5)
            }
        }
    }
}
