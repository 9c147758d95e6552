import Remoting
import RoomModel

/// Passes everything on and remembers it.
actor SpyingConnection: Connection {
    private let inner: StockSSHConnection
    /// The lines run.
    private(set) var lines: [String] = []
    /// `run` and `write`, in order.
    private(set) var calls: [String] = []
    /// What was written, by name.
    private(set) var files: [String: [UInt8]] = [:]

    init(_ inner: StockSSHConnection) {
        self.inner = inner
    }

    nonisolated var platform: Platform { inner.platform }
    nonisolated var serverIdentification: String { inner.serverIdentification }

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        calls.append("run")
        lines.append(request.line)
        return try await inner.run(request)
    }

    func write(_ bytes: [UInt8], to path: String, within deadline: Duration) async throws(TransportError) {
        calls.append("write")
        files[path] = bytes
        try await inner.write(bytes, to: path, within: deadline)
    }

    func close() async {}
}
