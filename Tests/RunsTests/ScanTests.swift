import Facts
import Playbooks
import Remoting
import RemotingTesting
import RoomModel
import Runs
import Testing

@Suite(.timeLimit(.minutes(1))) struct ScanTests {
    @Test func `forty PCs are measured, each by one command over one connection that is closed again`()
        async throws
    {
        let test = try TestScan(Array(repeating: .answering(), count: 40))
        #expect(await test.run() == .completed)
        #expect(test.states == Array(repeating: .ready, count: 40))
        #expect(test.events.all.count == 42)
        for number in 1...40 { #expect(test.connector.requests(to: try TestScan.name(number)).count == 1) }
        #expect(test.connector.openConnections == 0)
        #expect(test.report?.verdict?.kind == .ready)
        #expect(test.board.progress?.done == 40)
    }

    @Test func `no more PCs than the width are asked at once`() async throws {
        var slow = ScriptedConnector.PC.answering()
        slow.connectDelay = .seconds(1)
        let test = try TestScan(Array(repeating: slow, count: 10))
        let counting = CountingConnector(test.connector)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await test.run(ScanSettings(width: 3), over: counting) }
            for (batch, before) in [(3, 0), (3, 3), (3, 6), (1, 9)] {
                await test.events.untilDealtWith(before)
                // The run's deadline, and for each PC its own limit and its connecting.
                await test.clock.untilSleeping(1 + 2 * batch)
                test.clock.advance(by: .seconds(1))
            }
        }
        #expect(counting.most == 3)
        #expect(test.states.allSatisfy { $0 == .ready })
    }

    @Test func `a PC that hangs delays no other's event and is too slow after its own limit`() async throws {
        let test = try TestScan([.hanging] + Array(repeating: .answering(), count: 4))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await test.run(ScanSettings(width: 2, hostTimeout: .seconds(20))) }
            await test.events.untilDealtWith(4)
            #expect(test.clock.now.offset == .zero)
            await test.clock.untilSleeping(3)
            test.clock.advance(by: .seconds(20))
        }
        let row = try #require(try test.row(1))
        #expect(row.state == .tooSlow)
        #expect(row.unreached?.phase == .measuring)
        #expect(row.unreached?.elapsed == .seconds(20))
        #expect(test.states.dropFirst().allSatisfy { $0 == .ready })
        #expect(test.connector.openConnections == 0)
    }

    @Test func `a probe past its own limit is too slow before the PC's limit`() async throws {
        let test = try TestScan([.hanging])
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await test.run(ScanSettings(probeTimeout: .seconds(30))) }
            await test.clock.untilSleeping(3)
            test.clock.advance(by: .seconds(30))
        }
        #expect(test.states == [.tooSlow])
    }

    @Test(arguments: 0..<20)
    func `the run's deadline ends it with a row for each PC that blames none of them`(_ attempt: Int)
        async throws
    {
        var slow = ScriptedConnector.PC.answering()
        slow.connectDelay = .seconds(1_000)
        let test = try TestScan([.answering()] + Array(repeating: slow, count: 3))
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                let reason = await test.run(ScanSettings(width: 3, runDeadline: .seconds(60)))
                #expect(reason == .deadline)
            }
            await test.events.untilDealtWith(1)
            await test.clock.untilSleeping(7)
            test.clock.advance(by: .seconds(60))
        }
        #expect(test.states == [.ready, .notChecked, .notChecked, .notChecked])
        #expect(test.events.all.count == 6)
    }

    @Test(arguments: 0..<20)
    func `a run that is stopped has a row for each PC and says that it was interrupted`(_ attempt: Int)
        async throws
    {
        let test = try TestScan([.answering(), .hanging, .hanging, .answering()])
        await withTaskGroup(of: Void.self) { group in
            group.addTask { #expect(await test.run(ScanSettings(width: 2)) == .interrupted) }
            await test.events.untilDealtWith(1)
            await test.clock.untilSleeping(5)
            group.cancelAll()
        }
        #expect(test.states == [.ready, .notChecked, .notChecked, .notChecked])
        #expect(test.report?.verdict == nil)
        #expect(test.connector.openConnections == 0)
    }

    @Test func `an open exam leaves a PC without results`() async throws {
        let test = try TestScan([.inExam, .answering()])
        await test.run()
        #expect(test.states == [.examOpen, .ready])
        #expect(try test.row(1)?.results.isEmpty == true)
    }

    @Test func `a PC that does not say whether an exam is open gives no access`() async throws {
        var answer = ProbeAnswer()
        answer.facts["exam_running"] = nil
        let silent = ScriptedConnector.PC(answer: { _ in .result(code: 127, output: "sh: not found\n") })
        let test = try TestScan([silent, .answering(answer)])
        await test.run()
        #expect(test.states == [.noAccess, .examOpen])
    }

    @Test func `an answer without its end line is too slow, whatever it holds`() async throws {
        var answer = ProbeAnswer()
        answer.ends = false
        let test = try TestScan([.answering(answer)])
        await test.run()
        #expect(test.states == [.tooSlow])
        #expect(try test.row(1)?.results.isEmpty == true)
    }

    @Test func `a PC that goes away in the middle is not ready`() async throws {
        let test = try TestScan([ScriptedConnector.PC(answer: { _ in .lost() })])
        await test.run()
        #expect(test.states == [.offOrCable])
        #expect(test.connector.openConnections == 0)
    }

    @Test func `a PC that lies changes no other's row`() async throws {
        let liars: [ScriptedConnector.PC] = [
            ScriptedConnector.PC(answer: { _ in
                .result(code: 0, output: "begin 1\n1 1:processors 9\n1 =0 1\nend\n")
            }),
            ScriptedConnector.PC(answer: { request in
                // Echoes the script, nonce and all.
                .result(.init(exit: .code(0), standardOutput: CapturedOutput(head: request.standardInput)))
            }),
            ScriptedConnector.PC(answer: { _ in
                .result(code: 0, output: String(repeating: "\u{1B}[2J pc04 READY\n", count: 10_000))
            }),
        ]
        let test = try TestScan(liars + [.answering()])
        await test.run()
        let alone = try TestScan([.answering()])
        await alone.run()
        #expect(test.states.dropLast().allSatisfy { !$0.isReady })
        #expect(try test.row(4)?.results == alone.row(1)?.results)
        #expect(try test.row(4)?.state == .ready)
    }

    @Test func `a controller outside the room's network contacts nobody`() async throws {
        let test = try TestScan([.answering()])
        let findings = ControllerFindings(
            interfaces: [],
            isInRoomNetwork: false,
            network: "192.0.2.0/24",
            blocksRun: true,
            at: Timestamp(milliseconds: 1_000)
        )
        #expect(await test.run(controller: findings) == .controllerBlocked)
        #expect(test.connector.requests(to: try TestScan.name(1)).isEmpty)
        #expect(test.states == [.notChecked])
    }

    @Test func `a PC without SSH by design is for a person to look at, and is not contacted`() async throws {
        let test = try TestScan([.answering()]) { $0.access = .none }
        await test.run()
        #expect(test.states == [.lookYourself])
        #expect(test.connector.requests(to: try TestScan.name(1)).isEmpty)
    }

    @Test func `the facts of a platform condition are measured with the rest`() async throws {
        let linux = PlatformConditionSample.check(operatingSystems: [.linux])
        let windows = PlatformConditionSample.check(operatingSystems: [.windows])
        let test = try TestScan([.answering()], checks: [linux, windows])
        await test.run()
        #expect(try test.row(1)?.results.map(\.status) == [.pass, .notApplicable])
    }

    @Test func `the network card that answers at a PC's address is kept with what the PC says`() async throws
    {
        let card = "02:00:00:00:00:07"
        let test = try TestScan([.answering()])
        await test.run(neighbour: .answers(card: card))
        #expect(try test.row(1)?.seenCard == card)
        for evidence in [NeighbourEvidence.unknown, .silent] {
            let other = try TestScan([.answering()])
            await other.run(neighbour: evidence)
            #expect(try other.row(1)?.state == .ready && other.row(1)?.seenCard == nil)
        }
    }

    @Test func `behind a jump host the neighbour table says nothing of a PC`() async throws {
        let test = try TestScan([.answering()]) { host in
            host.jumps = [Host(name: host.name, address: host.address)]
        }
        await test.run(neighbour: .answers(card: "02:00:00:00:00:07"))
        #expect(try test.row(1)?.state == .ready && test.row(1)?.seenCard == nil)
    }
}
