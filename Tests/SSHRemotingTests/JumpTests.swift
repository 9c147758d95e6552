import Remoting
import RoomModel
import TestNeeds
import TestRoom
import Testing

@testable import SSHRemoting

/// PCs behind jump hosts: real servers, real forwarding.
@Suite(.timeLimit(.minutes(3)))
struct JumpTests {
    private static let otherKey =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    @Test(arguments: [1, 3])
    func `a PC behind jump hosts runs commands, whatever it prints`(count: Int) async throws {
        try await JumpRig.with(jumps: count) { rig in
            try await rig.withConnector { connector in
                try await connector.withConnection(to: rig.host) { connection in
                    let request = CommandRequest(line: ContractCommand.flood, outputLimit: 1_000)
                    let flood = try await connection.run(request)
                    #expect(flood.exit == .code(0))
                    #expect(flood.standardOutput.omitted == 999_000)
                    let input = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
                    let echo = try await connection.run(CommandRequest(line: "cat", standardInput: input))
                    #expect(echo.standardOutput.bytes == input)
                }
            }
        }
    }

    @Test func `each hop's key is read under its own name before anything is logged in`() async throws {
        try await JumpRig.with(jumps: 2) { rig in
            try await rig.withConnector { connector in
                let evidence = try await connector.hostKey(of: rig.host)
                #expect(evidence.trustedFingerprints == [evidence.fingerprint])
            }
            for jump in rig.jumps {
                var keys = rig.keys
                keys[jump.name] = [Self.otherKey]
                let error = try #require(try await rig.connectError(trust: NamedKeys(lines: keys)))
                #expect(error.code == .jumpFailed)
                #expect(error.jump?.host == jump.name)
                #expect(error.jump?.code == .hostKeyChanged)
                #expect(error.message.hasPrefix("pc07 "))
            }
        }
    }

    @Test func `a jump host that nobody enrolled is to be enrolled first`() async throws {
        try await JumpRig.with(jumps: 1) { rig in
            let keys = [rig.host.name: rig.keys[rig.host.name] ?? []]
            try await rig.withConnector(trust: NamedKeys(lines: keys)) { connector in
                let error = try await transportError { _ = try await connector.hostKey(of: rig.host) }
                #expect(error?.jump?.code == .hostKeyUnknown)
                #expect(error?.hint?.contains("siaga enroll gw1") == true)
            }
        }
    }

    @Test func `a wrong key behind a sound jump host is the PC's own`() async throws {
        try await JumpRig.with(jumps: 1) { rig in
            var keys = rig.keys
            keys[rig.host.name] = [Self.otherKey]
            let error = try #require(try await rig.connectError(trust: NamedKeys(lines: keys)))
            #expect(error.code == .hostKeyChanged)
            #expect(error.jump == nil)
        }
    }

    @Test func `a jump host that forwards nothing says so, and is not dead`() async throws {
        try await JumpRig.with(jumps: 1, jumpLines: ["AllowTcpForwarding no"]) { rig in
            let error = try #require(try await rig.connectError())
            #expect(error.code == .jumpRefused)
            #expect(error.jump == JumpEvidence(host: rig.jumps[0].name))
        }
    }

    @Test func `a closed port behind a jump host is the PC's, in the jump host's words`() async throws {
        try await JumpRig.with(jumps: 1) { rig in
            var host = rig.host
            let closed: Int = try #require(LoopbackPort.free())
            host.givenPort = closed
            let error = try #require(try await rig.connectError(to: host))
            #expect(error.code == .connectionRefused)
            #expect(error.jump == JumpEvidence(host: rig.jumps[0].name))
            #expect(error.message.contains("Connection refused"))
        }
    }

    @Test(.needs(.localhostName)) func `a name is looked up by the jump host alone`() async throws {
        try await JumpRig.with(jumps: 1) { rig in
            var host = rig.host
            // The connector of these tests knows numeric addresses only.
            host.address = try NetworkAddress("localhost")
            try await rig.withConnector { connector in
                try await connector.withConnection(to: host) { connection in
                    let result = try await connection.run(CommandRequest(line: "exit 4"))
                    #expect(result.exit == .code(4))
                }
            }
            host.address = try NetworkAddress("no-such-pc.invalid")
            let error = try #require(try await rig.connectError(to: host))
            #expect(error.jump?.host == rig.jumps[0].name)
            #expect([.nameNotFound, .noRoute].contains(error.code), "\(error.message)")
        }
    }

    @Test func `a PC that never answers behind a jump host is given up at the deadline of TCP`() async throws
    {
        let quiet = try QuietPort(address: "127.0.0.1", .doesNotAnswer)
        try await quiet.whileOpen { port in
            try await JumpRig.with(jumps: 1) { rig in
                var host = rig.host
                host.givenPort = port
                let error = try #require(
                    try await rig.connectError(to: host) { $0.connectDeadline = .milliseconds(400) }
                )
                #expect(error.code == .connectTimedOut)
                #expect(error.jump == JumpEvidence(host: rig.jumps[0].name))
            }
        }
    }

    @Test(arguments: [false, true])
    func `a dead jump host is the error of all its PCs at once`(answersNothing: Bool) async throws {
        let quiet = try QuietPort(address: "127.0.0.1", .doesNotAnswer)
        let closed = try #require(LoopbackPort.free())
        try await quiet.whileOpen { port in
            try await JumpRig.with(jumps: 0) { rig in
                var settings = try testSettings(rig.account.user)
                settings.connectDeadline = .milliseconds(500)
                let jump = try loopbackHost(answersNothing ? port : closed, name: "gw1")
                let hosts = try (1...30).map { number in
                    var host = try loopbackHost(rig.host.port, name: "pc\(number)")
                    host.jumps = [jump]
                    return host
                }
                let clock = ContinuousClock()
                let start = clock.now
                let errors = try await withConnector(
                    settings,
                    trust: NamedKeys(lines: rig.keys),
                    login: FixedLogin([.privateKey(text: rig.account.privateKey, name: "test")])
                ) { connector in
                    let together = await connector.errors(of: hosts)
                    // Those that come a little later hear the same without another attempt.
                    let later = await connector.errors(of: [hosts[0]])
                    return together + later
                }
                #expect(errors.count == 31)
                for error in errors {
                    #expect(error?.code == .jumpFailed)
                    #expect(error?.jump?.host == jump.name)
                    #expect(error?.jump?.code == (answersNothing ? .connectTimedOut : .connectionRefused))
                }
                #expect(clock.now - start < .seconds(3))
            }
        }
    }

    @Test func `a jump host that dies takes its PCs with it, by name`() async throws {
        try await JumpRig.with(jumps: 1) { rig in
            try await rig.withConnector { connector in
                try await connector.withConnection(to: rig.host) { connection in
                    let error = await withTaskGroup(of: TransportError?.self) { group in
                        group.addTask {
                            do throws(TransportError) {
                                _ = try await connection.run(
                                    CommandRequest(line: "sleep 60")
                                )
                                return nil
                            } catch { return error }
                        }
                        group.addTask {
                            _ = try? await connection.run(
                                CommandRequest(line: Self.killSessions(of: rig.processes[0]))
                            )
                            return nil
                        }
                        return await group.reduce(into: TransportError?.none) { $0 = $0 ?? $1 }
                    }
                    #expect(error?.code == .jumpFailed)
                    #expect(error?.jump?.host == rig.jumps[0].name)
                    #expect(error?.jump?.code == .hungUp)
                }
            }
        }
    }

    /// Ends every process that a server has started, and those that these have: for any account but root, the connection
    /// is with a process of its own (sshd(8), privilege separation).
    private static func killSessions(of server: Int32) -> String {
        """
        kin=" \(server) "
        for generation in 1 2; do
            for stat in /proc/[0-9]*/stat; do
                { read -r line <"$stat"; } 2>/dev/null || continue
                child=${stat#/proc/}
                set -- ${line##*) }
                case $kin in *" $2 "*) kin="$kin${child%/stat} " ;; esac
            done
        done
        kill -KILL ${kin#" \(server) "}
        """
    }

    @Test func `everything is given back: channels and connections`() async throws {
        try await JumpRig.with(jumps: 2) { rig in
            let port = rig.jumps[0].port
            try await rig.withConnector { connector in
                try await connector.withConnection(to: rig.host) {
                    _ = try await $0.run(CommandRequest(line: "true"))
                }
                var wrong = rig.host
                let closed: Int = try #require(LoopbackPort.free())
                wrong.givenPort = closed
                _ = await connector.errors(of: [wrong])
                // The first connection of each pool stays for the next PC.
                #expect(try await heldConnections(to: port) == 1)
            }
            #expect(try await heldConnections(to: port) == 0)
        }
    }

    @Test func `black holes behind a jump host delay the others by one deadline, not by one each`()
        async throws
    {
        let quiet = try QuietPort(address: "127.0.0.1", .doesNotAnswer)
        try await quiet.whileOpen { port in
            try await JumpRig.with(jumps: 1) { rig in
                let deadline = Duration.seconds(2)
                // Every fourth PC never answers; together they fill the pool's eight connections and more.
                let hosts = try (0..<40).map { number in
                    let isHole = number % 4 == 0
                    var host = try loopbackHost(isHole ? port : rig.host.port, name: "pc\(number)")
                    host.jumps = rig.jumps
                    return host
                }
                var keys = rig.keys
                for host in hosts { keys[host.name] = rig.keys[rig.host.name] }
                let clock = ContinuousClock()
                let start = clock.now
                let found = try await rig.withConnector(trust: NamedKeys(lines: keys)) {
                    $0.connectDeadline = deadline
                } _: { connector in
                    await withTaskGroup(of: Row.self) { group in
                        for host in hosts {
                            group.addTask {
                                let error = await connector.errors(of: [host])[0]
                                return Row(
                                    host: host.name,
                                    code: error?.code,
                                    after: start.duration(to: clock.now)
                                )
                            }
                        }
                        return await group.reduce(into: [Row]()) { $0.append($1) }
                    }
                }
                #expect(Set(found.map(\.host)).count == 40)
                let holes = found.filter { $0.code == .connectTimedOut }
                let good = found.filter { $0.code == nil }
                #expect(holes.count == 10)
                #expect(good.count == 30)
                let last = try #require(good.map(\.after).max())
                // Ten opens one behind the other would be 20 s, and even two rounds of the pool 4 s and the work.
                #expect(last < deadline * 4, "the last good PC came after \(last)")
            }
        }
    }
}

/// What became of one PC, and when.
private struct Row: Sendable {
    let host: HostName
    let code: TransportError.Code?
    let after: Duration
}

extension SSHConnector {
    /// Connects to all at once and runs a command; what went wrong, if anything did.
    func errors(of hosts: [Host]) async -> [TransportError?] {
        await withTaskGroup(of: TransportError?.self) { group in
            for host in hosts {
                group.addTask {
                    do throws(TransportError) {
                        let connection = try await self.connect(to: host) { _ in }
                        let result: Result<CommandResult, TransportError>
                        do throws(TransportError) {
                            result = .success(try await connection.run(CommandRequest(line: "true")))
                        } catch { result = .failure(error) }
                        await connection.close()
                        _ = try result.get()
                        return nil
                    } catch { return error }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }
}
