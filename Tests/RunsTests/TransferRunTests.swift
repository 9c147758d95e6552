import Remoting
import RemotingTesting
import RoomModel
import Synchronization
import Testing
import Transfers

@testable import Runs

/// What the engine does around a transfer: interlock, timetable, frozen PCs, tries, stops.
@Suite(.timeLimit(.minutes(1))) struct TransferRunTests {
    /// A transfer that plays a list of outcomes and counts how often it was asked.
    private final class Scripted: FileTransfer {
        let changesPC: Bool
        private let outcomes: Mutex<[Result<TransferOutcome, TransportError>]>
        private let asked = Mutex(0)

        init(_ outcomes: [Result<TransferOutcome, TransportError>], changesPC: Bool = false) {
            self.outcomes = Mutex(outcomes)
            self.changesPC = changesPC
        }

        var timesAsked: Int { asked.withLock(\.self) }

        func move(
            over connection: any Connection,
            host: HostName,
            limits: TransferLimits,
            meter: TransferMeter,
            stop: StopSignal
        ) async throws(TransportError) -> TransferOutcome {
            asked.withLock { $0 += 1 }
            return try outcomes.withLock { $0.isEmpty ? .success(.examOpen) : $0.removeFirst() }.get()
        }
    }

    /// A transfer that goes on until it is broken off.
    private struct Endless: FileTransfer {
        let changesPC = true

        func move(
            over connection: any Connection,
            host: HostName,
            limits: TransferLimits,
            meter: TransferMeter,
            stop: StopSignal
        ) async throws(TransportError) -> TransferOutcome {
            await StopSignal().wait()
            throw TransportError(.cancelled, in: .running, "pc01: the run was stopped")
        }
    }

    private static let whole = TransferOutcome.complete(TransferTally())
    private static let lost = TransportError(.connectionLost, in: .running, "pc01: the connection ended")

    /// What becomes of a transfer with `pc01`.
    private func outcome(
        of transfer: some FileTransfer,
        on pc: ScriptedConnector.PC? = ScriptedConnector.PC(),
        examProcesses: [String] = [],
        variables: [String: Variable] = [:],
        isSession: @escaping @Sendable (Timestamp) -> Bool = { _ in false },
        clock: (any Clock<Duration>)? = nil,
        stop: StopSignal = StopSignal()
    ) async throws -> (TransferOutcome?, openConnections: Int) {
        let name = try HostName("pc01")
        let host = Host(name: name, address: try NetworkAddress("10.0.0.1"), variables: variables)
        let connector = ScriptedConnector(pc.map { [name: $0] } ?? [:], clock: ContinuousClock())
        let run = TransferRun(
            transfer,
            connector: connector,
            board: TransferBoard(
                TransferProgress(
                    title: "Lab 1",
                    isPush: true,
                    startedAt: Timestamp(milliseconds: 0),
                    hosts: [name]
                )
            ),
            stop: stop,
            clock: clock,
            now: { Timestamp(milliseconds: 0) },
            isSession: isSession,
            examProcesses: { _ in examProcesses }
        )
        let found = Mutex<TransferOutcome?>(nil)
        await run.run(on: [host]) { _, outcome in found.withLock { $0 = outcome } }
        return (found.withLock(\.self), connector.openConnections)
    }

    @Test func `a PC lost on the way is tried twice more, and every connection is closed`() async throws {
        let transfer = Scripted([.failure(Self.lost), .failure(Self.lost), .success(Self.whole)])
        let (outcome, open) = try await outcome(of: transfer)
        #expect(outcome == Self.whole)
        #expect(transfer.timesAsked == 3)
        #expect(open == 0)
    }

    @Test func `a PC lost again and again is not reached`() async throws {
        let transfer = Scripted(Array(repeating: .failure(Self.lost), count: 9))
        let (outcome, open) = try await outcome(of: transfer)
        guard case .notReached(let unreached) = outcome else {
            Issue.record("\(String(describing: outcome))")
            return
        }
        #expect(unreached.cause == "connection-lost")
        #expect(transfer.timesAsked == 3)
        #expect(open == 0)
    }

    @Test func `a PC that does not answer, or whose exam may run, is asked for nothing`() async throws {
        let transfer = Scripted([.success(Self.whole)])
        guard case .notReached = try await outcome(of: transfer, on: nil).0 else {
            Issue.record("it was reached")
            return
        }
        // The scripted PC gives no answer that makes sense, which counts as an open exam.
        #expect(try await outcome(of: transfer, examProcesses: ["Exam"]).0 == .examOpen)
        #expect(transfer.timesAsked == 0)
    }

    @Test func `nothing is written during a session, and a pull does not mind`() async throws {
        let push = Scripted([.success(Self.whole)], changesPC: true)
        let session: @Sendable (Timestamp) -> Bool = { _ in true }
        #expect(try await outcome(of: push, on: .writable(), isSession: session).0 == .inSession)
        #expect(push.timesAsked == 0)
        let pull = Scripted([.success(Self.whole)])
        #expect(try await outcome(of: pull, isSession: session).0 == Self.whole)
    }

    @Test(arguments: [[], ["ExamBrowser.exe"]])
    func `a frozen PC is refused, unless the inventory knows that the disk is not`(
        _ processes: [String]
    ) async throws {
        let frozen = ScriptedConnector.PC.writable(root: "overlay")
        let push = Scripted([.success(Self.whole)], changesPC: true)
        #expect(
            try await outcome(of: push, on: frozen, examProcesses: processes).0 == .refused(.frozen)
        )
        #expect(push.timesAsked == 0)
        let thawed = [
            "siaga_frozen": Variable(
                .text("false", style: .plain),
                origin: RoomModel.SourceLocation(file: "hosts.yaml")
            )
        ]
        let known = try await outcome(of: push, on: frozen, examProcesses: processes, variables: thawed)
        #expect(known.0 == Self.whole)
        let pull = Scripted([.success(Self.whole)])
        #expect(try await outcome(of: pull, on: frozen, examProcesses: processes).0 == Self.whole)
    }

    @Test func `exam and frozen disk are asked for in one command, and silence is no yes`() async throws {
        let push = Scripted([.success(Self.whole)], changesPC: true)
        let asked = Mutex(0)
        let answer = ProbeAnswer.writable()
        let pc = ScriptedConnector.PC(answer: { request in
            asked.withLock { $0 += 1 }
            return answer(request)
        })
        #expect(try await outcome(of: push, on: pc, examProcesses: ["ExamBrowser.exe"]).0 == Self.whole)
        #expect(asked.withLock(\.self) == 1)
        #expect(try await outcome(of: push, on: .inExam, examProcesses: ["ExamBrowser.exe"]).0 == .examOpen)
        let mute = ScriptedConnector.PC(answer: { _ in .result(code: nil) })
        guard case .notReached = try await outcome(of: push, on: mute).0 else {
            Issue.record("a PC that says nothing of itself was written on")
            return
        }
        #expect(push.timesAsked == 1)
    }

    @Test(arguments: [TransferOutcome.Hindrance.examOpen, .inSession])
    func `an exam or a session that begins breaks a push off`(
        _ hindrance: TransferOutcome.Hindrance
    ) async throws {
        let beginning = StopSignal()
        let pc = ScriptedConnector.PC(answer: { request in
            var answer = ProbeAnswer.writable()
            if hindrance == .examOpen, beginning.isRequested {
                answer.facts["exam_running"] = ["running ExamBrowser.exe"]
            }
            return answer(request)
        })
        let clock = ManualClock()
        try await withThrowingTaskGroup(of: TransferOutcome?.self) { group in
            group.addTask {
                try await outcome(
                    of: Endless(),
                    on: pc,
                    examProcesses: ["ExamBrowser.exe"],
                    isSession: { _ in hindrance == .inSession && beginning.isRequested },
                    clock: clock
                ).0
            }
            await clock.untilSleeping()
            beginning.request()
            clock.advance(by: HindranceWatch.interval)
            let ended = try await group.next() ?? nil
            #expect(ended == .brokenOff(hindrance))
        }
    }

    @Test func `a PC that says no more whether its exam runs is lost, and asked before more is sent`()
        async throws
    {
        let asked = Mutex(0)
        let pc = ScriptedConnector.PC(answer: { request in
            let number = asked.withLock { count in
                count += 1
                return count
            }
            // The first answer lets the push begin; then there are none, until the next connection asks.
            guard number == 1 || !request.line.contains("exec sh -s") else { return .lost() }
            return ProbeAnswer.writable()(request)
        })
        let clock = ManualClock()
        try await withThrowingTaskGroup(of: TransferOutcome?.self) { group in
            group.addTask {
                try await outcome(of: Endless(), on: pc, examProcesses: ["ExamBrowser.exe"], clock: clock).0
            }
            group.addTask {
                while !Task.isCancelled {
                    clock.advance(by: .seconds(1))
                    await Task.yield()
                }
                return nil
            }
            let ended = try await group.next() ?? nil
            group.cancelAll()
            guard case .notReached(let unreached) = ended else {
                Issue.record("\(String(describing: ended))")
                return
            }
            #expect(unreached.cause == "connection-lost")
        }
    }

    @Test func `a PC of which nobody can ask meanwhile gets no more bytes, and is told with its cause`()
        async throws
    {
        let asked = Mutex(0)
        let refusal = TransportError(.channelRefused, in: .running, "it opens no second session")
        let pc = ScriptedConnector.PC(answer: { request in
            let isFirst = asked.withLock { count in
                count += 1
                return count == 1
            }
            return isFirst || !request.line.contains("exec sh -s")
                ? ProbeAnswer.writable()(request) : .failing(refusal)
        })
        let clock = ManualClock()
        try await withThrowingTaskGroup(of: TransferOutcome?.self) { group in
            group.addTask {
                try await outcome(of: Endless(), on: pc, examProcesses: ["ExamBrowser.exe"], clock: clock).0
            }
            group.addTask {
                while !Task.isCancelled {
                    clock.advance(by: .seconds(1))
                    await Task.yield()
                }
                return nil
            }
            let ended = try await group.next() ?? nil
            group.cancelAll()
            guard case .notReached(let unreached) = ended else {
                Issue.record("\(String(describing: ended))")
                return
            }
            #expect(unreached.cause == "channel-refused")
            #expect(unreached.state == .noAccess)
        }
    }

    @Test func `who has not begun when somebody asks to stop is not begun`() async throws {
        let stop = StopSignal()
        stop.request()
        let transfer = Scripted([.success(Self.whole)])
        #expect(try await outcome(of: transfer, stop: stop).0 == .stopped(TransferTally()))
        #expect(transfer.timesAsked == 0)
    }
}

extension ProbeAnswer {
    /// What a PC answers whose system disk has this file system.
    fileprivate static func writable(root: String = "ext4") -> Self {
        var answer = ProbeAnswer()
        answer.facts["freeze_state"] = ["root \(root)", "end"]
        return answer
    }
}

extension ScriptedConnector.PC {
    /// A PC on which no exam is open.
    fileprivate static func writable(root: String = "ext4") -> Self { answering(.writable(root: root)) }
}
