import Remoting
import RoomModel
import TestRoom
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
                silence: .seconds(120)
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
        guard rig == .dropbear else { return try await breakAtOurEnd(rig) }
        // A channel that is closed from here while it is written to, and then another one: now and then its end.
        await withKnownIssue("dropbear 2022.83 falls over its own channels", isIntermittent: true) {
            try await breakAtOurEnd(rig)
        }
    }

    private func breakAtOurEnd(_ rig: ContractRig) async throws {
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

    @Test(arguments: ContractRig.allCases)
    func `a new file of any size is written by SFTP, and one that is there is not`(
        rig: ContractRig
    ) async throws {
        try await ScratchFolder.with { folder in
            guard rig == .dropbear else { return try await uploads(rig, folder) }
            // The channel behind one that was closed gets no answer now and then.
            await withKnownIssue("dropbear 2022.83 falls over its own channels", isIntermittent: true) {
                try await uploads(rig, folder)
            }
        }
    }

    private func uploads(_ rig: ContractRig, _ folder: ScratchFolder) async throws {
        try await rig.withConnection { connection in
            for (name, blocks) in [("large", 512), ("empty", 0)] {
                try await connection.upload(
                    PatternSource(blocks: blocks),
                    to: "\(folder.path)/\(name)",
                    silence: .seconds(40),
                    within: .seconds(160)
                )
                let sink = PatternSink()
                let shown = try await connection.stream(
                    request("cat \(folder.path)/\(name)"),
                    input: nil,
                    output: sink,
                    silence: .seconds(40)
                )
                #expect(shown.exit == .code(0))
                #expect(await sink.got(blocks: blocks))
            }
            let error = await #expect(throws: TransportError.self) {
                try await connection.upload(
                    PatternSource(blocks: 1),
                    to: "\(folder.path)/large",
                    silence: .seconds(40),
                    within: .seconds(160)
                )
            }
            #expect(error?.code == .fileRefused)
            let broken = await #expect(throws: TransportError.self) {
                try await connection.upload(
                    BrokenEnd(),
                    to: "\(folder.path)/broken",
                    silence: .seconds(40),
                    within: .seconds(160)
                )
            }
            #expect(broken == BrokenEnd.error)
        }
    }
}
