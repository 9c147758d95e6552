public import RoomModel
import Synchronization

/// Counts what has been taken in of a source, for a live display.
public final class ImportMeter: Sendable {
    private let state = Mutex(FileCount())

    /// Nothing yet.
    public init() {}

    /// The whole files so far, and the bytes of all.
    public var count: FileCount { state.withLock(\.self) }

    func add(bytes: Int) {
        state.withLock { $0.size += ByteCount(bytes: Int64(bytes)) }
    }

    func addFile() {
        state.withLock { $0.files += 1 }
    }
}
