import Remoting
import RoomModel
import Testing

/// What every connection does alike with input that is made and output that is taken while a command runs.
@Suite(.timeLimit(.minutes(3)))
struct StreamContractTests {
    /// 64 MiB.
    private static let blocks = 1_024

    private func request(_ line: String, proof: CompletionProof = .sentinel) -> CommandRequest {
        CommandRequest(line: line, deadline: .seconds(160), proof: proof)
    }

    @Test(arguments: ContractRig.streaming)
    func `64 MiB go there and back unchanged`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let (source, sink) = (PatternSource(blocks: Self.blocks), PatternSink())
            let result = try await connection.stream(
                request(ContractCommand.echoInput),
                input: source,
                output: sink,
                silence: .seconds(40)
            )
            #expect(result.exit == .code(0))
            #expect(result.standardOutput.bytes.isEmpty)
            #expect(await sink.got(blocks: Self.blocks))
        }
    }

    @Test(arguments: ContractRig.streaming)
    func `without a sink the output is kept, and the request's own input comes first`(
        rig: ContractRig
    ) async throws {
        try await rig.withConnection { connection in
            var request = request(ContractCommand.echoInput)
            request.standardInput = Array("first\n".utf8)
            let source = PatternSource(blocks: 3)
            let result = try await connection.stream(
                request,
                input: source,
                output: nil,
                silence: .seconds(40)
            )
            #expect(result.standardOutput.bytes == Array("first\n".utf8) + (0..<3).flatMap(Pattern.block))
        }
    }

    @Test(arguments: ContractRig.streaming)
    func `keeps stderr and the exit code beside a stream`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let sink = KeepingSink()
            let result = try await connection.stream(
                request(ContractCommand.bothStreams),
                input: nil,
                output: sink,
                silence: .seconds(40)
            )
            #expect(result.exit == .code(3))
            #expect(result.standardError.text == "err\n")
            #expect(await sink.bytes == Array("out\n".utf8))
        }
    }

    @Test(arguments: ContractRig.streaming)
    func `the server's word is a proof too, once all output has come`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let sink = KeepingSink()
            let result = try await connection.stream(
                request(ContractCommand.flood, proof: .exitStatus),
                input: nil,
                output: sink,
                silence: .seconds(40)
            )
            #expect(result.exit == .code(0))
            #expect(await sink.bytes.count == 1_000_000)
        }
    }

    @Test(arguments: ContractRig.streaming)
    func `a command that ends early leaves the rest of its input`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let endless = PatternSource(blocks: .max)
            let result = try await connection.stream(
                request(ContractCommand.readNothing),
                input: endless,
                output: nil,
                silence: .seconds(40)
            )
            #expect(result.exit == .code(5))
            #expect(result.standardOutput.text == "enough\n")
            let next = try await connection.run(CommandRequest(line: ContractCommand.bothStreams))
            #expect(next.exit == .code(3))
        }
    }

    @Test(arguments: ContractRig.streaming)
    func `a source that makes nothing more does not hold a command that has ended`(
        rig: ContractRig
    ) async throws {
        try await rig.withConnection { connection in
            let result = try await connection.stream(
                request(ContractCommand.readNothing),
                input: StuckSource(),
                output: nil,
                silence: .seconds(40)
            )
            #expect(result.exit == .code(5))
        }
    }

    @Test(arguments: ContractRig.streaming)
    func `silence ends it long before the deadline, and the connection still serves`(
        rig: ContractRig
    ) async throws {
        try await rig.withConnection { connection in
            let error = await #expect(throws: TransportError.self) {
                try await connection.stream(
                    request(ContractCommand.hang),
                    input: nil,
                    output: KeepingSink(),
                    silence: .milliseconds(300)
                )
            }
            #expect(error?.code == .timedOut)
            let next = try await connection.run(CommandRequest(line: ContractCommand.bothStreams))
            #expect(next.exit == .code(3))
        }
    }

    @Test(arguments: ContractRig.streaming)
    func `a cancelled stream says so at once`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let error = await withTaskGroup(of: TransportError?.self) { group in
                group.addTask {
                    do throws(TransportError) {
                        _ = try await connection.stream(
                            request(ContractCommand.hang),
                            input: StuckSource(),
                            output: KeepingSink(),
                            silence: .seconds(40)
                        )
                        return nil
                    } catch { return error }
                }
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(error?.code == .cancelled)
        }
    }

    @Test(arguments: ContractRig.streaming)
    func `what goes wrong at our own end is passed on`(rig: ContractRig) async throws {
        try await rig.withConnection { connection in
            let ends: [((any ByteSource)?, (any ByteSink)?)] = [(BrokenEnd(), nil), (nil, BrokenEnd())]
            for (source, sink) in ends {
                let error = await #expect(throws: TransportError.self) {
                    try await connection.stream(
                        request(source == nil ? ContractCommand.flood : ContractCommand.echoInput),
                        input: source,
                        output: sink,
                        silence: .seconds(40)
                    )
                }
                #expect(error == BrokenEnd.error)
            }
            let next = try await connection.run(CommandRequest(line: ContractCommand.bothStreams))
            #expect(next.exit == .code(3))
        }
    }
}
