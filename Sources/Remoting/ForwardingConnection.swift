/// A connection over another one: whatever it does not do in its own way, the other does.
package protocol ForwardingConnection: Connection {
    /// The other one.
    var base: any Connection { get }
}

extension ForwardingConnection {
    package var platform: Platform { base.platform }

    package var serverIdentification: String { base.serverIdentification }

    package var hostKeyFingerprint: String? { base.hostKeyFingerprint }

    package func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        try await base.run(request)
    }

    package func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        try await base.stream(request, input: input, output: output, silence: silence)
    }

    package func write(
        _ bytes: [UInt8],
        to path: String,
        within deadline: Duration
    ) async throws(TransportError) {
        try await base.write(bytes, to: path, within: deadline)
    }

    package func upload(
        _ contents: any ByteSource,
        to path: String,
        silence: Duration,
        within deadline: Duration
    ) async throws(TransportError) {
        try await base.upload(contents, to: path, silence: silence, within: deadline)
    }

    package func close() async {
        await base.close()
    }
}
