import Remoting
import RemotingTesting
import RoomModel
import Synchronization
import Testing

@testable import Runs

@Suite(.timeLimit(.minutes(1))) struct CommandRunTests {
    /// Runs `uptime` on the PCs of `test` and keeps each outcome.
    private func outcomes(
        _ test: TestScan,
        settings: ScanSettings = ScanSettings(),
        examProcesses: [String] = ["ExamBrowser.exe"],
        isSession: @escaping @Sendable (Timestamp) -> Bool = { _ in false }
    ) async -> [HostName: CommandRun.Outcome] {
        let run = CommandRun(
            line: "uptime",
            connector: test.connector,
            settings: settings,
            clock: test.clock,
            now: { Timestamp(milliseconds: 1_000) },
            isSession: isSession,
            examProcesses: { _ in examProcesses }
        )
        let outcomes = Mutex<[HostName: CommandRun.Outcome]>([:])
        await run.run(on: test.plan.targets.map(\.host)) { host, outcome in
            outcomes.withLock { $0[host] = outcome }
        }
        return outcomes.withLock(\.self)
    }

    private func lines(_ test: TestScan, _ number: Int) throws -> [String] {
        test.connector.requests(to: try TestScan.name(number)).map(\.line)
    }

    @Test func `looks for an exam first, then runs the command`() async throws {
        let test = try TestScan([
            ScriptedConnector.PC(answer: { request in
                request.line == "uptime" ? .result(code: 3, output: "up\n") : ProbeAnswer()(request)
            })
        ])
        let outcome = await outcomes(test)[try TestScan.name(1)]
        guard case .finished(let result) = outcome else {
            Issue.record("\(String(describing: outcome))")
            return
        }
        #expect(result.exit == .code(3))
        #expect(result.standardOutput.text == "up\n")
        #expect(try lines(test, 1).last == "uptime")
        #expect(try lines(test, 1).count == 2)
        #expect(test.connector.openConnections == 0)
    }

    @Test func `runs nothing where an exam is open or may be`() async throws {
        let unclear = ScriptedConnector.PC(answer: { _ in .result(code: 0, output: "Welcome!\n") })
        var hidden = ProbeAnswer()
        hidden.facts["exam_running"] = ["hidden"]
        let test = try TestScan([.inExam, unclear, .answering(hidden)])
        let outcomes = await outcomes(test)
        for number in 1...3 {
            guard case .examOpen = outcomes[try TestScan.name(number)] else {
                Issue.record("pc0\(number): \(String(describing: outcomes[try TestScan.name(number)]))")
                continue
            }
            #expect(try !lines(test, number).contains("uptime"))
        }
    }

    @Test func `nothing is run during a session`() async throws {
        let test = try TestScan([.answering(ProbeAnswer())])
        guard case .inSession = await outcomes(test, isSession: { _ in true })[try TestScan.name(1)] else {
            Issue.record("it was run")
            return
        }
        #expect(try lines(test, 1).isEmpty)
    }

    @Test(arguments: [TransferOutcome.Hindrance.examOpen, .inSession])
    func `an exam or a session that begins ends what still runs`(
        _ hindrance: TransferOutcome.Hindrance
    ) async throws {
        let begun = StopSignal()
        let test = try TestScan([
            ScriptedConnector.PC(answer: { request in
                guard request.line != "uptime" else { return .result(code: 0, after: .seconds(80)) }
                var answer = ProbeAnswer()
                if hindrance == .examOpen, begun.isRequested {
                    answer.facts["exam_running"] = ["running ExamBrowser.exe"]
                }
                return answer(request)
            })
        ])
        await withTaskGroup(of: CommandRun.Outcome?.self) { group in
            group.addTask {
                let isSession = { @Sendable (_: Timestamp) in hindrance == .inSession && begun.isRequested }
                return await outcomes(test, isSession: isSession).values.first
            }
            // The command, and the next look.
            await test.clock.untilSleeping(2)
            begun.request()
            test.clock.advance(by: HindranceWatch.interval)
            guard case .brokenOff(hindrance) = await group.next() ?? nil else {
                Issue.record("it went on")
                return
            }
        }
        #expect(test.connector.openConnections == 0)
    }

    @Test func `a session that begins ends nothing on a Windows PC, and its row says so`() async throws {
        let begun = StopSignal()
        let test = try TestScan([
            ScriptedConnector.PC(
                serverIdentification: "OpenSSH_for_Windows_9.5",
                answer: { _ in .result(code: 0, after: .seconds(80)) }
            )
        ])
        await withTaskGroup(of: CommandRun.Outcome?.self) { group in
            group.addTask {
                await outcomes(test, examProcesses: [], isSession: { _ in begun.isRequested }).values.first
            }
            // The command, and the next look.
            await test.clock.untilSleeping(2)
            begun.request()
            test.clock.advance(by: HindranceWatch.interval)
            guard case .leftRunning(.inSession) = await group.next() ?? nil else {
                Issue.record("it was called ended")
                return
            }
        }
    }

    @Test func `a command beside which the PC answers nothing any more may still run`() async throws {
        let begun = StopSignal()
        let test = try TestScan([
            ScriptedConnector.PC(answer: { request in
                guard request.line != "uptime" else { return .result(code: 0, after: .seconds(80)) }
                return begun.isRequested ? .lost() : ProbeAnswer()(request)
            })
        ])
        await withTaskGroup(of: CommandRun.Outcome?.self) { group in
            group.addTask { await outcomes(test).values.first }
            // The command, and the next look.
            await test.clock.untilSleeping(2)
            begun.request()
            test.clock.advance(by: HindranceWatch.interval)
            guard case .mayStillRun(let unreached) = await group.next() ?? nil else {
                Issue.record("not told")
                return
            }
            #expect(unreached.state == .offOrCable)
        }
        #expect(test.connector.openConnections == 0)
    }

    @Test func `a PC that does not answer the question is not touched and is not reached`() async throws {
        let test = try TestScan([ScriptedConnector.PC(answer: { _ in .lost() })])
        guard case .notReached(let unreached) = await outcomes(test)[try TestScan.name(1)] else {
            Issue.record("reached")
            return
        }
        #expect(unreached.state == .offOrCable)
        #expect(try !lines(test, 1).contains("uptime"))
    }

    @Test(arguments: 0..<20)
    func `a run that is stopped has an outcome for each PC`(_ attempt: Int) async throws {
        let test = try TestScan([.hanging, .hanging])
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                let outcomes = await outcomes(test, settings: ScanSettings(width: 1))
                #expect(outcomes.count == 2)
                for case .notReached(let unreached) in outcomes.values {
                    #expect(unreached.state == .notChecked)
                }
            }
            await test.clock.untilSleeping(2)
            group.cancelAll()
        }
        #expect(test.connector.openConnections == 0)
    }

    @Test func `a PC past its limit is too slow`() async throws {
        let test = try TestScan([.hanging])
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                let outcomes = await outcomes(test, settings: ScanSettings(hostTimeout: .seconds(10)))
                guard case .notReached(let unreached) = outcomes.values.first else {
                    Issue.record("reached")
                    return
                }
                #expect(unreached.state == .tooSlow)
                #expect(unreached.elapsed == .seconds(10))
            }
            await test.clock.untilSleeping(2)
            test.clock.advance(by: .seconds(10))
        }
    }
}
