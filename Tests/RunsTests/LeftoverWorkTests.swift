import Remoting
import RemotingTesting
import RoomModel
import Runs
import Synchronization
import Testing

/// What a run makes of work whose end it did not see: it is looked for, and until it is over nobody works beside it.
@Suite(.timeLimit(.minutes(1))) struct LeftoverWorkTests {
    private let step = WishStep(name: "a", isWork: true)

    /// A PC on which the step `a` breaks off.
    private func pc(_ edit: (inout WishPC.State) -> Void) -> WishPC {
        var state = WishPC.State()
        edit(&state)
        return WishPC(state)
    }

    @Test func `a step past its deadline was ended on the PC, and the row says after how long`() async throws
    {
        let pc = pc { $0.hanging = ["a"] }
        let room = try InstallationRoom([pc.script], steps: [step])
        await room.runPatiently()
        #expect(room.outcomes == [.failed])
        let failure = try room.row(1)?.settlement?.failure
        #expect(failure?.code == .timedOut)
        #expect(failure?.endedAfter == 30)
        #expect(pc.log.last == "release" && !pc.log.contains("work"))
    }

    @Test func `a lost step that is found to be over gives the claim back`() async throws {
        let pc = pc {
            $0.losing = ["a"]
            $0.works = 0
        }
        let room = try InstallationRoom([pc.script], steps: [step])
        await room.runPatiently()
        #expect(try room.row(1)?.settlement?.failure?.code == .connection)
        #expect(pc.log.filter { $0 != "renew" } == ["make", "apply a", "work", "release"])
        #expect(room.connector.openConnections == 0)
    }

    @Test func `a lost step that may still run keeps the claim, and the row says so`() async throws {
        let pc = WishPC(WishPC.State(losing: ["a"])) { pc, _ in
            pc.state.withLock { $0.works = 1_000 }
        }
        let room = try InstallationRoom([pc.script], steps: [step])
        await room.runPatiently()
        #expect(room.outcomes == [.failed])
        let failure = try room.row(1)?.settlement?.failure
        #expect(failure?.code == .mayStillRun)
        #expect(failure?.cause == "connection-lost")
        #expect(pc.log.contains("work") && !pc.log.contains("release"))
        let hasClaim = pc.state.withLock(\.hasClaim)
        #expect(hasClaim)
    }

    @Test func `a PC on which an earlier step still runs is refused, and nothing is done there`() async throws
    {
        let pc = pc { $0.works = 1 }
        let room = try InstallationRoom([pc.script], steps: [step])
        await room.runPatiently()
        #expect(room.outcomes == [.refused])
        #expect(try room.row(1)?.settlement?.refusal == StepRefusal(.workRuns, "PID 4242"))
        #expect(pc.log == ["make"])
        await room.runPatiently()
        #expect(pc.done == ["a"])
    }

    @Test func `work bears the claim's token, and what only guards it bears none`() async throws {
        let pc = pc { _ in }
        let room = try InstallationRoom([pc.script], steps: [step])
        await room.runPatiently()
        let requests = room.connector.requests(to: try TestScan.name(1))
        let marks = requests.compactMap(\.work?.text)
        #expect(marks.count == 1)
        #expect(marks.allSatisfy { $0.hasPrefix("siaga:step:") && $0.utf8.count == 43 })
    }

    // MARK: exec

    private func exec(_ answer: ScriptedAnswer, stopped: Bool = false) async throws -> CommandRun.Outcome? {
        let test = try TestScan([
            ScriptedConnector.PC(answer: { $0.line == "uptime" ? answer : ProbeAnswer()($0) })
        ])
        let run = CommandRun(
            line: "uptime",
            connector: test.connector,
            settings: ScanSettings(hostTimeout: .seconds(10)),
            clock: test.clock,
            now: { Timestamp(milliseconds: 1_000) },
            examProcesses: { _ in ["ExamBrowser.exe"] }
        )
        let (host, clock, connector) = (test.plan.targets[0].host, test.clock, test.connector)
        let outcome = await withTaskGroup(of: CommandRun.Outcome?.self) { group in
            group.addTask {
                let outcomes = OutcomeLog()
                await run.run(on: [host]) { _, outcome in await outcomes.add(outcome) }
                return await outcomes.last
            }
            if answer.outcome == nil {
                // The command waits; nothing else does by then.
                while connector.requests(to: host.name).last?.line != "uptime" { await Task.yield() }
                await clock.untilSleeping()
                if stopped { group.cancelAll() } else { clock.advance(by: .seconds(10)) }
            }
            return await group.next() ?? nil
        }
        #expect(test.connector.openConnections == 0)
        return outcome
    }

    @Test func `a command past its time was ended on the PC`() async throws {
        guard case .ended(let time)? = try await exec(.silence) else {
            Issue.record("not ended")
            return
        }
        #expect(time == .seconds(10))
    }

    @Test(arguments: [false, true])
    func `a command that was lost or stopped may still run`(isStopped: Bool) async throws {
        guard case .mayStillRun(let why)? = try await exec(isStopped ? .silence : .lost(), stopped: isStopped)
        else {
            Issue.record("not told")
            return
        }
        #expect(why.state == (isStopped ? .notChecked : .offOrCable))
    }
}

/// Keeps the last outcome.
private actor OutcomeLog {
    private(set) var last: CommandRun.Outcome?

    func add(_ outcome: CommandRun.Outcome) {
        last = outcome
    }
}
