public import RoomModel
import Synchronization

/// What every PC of a transfer is doing right now, for a live display.
///
/// Written from any thread, read as a snapshot: a slow terminal never slows a transfer.
public final class TransferBoard: Sendable {
    private struct State {
        var progress: TransferProgress
        var places: [HostName: Int]
    }

    private let state: Mutex<State>

    /// A board at the beginning of a run.
    public init(_ progress: TransferProgress) {
        let places = progress.hosts.enumerated().map { ($1.host, $0) }
        state = Mutex(State(progress: progress, places: Dictionary(places) { first, _ in first }))
    }

    /// The picture of this moment.
    public var progress: TransferProgress { state.withLock(\.progress) }

    /// A PC does something else now; what it still had to move is no longer awaited.
    public func set(_ stage: TransferProgress.Stage, _ host: HostName) {
        change(host) { progress, old in
            if case .moving(let done, let whole) = old {
                progress.left = Self.less(progress.left, whole - done)
            }
            return stage
        }
    }

    func begin(_ count: Int64, _ host: HostName) {
        change(host) { progress, _ in
            progress.left = Self.sum(progress.left, count)
            return .moving(done: 0, of: count)
        }
    }

    func move(_ count: Int64, _ host: HostName) {
        change(host) { progress, old in
            guard case .moving(let done, let whole) = old else { return old }
            progress.moved = Self.sum(progress.moved, count)
            progress.left = Self.less(progress.left, count)
            return .moving(done: Self.sum(done, count), of: whole)
        }
    }

    /// Both together, within what a ``ByteCount`` holds: a PC may say that it has any number of bytes.
    private static func sum(_ bytes: Int64, _ more: Int64) -> Int64 {
        (ByteCount(bytes: bytes) + ByteCount(bytes: more)).bytes
    }

    private static func less(_ bytes: Int64, _ gone: Int64) -> Int64 {
        (ByteCount(bytes: bytes) - ByteCount(bytes: gone)).bytes
    }

    private func change(
        _ host: HostName,
        _ body: (inout TransferProgress, TransferProgress.Stage) -> TransferProgress.Stage
    ) {
        state.withLock { state in
            guard let place = state.places[host] else { return }
            let stage = body(&state.progress, state.progress.hosts[place].stage)
            state.progress.hosts[place].stage = stage
        }
    }
}
