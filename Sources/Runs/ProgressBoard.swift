public import RoomModel
import Synchronization

/// What every PC of a run is doing right now, for a live display.
///
/// Written from any thread, read as a snapshot: a slow terminal never slows a run.
public final class ProgressBoard: Sendable {
    private let state = Mutex<RunProgress?>(nil)

    /// An empty board.
    public init() {}

    /// The picture of this moment; nil before the run began.
    public var progress: RunProgress? { state.withLock { $0 } }

    func begin(_ start: RunStart, isChange: Bool = false) {
        state.withLock { $0 = RunProgress(start, isChange: isChange) }
    }

    func apply(_ event: RunEvent) {
        state.withLock { $0?.apply(event) }
    }

    /// Shows how far the bytes for a PC are.
    func apply(_ bytes: ByteProgress, _ host: HostName, at now: Timestamp) {
        state.withLock { $0?.apply(bytes, host, at: now) }
    }

    /// The phase a PC is in; waiting when it has not begun or is dealt with.
    func phase(of host: HostName) -> HostPhase {
        state.withLock { $0?.pending.first { $0.host == host }?.phase } ?? .waiting
    }
}
