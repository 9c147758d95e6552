import Checks
import Facts
import RoomModel
import Testing

/// The judgements of checks that a playbook makes up.
struct CustomCheckTests {
    private func command(_ arguments: [String: ParameterValue], code: Int = 0, _ lines: String...) throws
        -> Judgement
    {
        try command(arguments, code: code, lines)
    }

    private func command(_ arguments: [String: ParameterValue], code: Int = 0, _ lines: [String]) throws
        -> Judgement
    {
        let check = try make("command", arguments.merging(["run": .text("lpstat -p")]) { $1 })
        return try judge(check, PosixOutput(lines: ["code \(code)"] + lines.map { ":" + $0 } + ["end"]))
    }

    @Test func `a command is held to its exit code`() throws {
        #expect(try command([:], "ready") == Judgement(.pass, .met(.text("ready"))))
        #expect(try command([:]) == Judgement(.pass, .met(nil)))
        let failed = try command([:], code: 3)
        #expect(failed == Judgement(.fail, .unexpected(.text("exit 3"), expected: [.text("exit 0")])))
        #expect(try command(["exit": .count(3)], code: 3).status == .pass)
        #expect(throws: InvalidArgument.self) { try make("command", ["exit": .count(256)]) }
    }

    @Test func `a long answer is cut, and that is known`() throws {
        let (whole, long) = (String(repeating: "x", count: 60), String(repeating: "x", count: 61))
        #expect(try command([:], whole) == Judgement(.pass, .met(.text(whole))))
        let cut = Measure.text(whole + "…", isCut: true)
        #expect(try command([:], long) == Judgement(.pass, .met(cut)))
        let other = try command(["output": .text("on")], long)
        #expect(other == Judgement(.fail, .unexpected(cut, expected: [.text("on")])))
    }

    @Test(arguments: [126, 127])
    func `a command that the PC does not have is unknown`(_ code: Int) {
        #expect(throws: Unmeasured(.failed(exitCode: code))) { try command([:], code: code) }
    }

    @Test func `a command is held to its output, as text or as a pattern`() throws {
        #expect(try command(["output": .text("on")], "on").status == .pass)
        #expect(try command(["output": .text("on")], "on", "off").status == .fail)
        #expect(try command(["output": .text("on")]).status == .fail)
        #expect(try command(["matches": .text("^printer .*idle")], "x", "printer hp is idle").status == .pass)
        #expect(try command(["matches": .text("^printer")], "no printer").status == .fail)
        #expect(throws: InvalidArgument.self) { try make("command", ["matches": .text("(")]) }
    }

    /// Where an engine goes back, each more character doubles the time: 60 of them outlast every exam.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "^([A-Za-z0-9]+ ?)+$", "^(a|a)*$", "^(a*)*$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$",
        ]
    )
    func `a pattern that makes others go back for ever is decided at once`(_ pattern: String) throws {
        let text = String(repeating: "a", count: 1_800) + "!"
        let others = Array(repeating: String(repeating: "x", count: 1_800), count: 30)
        let check = try make("command", ["run": .text("x"), "matches": .text(pattern)])
        let output = PosixOutput(lines: ["code 0", ":" + text] + others.map { ":" + $0 } + ["end"])
        let began = ContinuousClock.now
        _ = try judge(check, output)
        #expect(ContinuousClock.now - began < .seconds(5))
    }

    @Test func `text behind what is matched is no proof that the pattern is missing`() throws {
        let lines = Array(repeating: String(repeating: "x", count: 1_800), count: 40)
        #expect(throws: Unmeasured(.unreadable("more than 64 KiB"))) {
            try command(["matches": .text("^ok")], lines)
        }
        #expect(try command(["matches": .text("^ok")], ["ok"] + lines).status == .pass)
    }

    @Test(arguments: [
        ("69.5", CheckStatus.pass), ("70", .pass), ("70.1", .warn), (" \t85 \r", .warn), ("86", .fail),
        ("9", .warn), ("-1", .fail), ("+71", .warn), ("1e+06", .fail), ("7.05E1", .warn), ("700e-1", .pass),
        ("007", .warn),
    ])
    func `a command's number is held to limits`(_ said: String, _ expected: CheckStatus) throws {
        let limits: [String: ParameterValue] = [
            "warn_above": .text("70"), "fail_above": .text("85"), "warn_below": .text("10"),
            "fail_below": .text("0"),
        ]
        #expect(try command(limits, said).status == expected)
    }

    @Test(arguments: [
        "70,000", "70 000", "70.000,5", "0x7FFF", "0x1p4", "70_000", "1e", "1e+", "1.", ".5", "--1", "+", "-",
        "",
        "nan", "inf", "infinity", "1e999", "-1e999", "70 %", "temp: 60 C", "60°C", "٧٠", "７０", "1 2",
        "70\u{0}",
    ])
    func `what is no plain number is not measured, whatever digits begin it`(_ said: String) {
        #expect(throws: Unmeasured.self) { try command(["fail_above": .text("700")], said) }
        #expect(throws: InvalidArgument.self) { try make("command", ["fail_above": .text(said)]) }
    }

    @Test func `one of two lines is not chosen for a command's number`() throws {
        let limit: [String: ParameterValue] = ["fail_above": .text("700")]
        #expect(throws: Unmeasured(.unreadable("5 70,000"))) { try command(limit, "5", "70,000") }
        #expect(throws: Unmeasured.self) { try command(limit, "warning: old sensor", "900") }
        #expect(try command(limit, "", "900", " ").status == .fail)
    }

    @Test func `a limit in powers of ten is the whole of it`() throws {
        #expect(try command(["fail_above": .text("1e3")], "700").status == .pass)
        #expect(try command(["fail_above": .text("1e3")], "1001").status == .fail)
    }

    @Test func `a command without the number asked for is unknown, and limits that never hold are refused`() {
        #expect(throws: Unmeasured(.unreadable("no sensor"))) {
            try command(["warn_above": .text("70")], "no sensor")
        }
        for wrong in [
            ["warn_above": "hot"], ["warn_below": "1", "fail_below": "2"],
            ["warn_above": "3", "fail_above": "2"],
        ] {
            #expect(throws: InvalidArgument.self) { try make("command", wrong.mapValues { .text($0) }) }
        }
    }

    @Test func `a program must run, or must not`() throws {
        let must = try make("process", ["program": .texts(["clamd", "freshclam"])])
        #expect(try judge(must, "running clamd", "end").status == .pass)
        #expect(try judge(must, "end") == Judgement(.fail, .missing(["clamd", "freshclam"])))
        let mustNot = try make("process", ["program": .texts(["steam"]), "running": .flag(false)])
        #expect(try judge(mustNot, "end").status == .pass)
        #expect(try judge(mustNot, "running steam", "end") == Judgement(.fail, .unwanted(["steam"])))
    }

    @Test func `a service must be active, or must not`() throws {
        let must = try make("service", ["unit": .text("cups")])
        #expect(try judge(must, "active").status == .pass)
        #expect(try judge(must, "failed").status == .fail)
        #expect(try judge(must, "unknown").status == .fail)
        let mustNot = try make("service", ["unit": .text("cups"), "active": .flag(false)])
        #expect(try judge(mustNot, "inactive").status == .pass)
        #expect(try judge(mustNot, "active").status == .fail)
        #expect(throws: Unmeasured.self) { try judge(must, "offline") }
    }

    @Test func `a port must be open, or closed, here or elsewhere`() throws {
        let here = try make("port", ["port": .count(631)])
        #expect(try judge(here, "listening").status == .pass)
        #expect(try judge(here, "closed") == Judgement(.fail, .missing(["631/tcp"])))
        let there = try make("port", ["port": .count(631), "host": .text("192.168.0.9")])
        #expect(try judge(there, "1 ok 1.0 1.1").status == .pass)
        let failure = EndpointFailure(endpoint: "192.168.0.9:631", fault: .refused)
        #expect(try judge(there, "1 refused") == Judgement(.fail, .unanswered([failure])))
        let closed = try make("port", ["port": .count(23), "open": .flag(false)])
        #expect(try judge(closed, "closed").status == .pass)
        #expect(try judge(closed, "listening") == Judgement(.fail, .unwanted(["23/tcp"])))
        #expect(throws: InvalidArgument.self) { try make("port", ["port": .count(65_536)]) }
    }

    @Test func `a file is held to presence, content, owner and mode`() throws {
        let digest = String(repeating: "a", count: 64)
        let seen = ["presence file", "owner root", "mode 644", "sha256 \(digest)", "end"]
        func status(_ arguments: [String: ParameterValue], _ lines: [String]) throws -> CheckStatus {
            let check = try make("file", arguments.merging(["path": .text("/etc/hosts")]) { $1 })
            return try judge(check, PosixOutput(lines: lines)).status
        }
        let exact: [String: ParameterValue] = [
            "sha256": .text(digest.uppercased()), "owner": .text("root"), "mode": .text("0644"),
        ]
        #expect(try status(exact, seen) == .pass)
        #expect(try status(["sha256": .text(String(repeating: "b", count: 64))], seen) == .fail)
        #expect(try status(["owner": .text("siswa")], seen) == .fail)
        #expect(try status(["mode": .text("600")], seen) == .fail)
        #expect(try status([:], ["presence absent", "end"]) == .fail)
        #expect(try status(["exists": .flag(false)], ["presence absent", "end"]) == .pass)
        #expect(try status(["exists": .flag(false)], seen) == .fail)
        #expect(throws: Unmeasured.self) { try status([:], ["presence hidden", "end"]) }
        #expect(throws: Unmeasured.self) {
            try status(exact, ["presence file", "owner root", "mode 644", "sealed", "end"])
        }
        #expect(throws: InvalidArgument.self) { try make("file", ["path": .text("hosts")]) }
        #expect(throws: InvalidArgument.self) {
            try make("file", ["path": .text("/a"), "mode": .text("rw")])
        }
    }

    @Test func `an address of the web is held to status and time`() throws {
        let url: [String: ParameterValue] = ["url": .text("http://192.168.0.200/"), "status": .counts([200])]
        let limits: [String: ParameterValue] = [
            "warn_above": .duration(.seconds(1)), "fail_above": .duration(.seconds(3)),
        ]
        let check = try make("http", url.merging(limits) { $1 })
        #expect(try judge(check, "http 200 0.031", "curl 0 other 0").status == .pass)
        #expect(try judge(check, "http 200 1.5", "curl 0 other 0").status == .warn)
        #expect(try judge(check, "http 200 3.5", "curl 0 other 0").status == .fail)
        #expect(try judge(check, "http 404 0.1", "curl 0 other 0").status == .fail)
        #expect(throws: InvalidArgument.self) {
            try make("http", ["url": .text("ftp://x/"), "status": .counts([200])])
        }
    }
}
