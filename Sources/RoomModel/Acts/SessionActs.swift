/// What somebody did, with its stamp.
public struct Stamped<Value: Hashable & Sendable>: Hashable, Sendable {
    /// When, by whom.
    public let stamp: ActStamp
    /// What.
    public let value: Value

    /// Puts the two together.
    public init(_ stamp: ActStamp, _ value: Value) {
        self.stamp = stamp
        self.value = value
    }
}

/// What holds of all that people did in one session: a pure fold over their acts.
public struct SessionActs: Hashable, Sendable {
    /// The session.
    public let session: SessionKey
    /// The swaps that hold, in the order they were made; a seat and a PC stand in one at most.
    public private(set) var swaps: [Stamped<SeatSwap>] = []
    /// The notes, in the order they were made.
    public private(set) var notes: [Stamped<RoomNote>] = []
    /// The duties that were ticked, each with its last tick.
    public private(set) var ticks: [Duty: ActStamp] = [:]
    /// The PCs that a person looked at, each with the last look.
    public private(set) var seen: [HostName: ActStamp] = [:]

    /// Folds acts.
    ///
    /// - Parameters:
    ///   - acts: All that is on record, in the order it was written; acts of other sessions are left out, but may
    ///     withdraw one of this.
    ///   - session: The session.
    public init(_ acts: [RoomAct], of session: SessionKey) {
        self.session = session
        for act in acts {
            switch act.content {
            case .withdrawal(let id): withdraw(id)
            case _ where act.stamp.session != session: break
            case .swap(let swap):
                swaps.removeAll { $0.value.stands(at: swap.seat) || $0.value.host == swap.host }
                swaps.append(Stamped(act.stamp, swap))
            case .note(let note): notes.append(Stamped(act.stamp, note))
            case .tick(let duty): ticks[duty] = act.stamp
            case .sawPC(let host): seen[host] = act.stamp
            }
        }
    }

    /// Takes an act back; what it took the place of does not come again.
    private mutating func withdraw(_ id: String) {
        swaps.removeAll { $0.stamp.id == id }
        notes.removeAll { $0.stamp.id == id }
        ticks = ticks.filter { $0.value.id != id }
        seen = seen.filter { $0.value.id != id }
    }

    /// Whether nobody did anything that holds.
    public var isEmpty: Bool { swaps.isEmpty && notes.isEmpty && ticks.isEmpty && seen.isEmpty }

    /// The swap that puts a PC on its seat; nil: it stands where the list says.
    public func swap(of host: HostName) -> Stamped<SeatSwap>? { swaps.first { $0.value.host == host } }

    /// Where a PC stands: the seat of its swap, else its own unless another PC has that.
    public func seat(of host: RunHost) -> String? {
        swap(of: host.name)?.value.seat ?? host.seat.flatMap { swap(at: $0) == nil ? $0 : nil }
    }

    /// Which PC stands at a seat: that of its swap, else its own unless that went elsewhere.
    ///
    /// - Parameters:
    ///   - seat: The seat.
    ///   - owner: The PC whose seat it is in the list.
    /// - Returns: The PC; nil where the seat is empty.
    public func occupant(of seat: String, owner: HostName) -> HostName? {
        swap(at: seat)?.value.host ?? (swap(of: owner) == nil ? owner : nil)
    }

    /// The swap that gives a seat to another PC; nil: its own stands there.
    public func swap(at seat: String) -> Stamped<SeatSwap>? {
        swaps.first { $0.value.stands(at: seat) }
    }
}

extension SeatSwap {
    /// Whether it is about this seat, however that is written.
    func stands(at other: String) -> Bool { SeatName(seat) == SeatName(other) }
}
