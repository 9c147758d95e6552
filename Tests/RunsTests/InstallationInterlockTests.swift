import Playbooks
import Provisioning
import Remoting
import RemotingTesting
import RoomModel
import Synchronization
import Testing

@testable import Runs

/// What keeps PCs from being changed, whenever it comes up, and what counts as done where power is switched.
@Suite(.timeLimit(.minutes(1))) struct InstallationInterlockTests {
    private final class Looks: Sendable {
        let count = Mutex(0)
    }

    @Test func `what begins before the last moment leaves the PC alone, and may pass`() async throws {
        let isSession = Mutex(false)
        let exam = WishPC { pc, _ in pc.state.withLock { $0.isExamOpen = true } }
        let steps = [WishStep(name: "a", rechecks: true), WishStep(name: "b")]
        let room = try InstallationRoom([exam.script], steps: steps)
        await room.run()
        #expect(room.outcomes == [.examOpen])
        #expect(try room.row(1)?.settlement?.mayPass == true)
        #expect(exam.log == ["make", "apply a", "release"])

        let session = WishPC { _, _ in isSession.withLock { $0 = true } }
        let other = try InstallationRoom([session.script], steps: steps)
        await other.run { $0.isSession = { _ in isSession.withLock(\.self) } }
        #expect(other.outcomes == [.inSession])
        #expect(try other.row(1)?.settlement?.failure?.code == .inSession)
        #expect(session.log == ["make", "apply a", "release"])
    }

    @Test func `what comes up while a step works is seen within its interval`() async throws {
        let (watch, clock) = (HindranceWatch(), ManualClock())
        let looks = Looks()
        let answers: [StepFailure?] = [StepFailure(.connection), nil, StepFailure(.examOpen)]
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await watch.run(on: clock) { () async throws(StepFailure) in
                    let number = looks.count.withLock { count in
                        defer { count += 1 }
                        return count
                    }
                    if let failure = answers[min(number, 2)] { throw failure }
                }
            }
            while watch.hindrance == nil {
                clock.advance(by: .seconds(1))
                await Task.yield()
            }
        }
        #expect(watch.hindrance == StepFailure(.examOpen))
        #expect(looks.count.withLock(\.self) == 3)
    }

    @Test(arguments: [false, true])
    func `what people wrote themselves is ended when the exam opens, also while somebody waits for the end`(
        _ isStopping: Bool
    ) async throws {
        let stop = StopSignal()
        let pc = WishPC { pc, _ in
            if isStopping { stop.request() }
            pc.state.withLock { $0.isExamOpen = true }
        }
        let room = try InstallationRoom(
            [pc.script],
            steps: [WishStep(name: "a", isEndless: true, endsForExam: true), WishStep(name: "b")],
            stop: stop
        )
        await room.runPatiently { $0.patience = .zero }
        #expect(room.outcomes == [.examOpen])
        #expect(try room.row(1)?.settlement?.failure?.code == .examOpen)
        #expect(pc.log.filter { $0 != "renew" } == ["make", "apply a", "release"])
        #expect(room.connector.openConnections == 0)
    }

    @Test func `a step is cut while its long input is sent into an exam that is opened`() async throws {
        let pc = WishPC(WishPC.State(inputPace: .seconds(1), isOpenedByInput: true))
        // A minute of input, which nobody is to wait for.
        let step = WishStep(name: "a", isWork: true, inputSize: 2 << 20)
        let room = try InstallationRoom([pc.script], steps: [step, WishStep(name: "b")])
        await room.runPatiently { $0.patience = .zero }
        #expect(room.outcomes == [.examOpen])
        #expect(try room.row(1)?.settlement?.failure?.code == .examOpen)
        // The command never had its input, and the PC has said that nothing of it is left.
        #expect(pc.log.filter { $0 != "renew" } == ["make", "work", "release"])
        #expect(room.connector.openConnections == 0)
    }

    @Test func `a disk of its own is no frozen one where the inventory says so`() async throws {
        let pc = WishPC(WishPC.State(isFrozen: true))
        let room = try InstallationRoom(
            [pc.script],
            steps: [WishStep(name: "a")],
            variables: [
                "siaga_frozen": Variable(
                    .text("false", style: .plain),
                    origin: SourceLocation(file: "hosts.yaml", line: 1)
                )
            ]
        )
        await room.run()
        #expect(room.outcomes == [.changed])
    }

    @Test func `changed PCs are restarted where that was asked for, and looked at again`() async throws {
        let lasting = WishPC()
        let passing = WishPC(WishPC.State(passing: ["a"]))
        let same = WishPC(WishPC.State(done: ["a"]))
        let room = try InstallationRoom(
            [lasting.script, passing.script, same.script],
            steps: [WishStep(name: "a")]
        )
        await room.run { $0.provesByRestart = true }
        #expect(room.outcomes == [.changed, .failed, .unchanged])
        #expect(try room.row(2)?.settlement?.failure?.code == .notProved)
        #expect(lasting.log == ["make", "apply a", "reboot", "make", "release"])
        #expect(same.log.isEmpty)
    }

    @Test func `no PC is restarted once a session has begun`() async throws {
        let isSession = Mutex(false)
        let pc = WishPC { _, _ in isSession.withLock { $0 = true } }
        let room = try InstallationRoom([pc.script], steps: [WishStep(name: "a")])
        await room.run {
            $0.provesByRestart = true
            $0.isSession = { _ in isSession.withLock(\.self) }
        }
        #expect(room.outcomes == [.inSession])
        #expect(!pc.log.contains("reboot"))
    }

    @Test func `a PC is off when nobody can log in any more, and not before`() async throws {
        let obedient = WishPC { pc, _ in pc.state.withLock { $0.isOn = false } }
        let step = WishStep(name: "off", work: .powerOff, isProvable: false)
        let room = try InstallationRoom([obedient.script], steps: [step])
        await room.runPatiently()
        #expect(room.outcomes == [.changed])
        #expect(room.connector.openConnections == 0)

        let deaf = WishPC()
        let other = try InstallationRoom([deaf.script], steps: [step])
        await other.runPatiently()
        #expect(other.outcomes == [.failed])
        #expect(try other.row(1)?.settlement?.failure?.code == .stillOn)
        // The PC is given back all the same.
        #expect(deaf.log.last == "release")
        #expect(other.connector.openConnections == 0)
    }

    @Test func `what a try changed and could not prove is proved by a later one`() async throws {
        // 1 plans, 2 is the last look, 3 the proof, 4 the look before the restart.
        let unproved = WishPC(WishPC.State(examMeasurings: [3]))
        let room = try InstallationRoom([unproved.script], steps: [WishStep(name: "a")])
        await room.runPatiently()
        #expect(room.outcomes == [.changed])
        // How often the claim is renewed meanwhile is a matter of this machine's speed.
        #expect(unproved.log.filter { $0 != "renew" } == ["make", "apply a", "release", "make", "release"])

        let unrestarted = WishPC(WishPC.State(examMeasurings: [4]))
        let other = try InstallationRoom([unrestarted.script], steps: [WishStep(name: "a")])
        await other.runPatiently { $0.provesByRestart = true }
        #expect(other.outcomes == [.changed])
        #expect(unrestarted.log.contains("reboot"))

        let earlier = WishPC(WishPC.State(done: ["a"]))
        let rerun = try InstallationRoom([earlier.script], steps: [WishStep(name: "a")])
        let name = try TestScan.name(1)
        await rerun.run {
            $0.provesByRestart = true
            $0.touched = [name]
        }
        #expect(rerun.outcomes == [.changed])
        #expect(earlier.log.contains("reboot"))
    }

    @Test func `a later try that begins nothing does not hide what an earlier one came to`() async throws {
        let pc = WishPC(WishPC.State(examMeasurings: [3]))
        let room = try InstallationRoom([pc.script], steps: [WishStep(name: "a")])
        await room.run()
        #expect(room.outcomes == [.examOpen])
        let host = try TestScan.name(1)
        var events = room.events.all
        for outcome in [Settlement.Outcome.stopped, .inSession, .notBegun, .inUse] {
            events.append(
                .installation(
                    InstallationEvent(
                        host: host,
                        at: Timestamp(milliseconds: 5_000),
                        .settled(Settlement(outcome))
                    )
                )
            )
            let row = try #require(InstallationReport(events: events)?.rows.first)
            #expect(row.settlement?.outcome == .examOpen && row.settlement?.failure?.code == .examOpen)
        }
        events.append(
            .installation(
                InstallationEvent(
                    host: host,
                    at: Timestamp(milliseconds: 5_000),
                    .settled(Settlement(.changed))
                )
            )
        )
        #expect(InstallationReport(events: events)?.rows.first?.settlement?.outcome == .changed)
    }

    @Test func `a PC that is off is woken, then worked on`() async throws {
        let pc = WishPC(WishPC.State(done: ["wake"], isOn: false))
        let steps = [WishStep(name: "wake", work: .wake(within: .seconds(60))), WishStep(name: "a")]
        let room = try InstallationRoom([pc.script], steps: steps)
        await room.run {
            $0.wake = { _ in
                pc.state.withLock { $0.isOn = true }
                return true
            }
        }
        #expect(room.outcomes == [.changed])
        #expect(pc.done == ["wake", "a"])

        let unknown = WishPC(WishPC.State(isOn: false))
        let other = try InstallationRoom([unknown.script], steps: steps)
        await other.run()
        #expect(try other.row(1)?.unreached?.cause == "not-woken")
    }

    @Test func `a plan without work may yet have some`() async throws {
        let (off, busy) = (WishPC(WishPC.State(isOn: false)), WishPC(WishPC.State(isExamOpen: true)))
        func plan(_ pc: WishPC, _ step: WishStep) async throws -> (InstallationPlan, InstallationReport) {
            let room = try InstallationRoom([pc.script], steps: [step])
            await room.run { $0.isPlanOnly = true }
            return (room.plan, try #require(room.report))
        }
        let step = WishStep(name: "a")
        for pc in [off, busy] {
            let (plan, report) = try await plan(pc, step)
            #expect(!report.hasWork)
            #expect(plan.mayYetHaveWork(report, isPatient: true))
            #expect(!plan.mayYetHaveWork(report, isPatient: false))
        }
        let (wakes, report) = try await plan(off, WishStep(name: "wake", work: .wake(within: .seconds(60))))
        #expect(wakes.mayYetHaveWork(report, isPatient: false))
        let (done, nothing) = try await plan(WishPC(WishPC.State(done: ["a"])), step)
        #expect(!done.mayYetHaveWork(nothing, isPatient: true))
    }
}
