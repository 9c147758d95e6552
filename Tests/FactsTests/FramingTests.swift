import Foundation
import Remoting
import RoomModel
import Testing

@testable import Facts

/// The probe's frame under fragments that misbehave in every way a PC can.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct FramingTests {
    /// Measures `facts` in `shell`, without an interlock.
    private func measure(
        _ facts: [any Fact],
        _ shell: Shell,
        deadline: Duration = .seconds(30),
        altering: @escaping @Sendable (String) -> String = { $0 }
    ) async throws -> FactReadings {
        let probe = Probe(facts: facts, examProcesses: [], deadline: deadline)
        let connection = ShellConnection(shell: shell, altering: altering)
        guard case .measured(let readings) = try await probe.measure(over: connection, now: { .now }) else {
            throw Unmeasured(.notReported)
        }
        return readings
    }

    /// A script, where its tail begins, and its nonce.
    private func script(_ facts: [any Fact]) -> (text: [UInt8], tail: Int, nonce: Nonce) {
        let nonce = Nonce()
        let text = PosixProbe(facts: facts, interlock: nil, deadline: .seconds(30), nonce: nonce)
            .request.standardInput
        let tail = String(decoding: text, as: UTF8.self).range(of: "\n}\n{ main <<")
        return (
            text, tail.map { String(decoding: text, as: UTF8.self)[..<$0.lowerBound].utf8.count } ?? 0, nonce
        )
    }

    /// What `shell` prints when it is given only the first bytes of `text`, for each of the `lengths`.
    private func outputs(of text: [UInt8], cutTo lengths: [Int], _ shell: Shell) async throws -> Shell.Run {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(text).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let numbers = lengths.map(String.init).joined(separator: " ")
        return try await Shell.dash.run(
            "-c",
            "for n in \(numbers); do head -c $n \(file.path) | \(shell.command) -s 2>/dev/null; done"
        )
    }

    @Test(arguments: Shell.allCases)
    func `a script cut at any byte runs nothing`(_ shell: Shell) async throws {
        let (text, tail, _) = script([EvalFact(text: "echo ran")])
        #expect(tail > 1_000)
        let lengths = Array(stride(from: 0, to: tail, by: 61)) + Array(tail..<text.count - 1)
        let cut = try await outputs(of: text, cutTo: lengths, shell)
        #expect(cut.text == "")
        #expect(try await outputs(of: text, cutTo: [text.count - 1], shell).text.contains(":ran"))
    }

    @Test(arguments: Shell.allCases)
    func `parameters without their end run nothing`(_ shell: Shell) async throws {
        let (text, _, _) = script([EvalFact(text: "echo ran")])
        let cut = String(decoding: text, as: UTF8.self).replacing("\nend\n", with: "\n")
        let run = try await shell.run("-s", input: cut)
        #expect(run.output.isEmpty)
        #expect(run.code == 65)
    }

    @Test(arguments: Shell.allCases)
    func `arguments are data, whatever they hold`(_ shell: Shell) async throws {
        let words = [
            "$(id)", "`id`", "'; id; '", "\"", "\\", "\\n", "a\\\\b", "two\nlines\n", "", " ", " a  b ", "*",
            "-n",
            "-e", "end", "arg x", "NONCE", "$HOME", "%s%d", "ünïcödé", "\t", "#", "!", "&", "a\u{7}b", "\\c",
            "\\0101",
        ]
        let fact = EchoFact(arguments: words)
        let printed = try await measure([fact], shell).reading(of: fact)
        #expect(printed.joined(separator: "\n") == words.map { "<\($0)>" }.joined(separator: "\n"))
    }

    @Test(arguments: Shell.allCases)
    func `an argument with NUL is refused and harms no other fact`(_ shell: Shell) async throws {
        let bad = EchoFact(arguments: ["a\0b"])
        let good = EchoFact(arguments: ["a"])
        let readings = try await measure([bad, good], shell)
        #expect(throws: Unmeasured(.unreadable("an argument holds NUL"))) { try readings.reading(of: bad) }
        #expect(try readings.reading(of: good) == ["<a>"])
    }

    @Test(arguments: Shell.allCases)
    func `each way to end is told apart`(_ shell: Shell) async throws {
        let cases: [(String, Result<[String], Unmeasured>)] = [
            ("echo a", .success(["a"])),
            ("printf 'no end of line'", .success(["no end of line"])),
            ("printf 'a\\n\\n'", .success(["a", ""])),
            ("echo", .success([""])),
            (":", .success([])),
            ("cat", .success([])),
            ("echo a; return 0", .success(["a"])),
            ("echo a >&2", .success([])),
            ("echo a; exit 3", .failure(Unmeasured(.failed(exitCode: 3)))),
            ("echo a; return 4", .failure(Unmeasured(.failed(exitCode: 4)))),
            ("echo curl; echo wget; exit 69", .failure(Unmeasured(.needs(["curl", "wget"])))),
            ("echo sudo; exit 77", .failure(Unmeasured(.noRight("sudo")))),
            ("no-such-program", .failure(Unmeasured(.failed(exitCode: 127)))),
            ("head -c 3000 /dev/zero | tr '\\000' x", .failure(Unmeasured(.unreadable("more than is read")))),
            ("exec >&-; sleep 0.2", .failure(Unmeasured(.unreadable("broken off")))),
            (
                "echo 00000000000000000000000000000000 1 =0",
                .success(["00000000000000000000000000000000 1 =0"])
            ),
            ("sleep 4 & echo done", .success(["done"])),
            ("cd /; umask 0; PATH=/none; nonce=x; started=; set -f; IFS=x; echo a", .success(["a"])),
            ("echo b", .success(["b"])),
        ]
        let readings = try await measure(cases.map { EvalFact(text: $0.0) }, shell)
        #expect(readings.isComplete)
        for (text, expected) in cases {
            let reading = Result { () throws(Unmeasured) in try readings.reading(of: EvalFact(text: text)) }
            #expect(reading == expected, "\(text)")
        }
    }

    @Test(arguments: Shell.allCases)
    func `broken shell text silences nothing but itself`(_ shell: Shell) async throws {
        let broken = ["if", "'", "set -e; false", "exit 300", "kill -9 0 2>/dev/null & exit 5"].prefix(4)
            .map { EvalFact(text: $0) }
        let good = EvalFact(text: "echo good")
        let readings = try await measure(broken + [good], shell)
        for fact in broken {
            #expect(throws: Unmeasured.self, "\(fact.text)") { try readings.reading(of: fact) }
        }
        #expect(try readings.reading(of: good) == ["good"])
    }

    @Test(arguments: Shell.allCases)
    func `a fact past its limit is unknown, its processes end, the others count`(_ shell: Shell) async throws
    {
        let mark = Int.random(in: 100_000...999_999)
        let hanging = [
            "sleep 60.\(mark)",
            "trap '' TERM; sleep 60.\(mark)",
            "echo ok; (sleep 60.\(mark); echo late)",
            "sh -c 'sleep 60.\(mark); :'; echo ok",
            // In sessions of their own, which no signal to a group reaches.
            "setsid sleep 60.\(mark) & wait",
            "setsid sh -c 'setsid sleep 60.\(mark) & wait; :'; echo ok",
            "while :; do :; done",
        ].map { HastyFact(text: $0) }
        let good = EvalFact(text: "echo good")
        let clock = ContinuousClock()
        let begin = clock.now
        let readings = try await measure(hanging + [good], shell)
        #expect(begin.duration(to: clock.now) < .seconds(40))
        #expect(readings.isComplete)
        for fact in hanging {
            #expect(throws: Unmeasured(.timedOut(.seconds(1))), "\(fact.text)") {
                try readings.reading(of: fact)
            }
        }
        #expect(try readings.reading(of: good) == ["good"])
        let left = try await Shell.dash.run("-c", "grep -ls '[6]0[.]\(mark)' /proc/[0-9]*/cmdline || :")
        #expect(left.text == "")
    }

    @Test(arguments: Shell.allCases)
    func `without proc the processes of a fact past its limit are found by ps`(_ shell: Shell) async throws {
        let mark = Int.random(in: 100_000...999_999)
        let hanging = HastyFact(text: "sh -c 'sleep 60.\(mark); :'; echo ok")
        let readings = try await measure([hanging], shell) {
            $0.replacing("-r /proc/self/stat", with: "-r /proc/none")
        }
        #expect(throws: Unmeasured(.timedOut(.seconds(1)))) { try readings.reading(of: hanging) }
        let left = try await Shell.dash.run("-c", "grep -ls '[6]0[.]\(mark)' /proc/[0-9]*/cmdline || :")
        #expect(left.text == "")
    }

    @Test(arguments: Shell.allCases)
    func `a flood is cut off, and the others count`(_ shell: Shell) async throws {
        let flood = EvalFact(text: "yes")
        let stream = HastyFact(text: "tr '\\000' x </dev/zero")
        let good = EvalFact(text: "echo good")
        let readings = try await measure([flood, stream, good], shell)
        #expect(readings.isComplete)
        #expect(throws: Unmeasured.self) { try readings.reading(of: flood) }
        #expect(throws: Unmeasured(.timedOut(.seconds(1)))) { try readings.reading(of: stream) }
        #expect(try readings.reading(of: good) == ["good"])
    }

    @Test(arguments: Shell.allCases)
    func `the end comes although a process cannot be killed`(_ shell: Shell) async throws {
        let stuck = HastyFact(text: "sleep 40")
        let good = EvalFact(text: "echo good")
        let clock = ContinuousClock()
        let begin = clock.now
        let readings = try await measure([stuck, good], shell, deadline: .seconds(5)) {
            $0.replacing("kill -KILL $victims", with: ":").replacing("kill -STOP $victims", with: ":")
        }
        #expect(begin.duration(to: clock.now) < .seconds(30))
        #expect(readings.isComplete)
        #expect(throws: Unmeasured(.timedOut(.seconds(1)))) { try readings.reading(of: stuck) }
        #expect(try readings.reading(of: good) == ["good"])
    }

    @Test(arguments: Shell.allCases)
    func `facts that run side by side do not mix their lines`(_ shell: Shell) async throws {
        let facts = (0..<12).map { number in
            EvalFact(
                text: "i=0; while [ $i -lt 9 ]; do printf '\(number) %s %01800d\\n' $i 0; i=$((i + 1)); done"
            )
        }
        let readings = try await measure(facts, shell)
        let zeros = String(repeating: "0", count: 1_800)
        for (number, fact) in facts.enumerated() {
            #expect(try readings.reading(of: fact) == (0..<9).map { "\(number) \($0) \(zeros)" })
        }
    }

    @Test(arguments: Shell.allCases)
    func `facts that wait for nothing share a process and nothing else`(_ shell: Shell) async throws {
        let facts: [any Fact] = [QuickFlood(), QuickRefusal(), QuickLines(), EvalFact(text: "echo good")]
        let text = String(decoding: script(facts).text, as: UTF8.self)
        #expect(text.ranges(of: "\nbatch 1,2,3 2 1 test_quick_flood ").count == 1)
        let readings = try await measure(facts, shell)
        #expect(readings.isComplete)
        #expect(try readings.reading(of: QuickLines()) == [#" * \ $x "a"#, "b"])
        #expect(throws: Unmeasured(.noRight("root"))) { try readings.reading(of: QuickRefusal()) }
        #expect(throws: Unmeasured(.unreadable("more than is read"))) {
            try readings.reading(of: QuickFlood())
        }
        #expect(try readings.reading(of: EvalFact(text: "echo good")) == ["good"])
    }

    @Test(arguments: Shell.allCases)
    func `where one of them hangs, those are unknown and the others count`(_ shell: Shell) async throws {
        let good = EvalFact(text: "echo good")
        let readings = try await measure([QuickLines(), QuickHang(), good], shell)
        #expect(readings.isComplete)
        #expect(throws: Unmeasured(.timedOut(.seconds(2)))) { try readings.reading(of: QuickHang()) }
        #expect(throws: Unmeasured(.timedOut(.seconds(2)))) { try readings.reading(of: QuickLines()) }
        #expect(try readings.reading(of: good) == ["good"])
    }

    @Test(arguments: Shell.allCases)
    func `a probe that dies half-way leaves every unanswered fact unknown`(_ shell: Shell) async throws {
        let killer = EvalFact(text: #"kill -9 "$$"; sleep 1"#)
        let readings = try await measure([killer], shell)
        #expect(!readings.isComplete)
        #expect(readings.clockOffset == nil)
    }

    @Test func `the same fact asked twice is measured once`() async throws {
        let fact = EvalFact(text: "date +%s.%N")
        let text = script([fact, fact]).text
        #expect(String(decoding: text, as: UTF8.self).ranges(of: "\nfact ").count == 1)
        #expect(try await measure([fact, fact], .dash).reading(of: fact).count == 1)
    }

    @Test func `the script's body holds no data`() {
        let one = script([EvalFact(text: "echo one")])
        let two = script([EvalFact(text: "echo two"), EvalFact(text: "echo three")])
        #expect(one.text[..<one.tail] == two.text[..<two.tail])
        #expect(one.nonce != two.nonce)
    }
}
