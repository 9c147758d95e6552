import Remoting
import RoomModel
import Testing

/// What every connection does alike, whatever it is made of.
@Suite(.timeLimit(.minutes(3)))
struct ConnectorContractTests {
    @Test(arguments: ContractRig.allCases)
    func `keeps the streams apart and returns the exit code`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let result = try await connection.run(CommandRequest(line: ContractCommand.bothStreams))
            #expect(result.exit == .code(3))
            #expect(result.standardOutput.text == "out\n")
            #expect(result.standardError.text == "err\n")
            #expect(!connection.serverIdentification.isEmpty)
        }
    }

    @Test(arguments: ContractRig.allCases)
    func `gives a command its input and ends it`(rig: ContractRig) async throws {
        let input = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        try await rig.withConnection { connection in
            let request = CommandRequest(line: ContractCommand.echoInput, standardInput: input)
            let result = try await connection.run(request)
            #expect(result.exit == .code(0))
            #expect(result.standardOutput.bytes == input)
        }
    }

    @Test(arguments: [ContractRig.openSSH, .dropbear, .jump], [WorkMark?.none, .command])
    func `a command may be longer than the lines that a server takes`(
        rig: ContractRig,
        work: WorkMark?
    ) async throws {
        let word = String(repeating: "it's `long`\n\\ ", count: 1_500)
        let input = (0..<30_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        try await rig.withConnection { connection in
            let line = ShellCommand(["sh", "-c", #"printf %s "$1" >&2; cat; exit 3"#, "sh", word]).posixLine
            #expect(line.utf8.count > 20_000)
            let result = try await connection.run(
                CommandRequest(line: line, standardInput: input, work: work)
            )
            #expect(result.exit == .code(3))
            #expect(result.standardError.text == word)
            #expect(result.standardOutput.bytes == input)
        }
    }

    @Test(arguments: ContractRig.allCases)
    func `keeps head and tail of a flood and says what is missing`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let request = CommandRequest(line: ContractCommand.flood, outputLimit: 1_000)
            let result = try await connection.run(request)
            #expect(result.exit == .code(0))
            #expect(result.standardOutput.head.count == 500)
            #expect(result.standardOutput.tail.count == 500)
            #expect(result.standardOutput.omitted == 999_000)
        }
    }

    @Test(arguments: ContractRig.allCases)
    func `runs several commands at once on one connection`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for number in UInt8(0)..<6 {
                    group.addTask {
                        let input = [UInt8](repeating: number, count: 50_000)
                        let request = CommandRequest(line: ContractCommand.echoInput, standardInput: input)
                        return try await connection.run(request).standardOutput.bytes
                    }
                }
                var seen: Set<UInt8> = []
                for try await output in group {
                    #expect(output.count == 50_000)
                    #expect(Set(output).count == 1)
                    seen.formUnion(output)
                }
                #expect(seen.count == 6)
            }
        }
    }

    @Test(arguments: ContractRig.allCases)
    func `stops waiting at the deadline, and the connection still serves`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let request = CommandRequest(line: ContractCommand.hang, deadline: .milliseconds(400))
            let error = await #expect(throws: TransportError.self) { try await connection.run(request) }
            #expect(error?.code == .timedOut)
            let next = try await connection.run(CommandRequest(line: ContractCommand.bothStreams))
            #expect(next.exit == .code(3))
        }
    }

    @Test(arguments: ContractRig.allCases)
    func `a cancelled command says so at once`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let error = await withTaskGroup(of: TransportError?.self) { group in
                group.addTask {
                    do throws(TransportError) {
                        _ = try await connection.run(CommandRequest(line: ContractCommand.hang))
                        return nil
                    } catch { return error }
                }
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(error?.code == .cancelled)
        }
    }

    @Test(arguments: ContractRig.allCases)
    func `reads up to the proving line and not to the end`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let request = CommandRequest(line: ContractCommand.line, proof: .line(prefix: "END "))
            let result = try await connection.run(request)
            #expect(result.exit == .code(0))
            #expect(result.standardOutput.text == "before\nEND 7\n")
        }
    }

    @Test(arguments: ContractRig.allCases)
    func `without the proving line the end is unknown`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let request = CommandRequest(line: ContractCommand.cutLine, proof: .line(prefix: "END "))
            let result = try await connection.run(request)
            #expect(result.exit == .unknown)
            #expect(result.standardOutput.text == "before\n")
        }
    }

    @Test(arguments: ContractRig.allCases)
    func `a child left behind does not hold the command open`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let result = try await connection.run(CommandRequest(line: ContractCommand.lineWithChild))
            #expect(result.exit == .code(0))
            #expect(result.standardOutput.text == "done\n")
        }
    }

    @Test(arguments: ContractRig.allCases)
    func `writes a file and replaces it as a whole`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let first = [UInt8]((0..<200_000).map { UInt8(truncatingIfNeeded: $0) })
            for contents in [first, Array("second".utf8), []] {
                try await connection.write(contents, to: "siaga-file", within: .seconds(40))
            }
            try await connection.write(first, to: "siaga-file", within: .seconds(40))
            let error = await #expect(throws: TransportError.self) {
                try await connection.write([1], to: "no-such-folder/file", within: .seconds(40))
            }
            #expect(error?.code == .fileRefused)
        }
    }

    @Test(arguments: ContractRig.allCases)
    func `closes twice, and then runs nothing`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            await connection.close()
            await connection.close()
            let error = await #expect(throws: TransportError.self) {
                try await connection.run(CommandRequest(line: ContractCommand.bothStreams))
            }
            #expect(error?.code == .connectionLost)
        }
    }
}
