import Remoting
import RoomModel

/// A connection over which long input is sent only while a gate is open; questions pass at any time.
struct GatedConnection: ForwardingConnection {
    let base: any Connection
    let gate: SendingGate
    /// Whether the rest of an input that a command was given as a whole is not to be sent any more; a stream's source
    /// knows that for itself.
    var isHindered: @Sendable () -> Bool = { false }

    /// A long input is made piece by piece, as a stream's is.
    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        guard request.hasLongInput else { return try await base.run(request) }
        var begun = request
        begun.standardInput = []
        let rest = WholeInput(request.standardInput, isHindered: isHindered)
        return try await stream(begun, input: rest, output: nil, silence: request.deadline)
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
