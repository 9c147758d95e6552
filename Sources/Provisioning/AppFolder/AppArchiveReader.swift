import Bundles
import Glibc
import Remoting
import RoomModel

/// Reads an archive for one PC, off the cooperative pool.
actor AppArchiveReader: ByteSource {
    private let path: String
    private let size: ByteCount
    private let sent: @Sendable (ByteProgress) -> Void
    private let executor = QueueExecutor(label: "siaga.archive")
    private var file: CInt?
    private var position: Int64 = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The most bytes made at once.
    private static let chunk = 128 << 10

    /// A reader that stands at the beginning.
    ///
    /// - Parameters:
    ///   - archive: What is read.
    ///   - sent: Told how many bytes the connection has taken.
    init(_ archive: AppArchive, sent: @escaping @Sendable (ByteProgress) -> Void) {
        path = archive.path
        size = archive.size
        self.sent = sent
    }

    deinit { if let file { close(file) } }

    func next() throws(TransportError) -> [UInt8]? {
        sent(ByteProgress(done: ByteCount(bytes: position), whole: size))
        let file = self.file ?? open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw unreadable }
        self.file = file
        var bytes = [UInt8](repeating: 0, count: Self.chunk)
        let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
        guard count >= 0 else { throw unreadable }
        guard count > 0 else { return nil }
        position += Int64(count)
        bytes.removeLast(bytes.count - count)
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
