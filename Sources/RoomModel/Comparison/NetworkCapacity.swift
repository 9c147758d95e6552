/// What a room's network carried while its PCs fetched from the server at once.
///
/// Two figures, because PCs begin and end at different moments: all that arrived over the whole time is carried for
/// certain; the sum of the PCs' own rates is what it would have been had all of them fetched all the time.
public struct NetworkCapacity: Hashable, Sendable {
    /// What the figures mean for a number of seats.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// What is recommended for each seat is certain.
        case ample
        /// What is required for each seat is certain, what is recommended is not.
        case enough
        /// All PCs fetched at once, and together they got less than what is required.
        case tooLow = "too-low"
        /// The PCs did not fetch at once, or the two figures lie on both sides of the limit.
        case undecided
    }

    /// The check that measures it.
    public static let check: CheckID = "net.download"

    /// How many PCs fetched.
    public let pcs: Int
    /// What it carried for certain, in kilobit per second.
    public let carried: Double
    /// The sum of the PCs' rates, in kilobit per second.
    public let summed: Double
    /// Whether there was a moment at which all of them fetched.
    public let isAtOnce: Bool
    /// What each seat must have, in kilobit per second.
    public let requiredPerSeat: Int
    /// What each seat should have, in kilobit per second.
    public let recommendedPerSeat: Int

    /// Adds up the largest group of PCs whose fetching overlaps; nil where none fetched anything.
    init?(_ rows: [RoomRow]) {
        let transfers = rows.filter { !$0.host.isProctor }.flatMap(\.results).compactMap { result in
            if case .transfer(let transfer) = result.finding { transfer } else { nil }
        }
        let groups = Self.overlapping(transfers)
        guard let group = groups.max(by: { ($0.count, Self.carried($0)) < ($1.count, Self.carried($1)) })
        else { return nil }
        pcs = group.count
        carried = Self.carried(group)
        summed = group.map(\.rate).reduce(0, +)
        isAtOnce = (group.map(\.began).max() ?? group[0].began) < (group.map(\.ended).min() ?? group[0].began)
        requiredPerSeat = group.map(\.requiredPerSeat).max() ?? 0
        recommendedPerSeat = group.map(\.recommendedPerSeat).max() ?? 0
    }

    /// The transfers in groups, each of which reaches without a gap from its first to its last.
    private static func overlapping(_ transfers: [Transfer]) -> [[Transfer]] {
        var groups: [[Transfer]] = []
        var end: Timestamp?
        for transfer in transfers.sorted(by: { $0.began < $1.began }) {
            if let reached = end, transfer.began <= reached {
                groups[groups.count - 1].append(transfer)
                end = max(reached, transfer.ended)
            } else {
                groups.append([transfer])
                end = transfer.ended
            }
        }
        return groups
    }

    private static func carried(_ group: [Transfer]) -> Double {
        guard let first = group.map(\.began).min(), let last = group.map(\.ended).max() else { return 0 }
        return Transfer.rate(group.map(\.amount).reduce(.zero, +).bytes, last.since(first))
    }

    /// How many seats the network carries for certain.
    public var seats: Int { Self.seats(carried, requiredPerSeat) }

    /// How many seats it would carry by the sum of rates.
    public var seatsBySum: Int { Self.seats(summed, requiredPerSeat) }

    private static func seats(_ rate: Double, _ perSeat: Int) -> Int {
        Int(exactly: (rate / Double(max(1, perSeat))).rounded(.down)) ?? 0
    }

    /// Holds the figures against a number of seats.
    ///
    /// - Parameter needed: How many PCs sit the exam at once.
    /// - Returns: ``Outcome/tooLow`` only if more than half of them fetched at once.
    public func outcome(for needed: Int) -> Outcome {
        if carried >= Double(needed * recommendedPerSeat) { return .ample }
        if carried >= Double(needed * requiredPerSeat) { return .enough }
        let isBroken = isAtOnce && pcs * 2 > needed && summed < Double(needed * requiredPerSeat)
        return isBroken ? .tooLow : .undecided
    }
}
