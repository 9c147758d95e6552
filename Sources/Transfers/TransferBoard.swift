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
            if case .moving(let done, let whole) = old { progress.left -= whole - done }
            return stage
        }
    }

    func begin(_ count: Int64, _ host: HostName) {
        change(host) { progress, _ in
            progress.left += count
            return .moving(done: 0, of: count)
        }
    }

    func move(_ count: Int64, _ host: HostName) {
        change(host) { progress, old in
            guard case .moving(let done, let whole) = old else { return old }
            progress.moved += count
            progress.left -= count
            return .moving(done: done + count, of: whole)
        }
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
