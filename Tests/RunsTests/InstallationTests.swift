import Checks
import Playbooks
import Provisioning
import Remoting
import RemotingTesting
import RoomModel
import Runs
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct InstallationTests {
    private func steps(_ names: String...) -> [WishStep] { names.map { WishStep(name: $0) } }

    @Test func `changes what differs, in order, under a claim, and proves each step`() async throws {
        let pc = WishPC(WishPC.State(done: ["b"]))
        let room = try InstallationRoom([pc.script], steps: steps("a", "b", "c"))
        #expect(await room.run() == .completed)
        #expect(room.outcomes == [.changed])
        #expect(pc.log == ["make", "apply a", "apply c", "release"])
        #expect(try room.row(1)?.done.map(\.description) == ["a", "c"])
        #expect(try room.row(1)?.changes.map(\.object) == ["a", "c"])
        #expect(room.connector.openConnections == 0)
        #expect(room.report?.exitCode == 0)
    }

    @Test func `a claim that has grown old is renewed before the next step`() async throws {
        let clock = Mutex<ManualClock?>(nil)
        let pc = WishPC { _, _ in clock.withLock(\.self)?.advance(by: Claim.renewal) }
        let room = try InstallationRoom([pc.script], steps: steps("a", "c"))
        clock.withLock { $0 = room.clock }
        await room.run()
        #expect(room.outcomes == [.changed])
        let next = try #require(pc.log.firstIndex(of: "apply c"))
        #expect(pc.log[next - 1] == "renew")
    }

    @Test func `a second run changes nothing and does not even claim the PC`() async throws {
        let pc = WishPC(WishPC.State(done: ["a", "b"]))
        let room = try InstallationRoom([pc.script], steps: steps("a", "b"))
        await room.run()
        #expect(room.outcomes == [.unchanged])
        #expect(pc.log.isEmpty)
        // One exec measures all steps.
        #expect(room.connector.requests(to: try TestScan.name(1)).count == 1)
    }

    @Test func `a plan changes nothing`() async throws {
        let pc = WishPC()
        let room = try InstallationRoom([pc.script], steps: steps("a", "b"))
        await room.run { $0.isPlanOnly = true }
        #expect(pc.log.isEmpty && pc.done.isEmpty)
        #expect(room.report?.hasWork == true)
        #expect(try room.row(1)?.changes.count == 2)
    }

    @Test func `what begins is on record before the PC is changed`() async throws {
        let log = EventLog()
        let seen = WishPC { _, name in
            let began = log.all.contains { event in
                guard case .installation(let event) = event, case .began(let step) = event.content else {
                    return false
                }
                return step.description == name
            }
            #expect(began, "\(name)")
        }
        let room = try InstallationRoom([seen.script], steps: steps("a", "b"))
        let installation = Installation(
            room.plan,
            connector: room.connector,
            settings: InstallationSettings(claimant: Claimant(owner: "s", controller: "l", id: "1")),
            clock: room.clock,
            now: { Timestamp(milliseconds: 1_000) }
        )
        _ = await installation.run("run", into: log)
        #expect(seen.done == ["a", "b"])
    }

    @Test func `leaves a PC alone whose exam is open, also when it opens between two steps`() async throws {
        let open = WishPC(WishPC.State(isExamOpen: true))
        let opening = WishPC { pc, _ in pc.state.withLock { $0.isExamOpen = true } }
        let room = try InstallationRoom([open.script, opening.script], steps: steps("a", "b"))
        await room.run()
        #expect(open.log.isEmpty)
        #expect(opening.log == ["make", "apply a", "release"])
        // The first step was done, and could not be looked at again.
        #expect(room.outcomes == [.examOpen, .examOpen])
        #expect(room.report?.exitCode == 3)
        #expect(try room.row(2)?.settlement?.failure?.code == .examOpen)
    }

    @Test func `a step that fails or proves nothing ends the work on its PC alone`() async throws {
        let failing = WishPC(WishPC.State(failing: ["a"]))
        let useless = WishPC(WishPC.State(useless: ["a"]))
        let good = WishPC()
        let room = try InstallationRoom(
            [failing.script, useless.script, good.script],
            steps: steps("a", "b")
        )
        await room.run()
        #expect(room.outcomes == [.failed, .failed, .changed])
        #expect(try room.row(1)?.settlement?.failure?.code == .failed)
        #expect(try room.row(2)?.settlement?.failure?.code == .notProved)
        #expect(!failing.log.contains("apply b") && !useless.log.contains("apply b"))
        #expect(failing.log.last == "release")
        #expect(room.report?.exitCode == 2)
    }

    @Test func `a PC that another technician works on is not touched`() async throws {
        let pc = WishPC(WishPC.State(holder: "budi"))
        let room = try InstallationRoom([pc.script], steps: steps("a"))
        await room.run()
        #expect(room.outcomes == [.inUse])
        #expect(try room.row(1)?.settlement?.holder?.owner == "budi")
        #expect(pc.log == ["make"])
        #expect(room.report?.exitCode == 3)
    }

    @Test(arguments: [true, false])
    func `what the account may not do is another matter where sudo gave it`(_ isPrivileged: Bool) async throws
    {
        let room = try InstallationRoom([WishPC().script], steps: [WishStep(name: "a", isForbidden: true)])
        let root = isPrivileged ? Privilege(user: try UserName("root")) : nil
        await room.run { $0.privilege = { _, _ in root } }
        let code = isPrivileged ? StepRefusal.Code.noRightBySudo : .noRight
        #expect(try room.row(1)?.settlement?.refusal == StepRefusal(code, "a"))
    }

    @Test func `a frozen PC is refused before it is claimed`() async throws {
        let pc = WishPC(WishPC.State(isFrozen: true))
        let room = try InstallationRoom([pc.script], steps: steps("a"))
        await room.run()
        #expect(try room.row(1)?.settlement?.refusal?.code == .frozen)
        #expect(pc.log.isEmpty)
    }

    @Test func `a Windows PC says that no step can change it yet`() async throws {
        let room = try InstallationRoom(
            [
                ScriptedConnector.PC(
                    serverIdentification: "OpenSSH_for_Windows_9.5",
                    answer: { _ in .result(code: 1) }
                )
            ],
            steps: steps("a")
        )
        await room.run()
        let row = try #require(try room.row(1))
        #expect(row.settlement?.isDone != true)
        #expect(row.settlement?.refusal?.code == .notYetOnWindows || row.unreached != nil)
    }

    @Test func `begins no more PCs once too many have failed, unreachable ones counted`() async throws {
        let pcs = (0..<4).map { _ in WishPC() }
        let room = try InstallationRoom(
            [.refusing(.connectionRefused)] + pcs.map(\.script),
            steps: steps("a"),
            batchSize: .count(1),
            maximumFailures: 0
        )
        await room.run()
        #expect(room.report?.rows.first?.unreached != nil)
        #expect(room.outcomes.dropFirst().allSatisfy { $0 == .notBegun })
        #expect(pcs.allSatisfy { $0.log.isEmpty })
        #expect(room.report?.installation.maximumFailures == 0 && room.report?.installation.batch == 1)
    }

    @Test func `stopping lets the step that goes on come to its proof, and leaves the rest`() async throws {
        let stop = StopSignal()
        let pc = WishPC { _, _ in stop.request() }
        let room = try InstallationRoom([pc.script, WishPC().script], steps: steps("a", "b"), stop: stop)
        #expect(await room.run { $0.width = 1 } == .interrupted)
        #expect(room.outcomes == [.stopped, .stopped])
        #expect(pc.log == ["make", "apply a", "release"])
        #expect(try room.row(1)?.done.map(\.description) == ["a"])
        #expect(try room.row(1)?.isTouched == true)
        #expect(try room.row(2)?.isTouched == false)
    }

    @Test func `a step that restarts the PC goes on when another start answers`() async throws {
        let pc = WishPC()
        let room = try InstallationRoom(
            [pc.script],
            steps: [
                WishStep(name: "restart", work: .restart(within: .seconds(60)), isProvable: false),
                WishStep(name: "b"),
            ]
        )
        await room.run()
        #expect(room.outcomes == [.changed])
        #expect(pc.log == ["make", "apply restart", "make", "apply b", "release"])
        #expect(room.connector.openConnections == 0)
    }

    @Test func `keeps trying a PC in an exam as long as there is patience`() async throws {
        let pc = WishPC(WishPC.State(isExamOpen: true))
        let room = try InstallationRoom([pc.script], steps: steps("a"))
        let name = try TestScan.name(1)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await room.run {
                    // Only the pause between two tries is to end by the clock.
                    $0.hostTimeout = .seconds(100_000_000)
                    $0.patience = .seconds(100_000_000)
                }
            }
            while pc.done.isEmpty {
                if room.connector.requests(to: name).count > 1 {
                    pc.state.withLock { $0.isExamOpen = false }
                }
                room.clock.advance(by: .seconds(10))
                await Task.yield()
            }
            await group.waitForAll()
        }
        #expect(room.outcomes == [.changed])
    }

    @Test func `nothing is begun while a session runs`() async throws {
        let pc = WishPC()
        let room = try InstallationRoom([pc.script], steps: steps("a"))
        await room.run { $0.isSession = { _ in true } }
        #expect(room.outcomes == [.inSession])
        #expect(room.connector.requests(to: try TestScan.name(1)).isEmpty)
    }

    @Test func `the checks behind the steps decide, and count in the room's picture`() async throws {
        let check = PlannedCheck(id: "cpu.cores", check: CPUCoresCheck())
        let changed = WishPC()
        let same = WishPC(WishPC.State(done: ["a"]))
        let room = try InstallationRoom(
            [changed.script, same.script],
            steps: steps("a"),
            checks: [check]
        )
        await room.run()
        #expect(try room.row(1)?.state == .ready)
        #expect(try room.row(2)?.state == .ready)
        let picture = try #require(RoomReport(events: room.events.all))
        #expect(picture.rows.map(\.state) == [.ready, .ready])
        #expect(picture.start.measuresRoom)
    }

    @Test func `leaves out the steps before the first, also where that one is not for the PC`() async throws {
        let pcs = [WishPC(), WishPC()]
        let room = try InstallationRoom(
            pcs.map(\.script),
            steps: steps("a", "b", "c"),
            leftOut: [2: ["b"]]
        )
        await room.run { $0.skippedSteps = Set([StepName("a")].compactMap(\.self)) }
        #expect(pcs.map(\.done) == [["b", "c"], ["c"]])
    }
}
