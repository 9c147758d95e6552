import Remoting
import RoomModel

/// A connection over which long input is sent only while a gate is open; questions pass at any time.
struct GatedConnection: Connection {
    let base: any Connection
    let gate: SendingGate

    var platform: Platform { base.platform }

    var serverIdentification: String { base.serverIdentification }

    var hostKeyFingerprint: String? { base.hostKeyFingerprint }

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        try await base.run(request)
    }

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        try await base.stream(request, input: input.map(gated), output: output, silence: silence)
    }

    func write(_ bytes: [UInt8], to path: String, within deadline: Duration) async throws(TransportError) {
        await gate.pass()
        try await base.write(bytes, to: path, within: deadline)
    }

    func upload(
        _ contents: any ByteSource,
        to path: String,
        silence: Duration,
        within deadline: Duration
    ) async throws(TransportError) {
        try await base.upload(gated(contents), to: path, silence: silence, within: deadline)
    }

    func close() async {
        await base.close()
    }

    private func gated(_ source: any ByteSource) -> any ByteSource {
        GatedSource(base: source, gate: gate)
    }
}

/// Bytes that are made only while a gate is open.
private struct GatedSource: ByteSource {
    let base: any ByteSource
    let gate: SendingGate

    func next() async throws(TransportError) -> [UInt8]? {
        await gate.pass()
        return try await base.next()
    }
}
