import Checks
import Facts
import RoomModel
import Testing

@Suite struct NetworkChecksTests {
    static func failures(_ list: (String, EndpointFailure.Fault)...) -> Finding {
        .unanswered(list.map { EndpointFailure(endpoint: $0.0, fault: $0.1) })
    }

    static let names: [([String], Judgement)] = [
        (["1 ok 10.0.0.1", "2 ok 10.0.0.2", "3 ok ::1"], Judgement(.pass, .met(.text("a.old, b.example")))),
        (["1 noname", "2 ok 10.0.0.2", "3 ok 10.0.0.3"], Judgement(.pass, .met(.text("a.new, b.example")))),
        (
            ["1 ok 10.0.0.1", "2 other 139", "3 ok 10.0.0.3"],
            Judgement(.pass, .met(.text("a.old, b.example")))
        ),
        (
            ["1 noname", "2 timeout", "3 ok 10.0.0.3"],
            Judgement(.fail, failures(("a.old", .nameNotFound), ("a.new", .timedOut)))
        ),
        (
            ["1 ok 10.0.0.1", "2 noname", "3 noname"],
            Judgement(.fail, failures(("b.example", .nameNotFound)))
        ),
        (["1 other 1", "2 noname", "3 noname"], Judgement(.fail, failures(("b.example", .nameNotFound)))),
    ]

    @Test(arguments: names)
    func `one live name of each entry is enough`(_ lines: [String], _ expected: Judgement) throws {
        let check = try make("dns.hosts", ["names": .texts(["a.old | a.new", "b.example"])])
        #expect(try judge(check, PosixOutput(lines: ["tool getent"] + lines)) == expected)
    }

    @Test func `a look-up that broke is unknown`() throws {
        let check = try make("dns.hosts", ["names": .texts(["a.old|a.new", "b.example"])])
        #expect(throws: Unmeasured(.failed(exitCode: 139))) {
            try judge(check, "tool getent", "1 noname", "2 other 139", "3 ok 10.0.0.3")
        }
    }

    static let ports: [([String], Judgement)] = [
        (["1 ok", "2 ok", "3 ok"], Judgement(.pass, .met(.count(2)))),
        (["1 refused", "2 ok", "3 ok"], Judgement(.pass, .met(.count(2)))),
        (["1 other 1", "2 ok", "3 ok"], Judgement(.pass, .met(.count(2)))),
        (
            ["1 refused", "2 noname", "3 ok"],
            Judgement(.fail, failures(("a.old:443", .refused), ("a.new:443", .nameNotFound)))
        ),
        (["1 ok", "2 ok", "3 timeout"], Judgement(.warn, failures(("b.example:443", .timedOut)))),
        (
            ["1 noroute", "2 noroute", "3 noroute"],
            Judgement(
                .fail,
                failures(("a.old:443", .noRoute), ("a.new:443", .noRoute), ("b.example:443", .noRoute))
            )
        ),
    ]

    @Test(arguments: ports)
    func `a required host fails the PC, another one is a note`(_ lines: [String], _ expected: Judgement)
        throws
    {
        let check = try make(
            "net.exam",
            ["hosts": .texts(["a.old|a.new", "b.example"]), "port": .count(443), "required": .texts(["a"])]
        )
        #expect(try judge(check, PosixOutput(lines: lines)) == expected)
        #expect(check.severity == .fail)
    }

    @Test func `a doubt about a required host is not hidden behind a note`() throws {
        let check = try make("net.exam", ["hosts": .texts(["a", "b"]), "required": .texts(["a"])])
        #expect(throws: Unmeasured(.failed(exitCode: 9))) { try judge(check, "1 other 9", "2 refused") }
    }

    @Test func `hosts are all required unless some are named`() throws {
        let check = try make("net.exam", ["hosts": .texts(["a.example", "b.example"])])
        let expected = Judgement(.fail, Self.failures(("b.example:443", .refused)))
        #expect(try judge(check, "1 ok", "2 refused") == expected)
    }

    @Test func `a required host that is no host is an error`() {
        #expect(throws: InvalidArgument.self) {
            try make(
                "net.exam",
                ["hosts": .texts(["anbk-siswa.example"]), "required": .texts(["anbk-sisva"])]
            )
        }
    }

    static let answers: [([String], Judgement)] = [
        (["http 302 0.031", "curl 0 other 0"], Judgement(.pass, .met(.duration(.milliseconds(31))))),
        (["http 200 0.500", "curl 0 other 0"], Judgement(.pass, .met(.duration(.milliseconds(500))))),
        (["http 200 0.501", "curl 0 other 0"], Judgement(.fail, failures((url, .slow(.milliseconds(501)))))),
        (["http 404 0.010", "curl 0 other 0"], Judgement(.fail, failures((url, .status(404))))),
        (["http 404 9.000", "curl 0 other 0"], Judgement(.fail, failures((url, .status(404))))),
        (["http 000 0.000", "curl 7 refused"], Judgement(.fail, failures((url, .refused)))),
        (["http 000 0.000", "curl 7 noroute"], Judgement(.fail, failures((url, .noRoute)))),
        (["http 000 0.000", "curl 28 timeout"], Judgement(.fail, failures((url, .timedOut)))),
        (["http 200 0.010", "curl 28 timeout"], Judgement(.fail, failures((url, .timedOut)))),
        (["http 000 0.000", "curl 60 other 60"], Judgement(.fail, failures((url, .tls)))),
        (["http 000 0.000", "curl 90 other 90"], Judgement(.fail, failures((url, .certificateChanged)))),
        (["tcp timeout"], Judgement(.fail, failures((url, .timedOut)))),
    ]
    static let url = "https://192.168.0.200/unbk"

    static func server(_ more: [String: ParameterValue] = [:]) throws -> any Check {
        let arguments: [String: ParameterValue] = [
            "url": .text(url), "status": .counts([200, 302]), "within": .duration(.milliseconds(500)),
            "tls": .text("pin"),
        ]
        return try make("net.server", arguments.merging(more) { $1 })
    }

    @Test(arguments: answers)
    func `the server answers as it should, in time`(_ lines: [String], _ expected: Judgement) throws {
        #expect(try judge(Self.server(["pin": .text(Self.hex)]), PosixOutput(lines: lines)) == expected)
    }

    @Test func `a server whose key nobody filed is noted, never passed`() throws {
        let answer = ["http 302 0.031", "curl 0 other 0"]
        let seen = PosixOutput(lines: answer + ["pin \(Self.base64)"])
        #expect(try judge(Self.server(), seen) == Judgement(.warn, .notPinned("sha256//" + Self.base64)))
        #expect(try judge(Self.server(), PosixOutput(lines: answer)) == Judgement(.warn, .notPinned(nil)))
        let closed = PosixOutput(lines: ["http 000 0.000", "curl 7 refused"])
        #expect(try judge(Self.server(), closed) == Judgement(.fail, Self.failures((Self.url, .refused))))
        let any = try judge(Self.server(["tls": .text("any")]), PosixOutput(lines: answer))
        #expect(any == Judgement(.pass, .met(.duration(.milliseconds(31)))))
    }

    static let base64 = "uztcHJRQQUstsXOZGb5jIAAPR+GuN1j5iHoThcpAKLY="
    static let hex = "bb3b5c1c9450414b2db1739919be6320000f47e1ae3758f9887a1385ca4028b6"

    @Test(arguments: [
        base64, "sha256//" + base64, hex, hex.uppercased(),
        "BB:3B:5C:1C:94:50:41:4B:2D:B1:73:99:19:BE:63:20:00:0F:47:E1:AE:37:58:F9:88:7A:13:85:CA:40:28:B6",
    ])
    func `a pin is the same however it is written`(_ pin: String) throws {
        let fact = try #require(try Self.server(["pin": .text(pin)]).facts.first as? ServerAnswerFact)
        #expect(fact.trust == .pinned(Self.base64))
    }

    @Test(arguments: ["", "sha256//", "abc", base64 + "=", String(base64.dropLast()), "sha256//*", hex + "0"])
    func `refuses what is no pin`(_ pin: String) {
        #expect(throws: InvalidArgument.self) { try Self.server(["pin": .text(pin)]) }
    }

    @Test(arguments: [("verify", ServerAnswerFact.Trust.authorities), ("pin", .firstSeen), ("any", .anybody)])
    func `trusts as the playbook says`(_ word: String, _ trust: ServerAnswerFact.Trust) throws {
        let fact = try #require(try Self.server(["tls": .text(word)]).facts.first as? ServerAnswerFact)
        #expect(fact.trust == trust)
    }

    @Test(arguments: [
        "192.168.0.200", "ftp://x/", "https://", "https://a b/", "https://user:word@x/", "https://x:0/",
        "https://x:99999/", "https://x/\u{7}", "https://-oProxy/", "https://x/\\", "file:///etc/passwd", "",
    ])
    func `refuses what is no address of a server`(_ url: String) {
        #expect(throws: InvalidArgument.self) { try Self.server(["url": .text(url)]) }
    }

    @Test func `a certificate cannot be demanded of http`() throws {
        let plain: [String: ParameterValue] = ["url": .text("http://192.168.0.200/unbk")]
        let fact = try #require(try Self.server(plain).facts.first as? ServerAnswerFact)
        #expect(fact.trust == .anybody)
        #expect(throws: InvalidArgument.self) {
            try Self.server(plain.merging(["tls": .text("verify")]) { $1 })
        }
        #expect(throws: InvalidArgument.self) {
            try Self.server(plain.merging(["pin": .text(Self.hex)]) { $1 })
        }
    }

    static let trips: [([String], Double, Judgement)] = [
        (
            ["icmp 5", "1 1", "2 2", "3 3", "4 4", "5 20"], 0,
            Judgement(.pass, .met(.text("20 ms (p95, 5/5)")))
        ),
        (
            ["icmp 5", "1 1", "2 2", "3 3", "4 4", "5 20.1"], 0,
            Judgement(.warn, .tooHigh(.text("21 ms (p95, 5/5)"), maximum: .text("20 ms")))
        ),
        (
            ["icmp 5", "1 1", "2 2", "3 3", "4 4"], 0,
            Judgement(.warn, .tooLow(.text("4/5"), minimum: .text("5/5")))
        ),
        (["icmp 5", "1 1", "2 2", "3 3", "4 4"], 20, Judgement(.pass, .met(.text("4 ms (p95, 4/5)")))),
        (
            ["icmp 5", "1 1", "2 2", "3 3"], 20,
            Judgement(.warn, .tooLow(.text("3/5"), minimum: .text("4/5")))
        ),
        (["icmp 5"], 100, Judgement(.warn, failures(("192.168.0.200 (0/5)", .timedOut)))),
        (
            ["tcp 3", "1 refused", "2 refused", "3 refused"], 0,
            Judgement(.warn, failures(("192.168.0.200 (0/3)", .refused)))
        ),
        (
            [
                "tcp 5", "1 ok 0.1 0.102", "2 ok 0.1 0.102", "3 ok 0.1 0.102", "4 ok 0.1 0.102",
                "5 ok 0.1 0.102",
            ], 0,
            Judgement(.pass, .met(.text("2 ms (p95, 5/5)")))
        ),
    ]

    @Test(arguments: trips)
    func `judges loss, then time, and says on how many probes`(
        _ lines: [String],
        _ loss: Double,
        _ expected: Judgement
    ) throws {
        let check = try make(
            "net.quality",
            [
                "target": .text("192.168.0.200"), "probes": .count(5), "loss_above": .percent(loss),
                "p95_above": .duration(.milliseconds(20)),
            ]
        )
        #expect(try judge(check, PosixOutput(lines: lines)) == expected)
        #expect(check.severity == .warn)
    }

    @Test func `of twenty probes the slowest one may be slow`() throws {
        let check = try make("net.quality", ["target": .text("192.168.0.200"), "probes": .count(20)])
        let lines = ["icmp 20"] + (1...20).map { "\($0) \($0 == 7 ? 900 : 1)" }
        #expect(
            try judge(check, PosixOutput(lines: lines)) == Judgement(.pass, .met(.text("1 ms (p95, 20/20)")))
        )
    }

    @Test func `of several hosts the live one is judged`() throws {
        let check = try make("net.quality", ["target": .text("a.old:443 | a.new"), "probes": .count(1)])
        let facts = check.facts.compactMap { $0 as? RoundTripsFact }
        #expect(facts.map(\.endpoint.description) == ["a.old:443", "a.new:443"])
        func judgement(_ outputs: [String]...) throws -> Judgement {
            var readings = FactReadings()
            for (fact, lines) in zip(facts, outputs) {
                let output = PosixOutput(lines: lines)
                readings.record(fact, Result { () throws(Unmeasured) in try fact.read(output) })
            }
            return try check.judge(readings)
        }
        let live = Judgement(.pass, .met(.text("3 ms (p95, 1/1)")))
        #expect(try judgement(["icmp 1", "fault noname"], ["icmp 1", "1 3"]) == live)
        #expect(try judgement(["garbage"], ["icmp 1", "1 3"]) == live)
        let dead = Self.failures(("a.old (0/1)", .nameNotFound), ("a.new (0/1)", .timedOut))
        #expect(try judgement(["icmp 1", "fault noname"], ["icmp 1"]) == Judgement(.warn, dead))
        #expect(throws: Unmeasured.self) { try judgement(["icmp 1", "fault noname"], ["garbage"]) }
        #expect(throws: Unmeasured(.notReported)) { try judgement(["icmp 1", "fault noname"]) }
    }

    @Test(arguments: ["", "|", "a||b", "http://a/", "a:0", "a:443:1x", "-a"])
    func `refuses what is no target`(_ target: String) {
        #expect(throws: InvalidArgument.self) { try make("net.quality", ["target": .text(target)]) }
    }

    @Test(arguments: [0, 21, -1])
    func `refuses a number of probes out of range`(_ probes: Int) {
        #expect(throws: InvalidArgument.self) {
            try make("net.quality", ["target": .text("192.168.0.200"), "probes": .count(probes)])
        }
    }

    @Test(arguments: ["dns.hosts", "net.exam", "net.server", "net.quality"] as [CheckID])
    func `the number of attempts is in the judgement, and in range`(_ id: CheckID) throws {
        let example = try #require(CatalogueTests.examples.first { $0.0 == id }?.1)
        let check = try make(id, example)
        var readings = FactReadings()
        func record(_ fact: some Fact) {
            let output = PosixOutput(lines: CatalogueTests.complete[id] ?? [])
            readings.record(fact, Result { () throws(Unmeasured) in try fact.read(output) })
            readings.record(fact, attempts: 2)
        }
        for fact in check.facts { record(fact) }
        let judgement = try check.judge(readings)
        #expect(judgement.status == .pass)
        #expect(judgement.attempts == 2)
        for count in [0, 4] {
            #expect(throws: InvalidArgument.self) {
                try make(id, example.merging(["attempts": .count(count)]) { $1 })
            }
        }
    }
}
