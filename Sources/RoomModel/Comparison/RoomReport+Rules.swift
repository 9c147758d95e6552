/// How many PCs one proctor's PC serves.
public struct ProctorLoad: Hashable, Sendable {
    /// How many PCs sit the exam at once.
    public let clients: Int
    /// How many proctor's PCs the list names; a room has at least one.
    public let proctors: Int

    /// The most clients of one proctor's PC (guide of the ministry to the computer-based assessment, 2025).
    public static let most = 40

    /// Whether there are too many of them.
    public var isTooHigh: Bool { clients > proctors * Self.most }
}

/// What is known of the bandwidth an exam over the internet needs.
public enum Bandwidth: Hashable, Sendable {
    /// The PCs fetched something.
    case measured(NetworkCapacity, seats: Int)
    /// Nobody measured it; a person has to.
    case unmeasured(seats: Int)

    /// What each PC needs over the internet, in kilobit per second (same guide: 16 Mbps for 40 PCs).
    public static let requiredPerSeat = 400
    /// What each PC should have, in kilobit per second (same guide: 12 Mbps for 15 PCs).
    public static let recommendedPerSeat = 800

    /// Whether it was measured and is too little.
    public var isTooLow: Bool {
        if case .measured(let capacity, let seats) = self {
            capacity.outcome(for: seats) == .tooLow
        } else {
            false
        }
    }
}

extension RoomReport {
    /// How many PCs sit the exam at once: the seats, else every PC that is no spare and not the proctor's.
    public var participants: Int {
        start.room.seats ?? rows.count { !$0.host.isSpare && !$0.host.isProctor }
    }

    /// How many PCs one proctor's PC serves.
    public var proctorLoad: ProctorLoad {
        ProctorLoad(clients: participants, proctors: max(1, rows.count(where: \.host.isProctor)))
    }

    /// The network's part; nil in a room that does not take the exam over the internet and measured nothing.
    public var bandwidth: Bandwidth? {
        if let capacity = comparison.capacity { return .measured(capacity, seats: participants) }
        guard start.room.mode == .online, rows.contains(where: { !$0.results.isEmpty }) else { return nil }
        return .unmeasured(seats: participants)
    }

    /// The PCs on which an exam program that took another name would not have been seen, in the inventory's order.
    public var seenByNameOnly: [HostName] { rows.filter(\.seesOnlyNames).map(\.host.name) }

    /// Which ready spare takes whose place.
    public var substitutions: [Substitution] { Substitution.find(in: rows, at: asOf) }
}
