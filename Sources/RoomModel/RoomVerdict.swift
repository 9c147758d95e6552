/// Whether a room can hold its exam, and how many PCs are missing.
public struct RoomVerdict: Hashable, Sendable {
    /// The three answers; the raw values are the codes in JSON.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Enough PCs without touching a spare.
        case ready
        /// Enough PCs, spares counted.
        case readyWithSpares = "ready-with-spares"
        /// Too few PCs.
        case notReady = "not-ready"
    }

    /// The answer.
    public let kind: Kind
    /// How many PCs fill a seat, spares counted.
    public let ready: Int
    /// How many are needed.
    public let needed: Int
    /// How many of the ready ones are spares.
    public let readySpares: Int
    /// Whether the network was measured and carries too few PCs; then the room is not ready whatever its PCs are.
    public let isNetworkTooSlow: Bool

    /// How many PCs are missing; 0 when the room is ready.
    public var missing: Int { max(0, needed - ready) }

    /// How many PCs should be left over: 10 % of those needed (guide of the ministry, spare clients).
    public var recommendedSpares: Int { (needed + 9) / 10 }

    /// Judges a room.
    ///
    /// - Parameters:
    ///   - rows: Every PC of the room.
    ///   - seats: How many PCs must be ready.
    ///   - moment: The time results are measured against.
    ///   - bandwidth: What is known of the network (default: nothing).
    public init(rows: [RoomRow], seats: Int, at moment: Timestamp, bandwidth: Bandwidth? = nil) {
        // A list of today has each seat once; one of which a record tells may not.
        var taken: Set<SeatName> = []
        let filling = rows.filter { row in
            row.fillsSeat(at: moment) && row.host.seat.map { taken.insert(SeatName($0)).inserted } ?? true
        }
        needed = seats
        ready = filling.count
        readySpares = filling.count { $0.host.isSpare }
        isNetworkTooSlow = bandwidth?.isTooLow == true
        kind =
            isNetworkTooSlow
            ? .notReady
            : ready - readySpares >= seats ? .ready : ready >= seats ? .readyWithSpares : .notReady
    }
}
