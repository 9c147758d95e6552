import LocalRemoting
import Remoting
import RoomModel
import TestNeeds
import TestRoom
import Testing

@testable import SSHRemoting

/// What work does alike over every connection: its end is the PC's business once nobody waits for it.
@Suite(.timeLimit(.minutes(3)))
struct WorkContractTests {
    @Test(arguments: ContractRig.streaming)
    func `work keeps its streams and its exit code`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let result = try await connection.run(
                CommandRequest(line: ContractCommand.bothStreams, work: .step)
            )
            #expect(result.exit == .code(3))
            #expect(result.standardOutput.text == "out\n")
            #expect(result.standardError.text == "err\n")
        }
    }

    @Test(arguments: ContractRig.streaming)
    func `work past its deadline is proved to be ended, and the connection still serves`(
        rig: ContractRig
    ) async throws {
        try await rig.withConnection { connection in
            let late = CommandRequest(line: ContractCommand.hang, deadline: .seconds(1), work: .step)
            let error = await #expect(throws: TransportError.self) { try await connection.run(late) }
            #expect(error?.code == .timedOut)
            #expect(error?.work == .ended)
            #expect(error?.elapsed == .seconds(1))
            let next = try await connection.run(CommandRequest(line: ContractCommand.bothStreams))
            #expect(next.exit == .code(3))
        }
    }

    @Test(arguments: ContractRig.streaming)
    func `work that is given up may still run, unless it was ended from here`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let error = await withTaskGroup(of: TransportError?.self) { group in
                group.addTask {
                    do throws(TransportError) {
                        _ = try await connection.run(CommandRequest(line: ContractCommand.hang, work: .step))
                        return nil
                    } catch { return error }
                }
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(error?.code == .cancelled)
            #expect(error?.work == (rig == .local ? .ended : .mayRun))
        }
    }
}

/// What becomes of work on a PC whose connection ends, seen in its process table.
@Suite(.timeLimit(.minutes(3)))
struct LostWorkTests {
    /// In the command line of whatever belongs to the test.
    private let marker = "siaga-test-\(Nonce())"

    /// Ends the SSH server's process of this session, however many are between.
    private static let cut = #"""
        p=$PPID
        until case $(cat /proc/$p/comm) in sshd*) true ;; *) false ;; esac; do
            set -- $(cat /proc/$p/stat)
            p=$4
        done
        kill -9 "$p"
        """#

    /// What the PC still runs of the test, once there is nothing or half a minute has passed.
    private func left() async throws -> String {
        let search = "for f in $(grep -alsF -f - /proc/[0-9]*/cmdline); do cat $f | tr '\\0' ' '; done"
        let marker = marker
        return try await LocalConnector().withConnection(to: try loopbackHost(22)) { connection in
            let end = ContinuousClock.now + .seconds(30)
            var left = "not searched"
            while !left.isEmpty, ContinuousClock.now < end {
                left = try await connection.run(
                    CommandRequest(line: search, standardInput: Array(marker.utf8))
                )
                .standardOutput.text
            }
            return left
        }
    }

    @Test func `work ends when its connection is lost, and the error says that it may run`() async throws {
        let line = "\(Self.cut); trap '' TERM; sleep 50; sleep 50; : \(marker)"
        try await OpenSSHServer.with { server in
            try await withConnector(to: server) { connector, host in
                try await connector.withConnection(to: host) { connection in
                    let error = await #expect(throws: TransportError.self) {
                        try await connection.run(
                            CommandRequest(line: line, deadline: .seconds(50), work: .step)
                        )
                    }
                    #expect(error?.code == .hungUp)
                    #expect(error?.work == .mayRun)
                }
            }
            #expect(try await left() == "")
        }
    }

    @Test func `work ends when the task that runs it does`() async throws {
        let (line, marker) = ("head -c 100 /dev/zero; sleep 50; : \(marker)", marker)
        try await OpenSSHServer.with { server in
            try await withConnector(to: server) { connector, host in
                try await connector.withConnection(to: host) { connection in
                    let begun = AsyncStream<Void>.makeStream()
                    let sink = TellingSink { begun.continuation.yield() }
                    await withTaskGroup(of: Void.self) { group in
                        group.addTask {
                            _ = try? await connection.stream(
                                CommandRequest(line: line, deadline: .seconds(50), work: .command),
                                input: nil,
                                output: sink,
                                silence: .seconds(50)
                            )
                        }
                        for await _ in begun.stream { break }
                        group.cancelAll()
                    }
                    let error = await #expect(throws: TransportError.self) {
                        try await connection.run(CommandRequest(line: "true"))
                    }
                    #expect(error?.code == .connectionLost, "\(marker)")
                }
            }
            #expect(try await left() == "")
        }
    }

    @Test func `work by way of sudo ends past its deadline and with its connection`() async throws {
        try await expectEndsOfWork(on: .openSSH)
    }

    @Test(.needs(.mountNamespace, .sudo))
    func `work by way of the real sudo ends past its deadline and with its connection`() async throws {
        try await expectEndsOfWork(on: .sudo)
    }

    private func expectEndsOfWork(on rig: PrivilegeRig) async throws {
        let privilege = Privilege(user: try UserName("root"))
        let (rest, cut) = ("trap '' TERM; sleep 50; sleep 50; : \(marker)", Self.cut)
        try await rig.withConnection(.asksNothing) { connection in
            let late = CommandRequest(
                line: rest,
                deadline: .seconds(1),
                privilege: privilege,
                work: .step
            )
            let first = await #expect(throws: TransportError.self) { try await connection.run(late) }
            #expect(first?.code == .timedOut, "\(first?.message ?? "")")
            #expect(first?.work == .ended)
            let lost = CommandRequest(
                line: "\(cut); \(rest)",
                deadline: .seconds(50),
                privilege: privilege,
                work: .step
            )
            let second = await #expect(throws: TransportError.self) { try await connection.run(lost) }
            #expect(second?.code == .hungUp, "\(second?.message ?? "")")
            #expect(second?.work == .mayRun)
        }
        #expect(try await left() == "")
    }

    @Test func `what finished work left in the background outlives its connection`() async throws {
        try await OpenSSHServer.with { server in
            try await withConnector(to: server) { connector, host in
                let child = try await connector.withConnection(to: host) { connection in
                    try await connection.run(
                        CommandRequest(line: "nohup sleep 55 >/dev/null 2>&1 & echo $!", work: .step)
                    )
                    .standardOutput.text
                }
                try await connector.withConnection(to: host) { connection in
                    let result = try await connection.run(CommandRequest(line: "kill \(child)"))
                    #expect(result.exit == .code(0))
                }
            }
        }
    }
}

/// Tells that something came.
private struct TellingSink: ByteSink {
    let tell: @Sendable () -> Void

    func take(_ bytes: [UInt8]) async throws(TransportError) {
        tell()
    }
}
