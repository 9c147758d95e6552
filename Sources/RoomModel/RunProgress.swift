/// A run as it stands at one moment: what the live display shows.
public struct RunProgress: Hashable, Sendable {
    /// The room.
    public private(set) var title: String
    /// When the run began.
    public private(set) var startedAt: Timestamp
    /// How many PCs are asked.
    public private(set) var total: Int
    /// How many are dealt with, measured or not.
    public private(set) var done: Int
    /// The PCs not yet dealt with and the phase each is in, in the inventory's order.
    public private(set) var pending: [Pending]

    /// A PC not yet dealt with.
    public struct Pending: Hashable, Sendable {
        /// The PC.
        public let host: HostName
        /// What it is at.
        public var phase: HostPhase
    }

    /// The moment a run begins: every PC asked is waiting.
    public init(_ start: RunStart) {
        title = start.room.title
        startedAt = start.at
        pending = start.hosts.filter { $0.isSelected && $0.access != .none }
            .map { Pending(host: $0.name, phase: .waiting) }
        total = pending.count
        done = 0
    }

    /// Takes in what happened next.
    public mutating func apply(_ event: RunEvent) {
        switch event {
        case .started, .controllerChecked, .ended: break
        case .phase(let host, let phase, _):
            guard let index = pending.firstIndex(where: { $0.host == host }) else { return }
            pending[index].phase = phase
        case .measured(let measurement): finish(measurement.host)
        case .notReached(let host, _, _): finish(host)
        case .installation(let event):
            switch event.content {
            case .planned, .ended: break
            case .began: apply(.phase(event.host, .running, at: event.at))
            case .settled: finish(event.host)
            }
        }
    }

    private mutating func finish(_ host: HostName) {
        guard let index = pending.firstIndex(where: { $0.host == host }) else { return }
        pending.remove(at: index)
        done += 1
    }
}
