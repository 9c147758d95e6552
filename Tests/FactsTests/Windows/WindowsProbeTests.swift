import Remoting
import RoomModel
import Testing

@testable import Facts

struct WindowsProbeTests {
    private static let disk = DiskFreeFact(path: #"C:\anbk"#)
    private static let absentDisk = DiskFreeFact(path: #"Q:\anbk"#)
    private static let facts: [any Fact] = [OSVersionFact(), RAMTotalFact(), disk, absentDisk]

    private func measure(
        over pc: RecordedPC,
        _ facts: [any Fact] = Self.facts,
        exam: [String] = ["ExamBrowser.exe"]
    ) async throws -> ProbeOutcome {
        let nonce = Nonce(WindowsFixture.nonce)
        let probe = WindowsProbe(facts: facts, examProcesses: exam, deadline: .seconds(30), nonce: nonce)
        return try await probe.measure(over: pc, now: { Timestamp(milliseconds: 1_795_459_670_000) })
    }

    private func readings(_ output: String) async throws -> FactReadings? {
        guard case .measured(let readings) = try await measure(over: RecordedPC(printing: output)) else {
            return nil
        }
        return readings
    }

    /// The reason of a PC that printed `output` each time it was asked.
    private func refusal(_ output: [UInt8]) async throws -> UnmeasuredReason? {
        let pc = RecordedPC(Array(repeating: RecordedPC.Answer(output: output), count: 3))
        guard case .unanswered(let unmeasured) = try await measure(over: pc) else { return nil }
        return unmeasured.reason
    }

    @Test(
        arguments: [
            ("wine-win7", "windows-7"), ("wine-win81", "windows-8.1"), ("wine-win10", "windows-10"),
            ("made-windows-11", "windows-11"),
        ]
    )
    func `reads what a PC with this Windows printed`(_ fixture: String, _ name: String) async throws {
        let readings = try #require(try await readings(WindowsFixture.text(fixture)))
        #expect(try readings.reading(of: OSVersionFact()).name == name)
        #expect(try readings.reading(of: RAMTotalFact()) > .gibibytes(4))
        #expect(try readings.reading(of: Self.disk) > .gibibytes(70))
        #expect(throws: Unmeasured(.absent(#"Q:\anbk"#))) { try readings.reading(of: Self.absentDisk) }
        #expect(try #require(readings.clockOffset) > .seconds(3))
    }

    @Test func `a fact that was refused, failed or took too long has its reason`() async throws {
        let readings = try #require(try await readings(WindowsFixture.text("made-windows-10-denied")))
        #expect(try readings.reading(of: OSVersionFact()).build == "10.0.19045.3803")
        #expect(throws: Unmeasured(.noRight("administrator"))) { try readings.reading(of: RAMTotalFact()) }
        #expect(throws: Unmeasured(.unreadable("0x800a0046 Permission denied"))) {
            try readings.reading(of: Self.disk)
        }
        #expect(throws: Unmeasured(.timedOut(.seconds(10)))) { try readings.reading(of: Self.absentDisk) }
    }

    @Test func `a fact without a Windows side is not asked for and never measured`() async throws {
        let end = #","exam":[],"open":1,"facts":[],"t":1}"#
        let pc = RecordedPC(printing: #"{"v":2,"nonce":"\#(WindowsFixture.nonce)""# + end)
        guard case .measured(let readings) = try await measure(over: pc, [TimeZoneFact()]) else {
            Issue.record("not measured")
            return
        }
        #expect(throws: Unmeasured(.notYetOnWindows)) { try readings.reading(of: TimeZoneFact()) }
    }

    @Test(
        arguments: [
            ("wine-exam-open", "notepad.exe"),
            ("made-processes-unseen", "the list of running programs cannot be seen"),
            (
                "made-processes-denied",
                "the list of running programs cannot be seen: the account is no administrator"
            ),
        ]
    )
    func `an open exam, or none that can be ruled out, stops everything`(
        _ fixture: String,
        _ evidence: String
    ) async throws {
        let pc = RecordedPC(printing: try WindowsFixture.text(fixture))
        guard case .examOpen(evidence) = try await measure(over: pc) else {
            Issue.record("not stopped")
            return
        }
        #expect(await pc.told.count == 1)
    }

    @Test func `a PC without the files gets them once and is asked again`() async throws {
        let pc = RecordedPC(printing: "", try WindowsFixture.text("wine-win10"))
        guard case .measured = try await measure(over: pc) else {
            Issue.record("not measured")
            return
        }
        let told = await pc.told
        let names = told[0].split(separator: " ").dropFirst(4).dropLast().map(String.init)
        #expect(told == [told[0], "write \(names[0])", "write \(names[1])", told[0]])
        #expect(await Set(pc.files.keys) == Set(names))
    }

    @Test func `no text of a playbook is in a command line`() async throws {
        let pc = RecordedPC(printing: "", "", "")
        let evil = #"C:\" & del /q * %PATH% $(reboot) `reboot` é"#
        _ = try await measure(over: pc, [DiskFreeFact(path: evil)], exam: [evil])
        let lines = await pc.told.filter { !$0.hasPrefix("write ") }
        #expect(lines.count == 3)
        for line in lines {
            #expect(line.wholeMatch(of: /[A-Za-z0-9 .\/:-]+/) != nil, "\(line)")
        }
    }

    @Test func `a PC whose Windows Script Host is off is asked twice, then for the setting`() async throws {
        let pc = RecordedPC(printing: "", "", try WindowsFixture.text("wine-script-host-disabled"))
        guard case .unanswered(let unmeasured) = try await measure(over: pc) else {
            Issue.record("answered")
            return
        }
        #expect(unmeasured.reason == .needs(["Windows Script Host"]))
        #expect(await pc.told.last?.hasPrefix("cmd /c siaga-") == true)
    }

    @Test func `a PC that answers something else is quoted, safely and shortly`() async throws {
        let answer = RecordedPC.Answer(error: Array(("\u{1b}[2J" + String(repeating: "x", count: 500)).utf8))
        guard case .unanswered(let unmeasured) = try await measure(over: RecordedPC([answer, answer])) else {
            Issue.record("answered")
            return
        }
        let shown = "\\u{1b}[2J" + String(repeating: "x", count: 196) + "…"
        #expect(unmeasured.reason == .unreadable(shown, isCut: true))
    }

    @Test func `all steps share one deadline`() async throws {
        let pc = RecordedPC(printing: "", "", "")
        _ = try await measure(over: pc)
        let deadlines = await pc.deadlines
        #expect(deadlines.allSatisfy { $0 <= .seconds(30) })
        #expect(deadlines == deadlines.sorted(by: >))
    }

    @Test func `an answer cut at any byte is no measurement`() async throws {
        let text = try WindowsFixture.text("wine-win10")
        let line = try #require(text.split(separator: "\r\n").first).utf8
        for length in 0..<line.count {
            #expect(try await refusal(Array(line.prefix(length))) != nil, "cut at \(length)")
        }
    }

    @Test func `a damaged byte never stops the controller`() async throws {
        let line = Array(try WindowsFixture.text("wine-win10").utf8)
        for index in line.indices {
            for byte: UInt8 in [0, 0x22, 0x5C] {
                var damaged = line
                damaged[index] = byte
                _ = try await measure(over: RecordedPC([RecordedPC.Answer(output: damaged)]))
            }
        }
    }

    @Test func `an open exam that is missing from its list does not make it empty`() async throws {
        let open = try WindowsFixture.text("wine-exam-open")
        let closed = open.replacing(#""exam":["notepad.exe"]"#, with: #""exam":[]"#)
        #expect(closed != open)
        let outcome = try await measure(over: RecordedPC(printing: closed), [])
        guard case .unanswered = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test func `two results of one kind that changed places are no measurement`() async throws {
        let good = try WindowsFixture.text("wine-win10")
        let (first, second) = (
            #"{"id":"disk.free","n":2,"value":{"free":81561448448,"size":270553174016},"size":3,"ms":1}"#,
            #"{"id":"disk.free","n":3,"value":{"absent":"Q:\\anbk"},"size":2,"ms":1}"#
        )
        let swapped = good.replacing("\(first),\(second)", with: "\(second),\(first)")
        #expect(swapped != good)
        #expect(try await refusal(Array(swapped.utf8)) != nil)
        let twice = good.replacing("\(first),\(second)", with: "\(first),\(first)")
        #expect(try await refusal(Array(twice.utf8)) != nil)
    }

    @Test(arguments: [#""size":2"#, #""size":4"#, #""size":"3""#, #""other":3"#])
    func `a value of which something is missing is not known, and the others are`(
        _ size: String
    ) async throws {
        let good = try WindowsFixture.text("wine-win10")
        let text = good.replacing(#"270553174016},"size":3"#, with: #"270553174016},"# + size)
        #expect(text != good)
        let readings = try #require(try await readings(text))
        #expect(throws: Unmeasured(.notReported)) {
            try readings.reading(of: Self.disk)
        }
        #expect(try readings.reading(of: RAMTotalFact()) > .gibibytes(4))
    }

    @Test func `an answer that lies is no measurement`() async throws {
        let good = try WindowsFixture.text("wine-win10")
        let lies = [
            good + good,
            good.replacing(WindowsFixture.nonce, with: String(WindowsFixture.nonce.reversed())),
            good.replacing(#""t":"#, with: #""exam":[],"t":"#),
            good.replacing(#""exam":[],"#, with: ""),
            good.replacing(#""exam":[]"#, with: #""exam":false"#),
            good.replacing(#""id":"ram.total""#, with: #""id":"os.version""#),
            good.replacing(#"{"id":"ram.total","n":1,"value":25276506112,"size":1,"ms":0},"#, with: ""),
            good.replacing("25276506112", with: "1e400"),
            good.replacing("25276506112", with: "25276506112\0"),
            good.replacing(#""open":1"#, with: #""open":2"#),
            good.replacing(#","open":1"#, with: ""),
            good.replacing(#""v":2"#, with: #""v":1"#),
            good.replacing(#""n":1"#, with: #""n":2"#),
            good.replacing(#","n":1"#, with: ""),
        ]
        for lie in lies {
            #expect(lie != good)
            #expect(try await refusal(Array(lie.utf8)) != nil, "\(lie)")
        }
        #expect(try await refusal(Array(good.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })) != nil)
    }
}
