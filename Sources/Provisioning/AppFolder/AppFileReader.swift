import Bundles
import Glibc
import LocalFiles
import Remoting
import RoomModel

/// Reads a file of this controller for one PC, off the cooperative pool.
actor AppFileReader: ByteSource {
    private let path: String
    private let size: ByteCount
    private let sent: @Sendable (ByteProgress) -> Void
    private let isHindered: @Sendable () -> Bool
    private let executor = QueueExecutor(label: "siaga.app")
    private var file: CInt?
    private var position: Int64 = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The most bytes made at once.
    private static let chunk = 128 << 10

    /// A reader that stands at the beginning.
    ///
    /// - Parameters:
    ///   - path: What is read.
    ///   - size: Its bytes.
    ///   - isHindered: Whether no further bytes may be sent.
    ///   - sent: Told how many bytes the connection has taken.
    init(
        _ path: String,
        size: ByteCount,
        isHindered: @escaping @Sendable () -> Bool,
        sent: @escaping @Sendable (ByteProgress) -> Void
    ) {
        self.path = path
        self.size = size
        self.isHindered = isHindered
        self.sent = sent
    }

    deinit { if let file { close(file) } }

    func next() throws(TransportError) -> [UInt8]? {
        sent(ByteProgress(done: ByteCount(bytes: position), whole: size))
        guard !isHindered() else {
            throw TransportError(.cancelled, in: .running, "the rest of \(path.safe()) was not sent any more")
        }
        guard let file = self.file ?? (try? OrdinaryFile.open(path, O_RDONLY)) else { throw unreadable }
        self.file = file
        var count = -1
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, filled in
            count = read(file, buffer.baseAddress, buffer.count)
            filled = max(0, count)
        }
        guard count >= 0 else { throw unreadable }
        guard count > 0 else { return nil }
        position += Int64(count)
        return bytes
    }

    private var unreadable: TransportError {
        let reason = String(cString: strerror(errno)).lowercased()
        return TransportError(
            .controllerFile,
            in: .running,
            "\(path.safe()) on this machine cannot be read: \(reason)",
            hint: "check that the disk of this machine works, then install again"
        )
    }
}
