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

    /// Whether PCs are changed, not only asked.
    public let isChange: Bool
    /// How far the bytes are for each PC that gets some.
    private var bytesByHost: [HostName: ByteProgress] = [:]
    /// When the first of them moved.
    public private(set) var movingSince: Timestamp?

    /// A PC not yet dealt with.
    public struct Pending: Hashable, Sendable {
        /// The PC.
        public let host: HostName
        /// What it is at.
        public var phase: HostPhase
    }

    /// The moment a run begins: every PC asked is waiting.
    ///
    /// - Parameters:
    ///   - start: The run's plan.
    ///   - isChange: Whether PCs are changed, not only asked (default: no).
    public init(_ start: RunStart, isChange: Bool = false) {
        title = start.room.title
        self.isChange = isChange
        startedAt = start.at
        pending = start.hosts.filter { $0.isSelected && $0.access != .none }
            .map { Pending(host: $0.name, phase: .waiting) }
        total = pending.count
        done = 0
    }

    /// Takes in what happened next.
    public mutating func apply(_ event: RunEvent) {
        switch event {
        case .started, .controllerChecked, .act, .ended: break
        case .phase(let host, let phase, _):
            guard let index = pending.firstIndex(where: { $0.host == host }) else { return }
            pending[index].phase = phase
        case .measured(let measurement): finish(measurement.host)
        case .notReached(let host, _, _): finish(host)
        case .installation(let event):
            switch event.content {
            case .planned(let plans):
                let bytes = plans.flatMap(\.plan.changes).compactMap(\.bytes).reduce(.zero, +)
                bytesByHost[event.host] = bytes > .zero ? ByteProgress(done: .zero, whole: bytes) : nil
            case .ended: break
            case .began: apply(.phase(event.host, .running, at: event.at))
            case .settled: finish(event.host)
            }
        }
    }

    /// Takes in how far the bytes for a PC are.
    public mutating func apply(_ bytes: ByteProgress, _ host: HostName, at now: Timestamp) {
        bytesByHost[host] = bytes
        if movingSince == nil, bytes.done.bytes > 0 { movingSince = now }
    }

    /// How far the bytes for a PC are; nil: none move.
    public func bytes(of host: HostName) -> ByteProgress? {
        bytesByHost[host].flatMap { $0.done.bytes > 0 ? $0 : nil }
    }

    /// How far the bytes for all PCs are, as far as it is known who gets how many.
    public var bytes: ByteProgress {
        bytesByHost.values.reduce(into: ByteProgress(done: ByteCount(bytes: 0), whole: ByteCount(bytes: 0))) {
            all,
            one in
            all.done += one.done
            all.whole += one.whole
        }
    }

    private mutating func finish(_ host: HostName) {
        guard let index = pending.firstIndex(where: { $0.host == host }) else { return }
        pending.remove(at: index)
        done += 1
        // What a PC that is dealt with did not get, nobody waits for.
        if let bytes = bytesByHost[host] { bytesByHost[host]?.whole = bytes.done }
    }
}
