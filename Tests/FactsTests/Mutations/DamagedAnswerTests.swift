import Foundation
import Remoting
import RoomModel
import TestRoom
import Testing

@testable import Facts

/// Recorded answers of failing PCs, changed in a thousand ways: nothing becomes better than it was.
@Suite(.timeLimit(.minutes(10)))
struct DamagedAnswerTests {
    private static let rounds = Trials.count("SIAGA_MUTATIONS", usual: 1_000)
    private static let seed: UInt64 = 20_261_201
    private static let received = Timestamp(milliseconds: 1_795_459_670_000)

    // MARK: POSIX

    /// A PC on which everything asked is wrong, as far as it can be.
    private static let failing: [RecordedQuestion] = [
        .init(RunningProgramsFact(names: ["anydesk"]), "made-anydesk") { !$0.isEmpty },
        .init(NetworkLinksFact(), "made-cable-and-wifi") { $0.links.count != 1 },
        .init(DiskFreeFact(path: "/"), "full") { $0 < .gibibytes(1) },
        .init(FreezeFact(), "made-overlayroot") { $0 },
        .init(PendingUpdatesFact(), "made-ubuntu-upgrading") { !$0.busy.isEmpty },
        .init(HostIdentityFact(), "made-no-machine-id") { $0.machineID == nil },
    ]
    /// Facts that share a process on the PC.
    private static let immediate: [RecordedQuestion] = [.init(QuickLines()), .init(HostIdentityFact())]

    private static func probe(_ exam: String = "no-such-exam") -> PosixProbe {
        PosixProbe(
            facts: (failing + immediate).map(\.fact),
            interlock: ExamRunningFact(processes: [exam]),
            deadline: .seconds(30)
        )
    }

    /// What a shell of this machine answers to the probe's own script.
    private static func answer(to probe: PosixProbe) async throws -> [UInt8] {
        try await Shell.dash.run("-s", input: String(decoding: probe.request.standardInput, as: UTF8.self))
            .output
    }

    /// What the probe makes of an answer that came with the best exit code there is; nil: nothing that counts.
    private static func readings(_ probe: PosixProbe, _ answer: [UInt8]) -> FactReadings? {
        let result = CommandResult(
            exit: .code(0),
            standardOutput: CapturedOutput(head: answer),
            took: .seconds(60)
        )
        guard case .measured(let readings) = probe.outcome(of: result, received: received),
            readings.isComplete
        else { return nil }
        return readings
    }

    private static func damage() -> AnswerDamage {
        let other = String(repeating: "f", count: 32)
        return AnswerDamage(
            seed: seed,
            noise: ["Welcome!", "", "\(other) 1 1:end", "\(other) 1 =0 1", "\(other) end"]
        )
    }

    @Test func `lines that are lost, twice or elsewhere change no reading: it is the same, or none`()
        async throws
    {
        let probe = Self.probe()
        let answer = try await Self.answer(to: probe)
        let whole = try #require(Self.readings(probe, answer))
        for question in Self.failing { #expect(question.isBad(whole), "\(question.name)") }
        for question in Self.failing + Self.immediate {
            #expect(question.said(whole) != nil, "\(question.name)")
        }
        let offset = try #require(whole.clockOffset)
        var damage = Self.damage()
        var measured = 0
        for round in 0..<Self.rounds {
            let (changed, how) = damage.damaged(answer, by: AnswerDamage.Change.ofLines)
            guard let readings = Self.readings(probe, changed) else { continue }
            measured += 1
            for question in Self.failing + Self.immediate {
                let said = question.said(readings)
                #expect(said == nil || said == question.said(whole), "\(question.name), \(round): \(how)")
            }
            if let clock = readings.clockOffset {
                #expect(abs((clock - offset).components.seconds) < 1, "the clock, \(round): \(how)")
            }
        }
        #expect(measured > 0, "nothing was read, so nothing is proved")
    }

    @Test func `damaged bytes make no failing PC a good one`() async throws {
        let probe = Self.probe()
        let answer = try await Self.answer(to: probe)
        var damage = Self.damage()
        for round in 0..<Self.rounds {
            let (changed, how) = damage.damaged(answer, by: AnswerDamage.Change.allCases)
            guard let readings = Self.readings(probe, changed) else { continue }
            #expect(Self.failing.contains { $0.isBad(readings) }, "\(round): \(how)")
        }
    }

    @Test func `an open exam is never closed by what happens to lines`() async throws {
        let probe = Self.probe("dash")
        let answer = try await Self.answer(to: probe)
        guard
            case .examOpen = probe.outcome(
                of: CommandResult(exit: .code(0), standardOutput: CapturedOutput(head: answer)),
                received: Self.received
            )
        else {
            Issue.record("no open exam, so nothing is proved")
            return
        }
        var damage = Self.damage()
        for round in 0..<Self.rounds {
            let (changed, how) = damage.damaged(answer, by: AnswerDamage.Change.ofLines)
            #expect(Self.readings(probe, changed) == nil, "\(round): \(how)")
        }
    }

    // MARK: Windows

    private static let asked: [any Fact] = [
        OSVersionFact(), RAMTotalFact(), DiskFreeFact(path: #"C:\anbk"#), DiskFreeFact(path: #"Q:\anbk"#),
    ]
    private static let windows: [RecordedQuestion] = [
        .init(OSVersionFact()), .init(RAMTotalFact()), .init(DiskFreeFact(path: #"C:\anbk"#)),
        .init(DiskFreeFact(path: #"Q:\anbk"#)),
    ]

    private static func windowsReadings(_ answer: [UInt8]) -> FactReadings? {
        let found = try? WindowsAnswer(in: answer, nonce: Nonce(WindowsFixture.nonce))
        guard case .measured(let readings)? = found?.outcome(asked: asked, arrival: received) else {
            return nil
        }
        return readings
    }

    @Test(arguments: ["wine-win7", "wine-win10", "made-windows-11", "made-windows-10-denied"], ["\n", ","])
    func `of Windows too: lines and the parts of one`(_ fixture: String, _ separator: Character) throws {
        let answer = Array(try WindowsFixture.text(fixture).utf8)
        let whole = try #require(Self.windowsReadings(answer))
        var damage = AnswerDamage(
            seed: Self.seed,
            separator: separator,
            noise: ["", #""x":1"#, "null", #"{"id":"disk.free","n":2,"value":{"free":1"#]
        )
        for round in 0..<Self.rounds {
            let (changed, how) = damage.damaged(answer, by: AnswerDamage.Change.ofLines)
            guard let readings = Self.windowsReadings(changed) else { continue }
            for question in Self.windows {
                let said = question.said(readings)
                #expect(said == nil || said == question.said(whole), "\(question.name), \(round): \(how)")
            }
        }
    }

    @Test(arguments: ["\n", ","])
    func `an open exam of Windows is never closed`(_ separator: Character) throws {
        let answer = Array(try WindowsFixture.text("wine-exam-open").utf8)
        var damage = AnswerDamage(seed: Self.seed, separator: separator, noise: ["", #""exam":[]"#])
        for round in 0..<Self.rounds {
            let (changed, how) = damage.damaged(answer, by: AnswerDamage.Change.allCases)
            #expect(Self.windowsReadings(changed) == nil, "\(round): \(how)")
        }
    }

    @Test func `damaged bytes of a Windows answer stop nothing`() throws {
        let answer = Array(try WindowsFixture.text("made-windows-10-denied").utf8)
        var damage = AnswerDamage(seed: Self.seed, separator: ",", noise: [""])
        var refused = 0
        for _ in 0..<Self.rounds {
            let (changed, _) = damage.damaged(answer, by: [.damage])
            refused += Self.windowsReadings(changed) == nil ? 1 : 0
        }
        #expect(refused > 0)
    }
}
