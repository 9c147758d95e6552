import Bundles
import Glibc
import LocalFiles
public import Remoting
import RoomModel

/// A file of this controller as the input of a command, read on a thread of its own.
public actor FileSource: ByteSource {
    private static let pieceSize = 256 << 10

    private let path: String
    private let offset: Int64
    private let meter: TransferMeter?
    private var file: Descriptor?
    private var hasEnded = false
    private let executor = QueueExecutor(label: "siaga.file")

    /// The executor that keeps file work off the cooperative pool.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The file at `path`, opened when it is first asked for bytes.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - offset: Where it is read from, in bytes (default: its beginning).
    ///   - meter: Told what is read.
    public init(path: String, from offset: Int64 = 0, meter: TransferMeter? = nil) {
        self.path = path
        self.offset = offset
        self.meter = meter
    }

    /// The next 256 KiB.
    public func next() async throws(TransportError) -> [UInt8]? {
        guard !hasEnded else { return nil }
        let file: Descriptor
        if let open = self.file { file = open } else { file = try Descriptor(sending: path, from: offset) }
        self.file = file
        var count = 0
        let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, filled in
            count = file.read(into: UnsafeMutableRawBufferPointer(buffer))
            filled = max(0, count)
        }
        guard count >= 0 else { throw .unreadable(path, BundleError.systemReason) }
        hasEnded = count == 0
        meter?.move(Int64(count))
        return hasEnded ? nil : piece
    }
}

extension Descriptor {
    /// Opens a file of this controller that is to be sent.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - offset: Where it is read from, in bytes.
    /// - Throws: ``TransportError`` that names the file, and why it cannot be read.
    convenience init(sending path: String, from offset: Int64) throws(TransportError) {
        do throws(OrdinaryFile.Refusal) {
            try self.init(opening: path, O_RDONLY)
        } catch {
            throw .unreadable(path, error.reason.en)
        }
        guard lseek(number, off_t(offset), SEEK_SET) >= 0 else {
            throw .unreadable(path, BundleError.systemReason)
        }
    }
}

extension TransportError {
    /// A file of this controller cannot be read on.
    static func unreadable(_ path: String, _ reason: String) -> TransportError {
        TransportError(
            .controllerFile,
            in: .running,
            "\(path.safe()) on this controller cannot be read: \(reason)",
            hint: "leave the files alone while they are sent, then push them again"
        )
    }
}
