/// A disk whose free space will fall under its limit soon, if it goes on as in the past weeks.
///
/// A trend is a note: it never changes a PC's state.
public struct SpaceTrend: Hashable, Sendable {
    /// One disk of one PC.
    public struct Series: Hashable, Sendable {
        /// The PC.
        public let host: HostName
        /// The folder whose disk was measured; nil: the system's disk.
        public let subject: String?

        /// Creates the key.
        public init(host: HostName, subject: String?) {
            self.host = host
            self.subject = subject
        }
    }

    /// One measurement.
    public struct Point: Hashable, Sendable {
        /// When.
        public let at: Timestamp
        /// How much was free.
        public let free: ByteCount

        /// Creates the point.
        public init(at: Timestamp, free: ByteCount) {
            self.at = at
            self.free = free
        }
    }

    /// Which disk.
    public let series: Series
    /// What the check demands.
    public let limit: ByteCount
    /// How much is free now.
    public let free: ByteCount
    /// How much less is free each day.
    public let lossPerDay: ByteCount
    /// In how many days the limit is reached, 0 to ``horizon``, rounded down.
    public let days: Int

    /// Creates a trend.
    public init(series: Series, limit: ByteCount, free: ByteCount, lossPerDay: ByteCount, days: Int) {
        self.series = series
        self.limit = limit
        self.free = free
        self.lossPerDay = lossPerDay
        self.days = days
    }

    /// How many days ahead are looked at.
    public static let horizon = 14
    /// How many days back are looked at; what was longer ago says little about next week.
    public static let memory = 60
    /// On how many different days it must have been measured.
    public static let fewestDays = 3

    /// The trend of one disk, if there is one to speak of.
    ///
    /// The slope is the median of the slopes between any two days (Theil and Sen) or of those between neighbouring days,
    /// whichever is nearer to none: the first alone takes one large download for a trend, the second a disk that is
    /// filled and cleaned in turn. Of a day the last measurement counts.
    ///
    /// - Parameters:
    ///   - series: Which disk.
    ///   - points: What was measured, in any order.
    ///   - limit: What the check demands.
    ///   - secondsEast: How far the room's clocks are ahead of UTC, in seconds: where days begin.
    /// - Returns: nil where it was measured on fewer than three days, is under the limit already, does not fall, or lasts
    ///   for more than 14 days.
    public static func find(
        in series: Series,
        _ points: [Point],
        limit: ByteCount,
        secondsEast: Int = 0
    ) -> SpaceTrend? {
        var lastOfDay: [CalendarDate: Point] = [:]
        for point in points {
            let day = CalendarDate(point.at, secondsEast: secondsEast)
            if let known = lastOfDay[day], known.at > point.at { continue }
            lastOfDay[day] = point
        }
        let newest = lastOfDay.values.sorted { $0.at < $1.at }
        guard let now = newest.last else { return nil }
        let earliest = now.at.advanced(by: .seconds(-memory * 86_400))
        let daily = newest.filter { $0.at >= earliest }
        guard daily.count >= fewestDays, now.free >= limit else { return nil }
        func slope(from first: Point, to last: Point) -> Double {
            let days = Double(last.at.since(first.at).inMilliseconds) / 86_400_000
            return Double(last.free.bytes - first.free.bytes) / days
        }
        let any = daily.indices.flatMap { index in
            daily[(index + 1)...].map { slope(from: daily[index], to: $0) }
        }
        let neighbouring = zip(daily, daily.dropFirst()).map { slope(from: $0, to: $1) }
        let slope = max(median(any), median(neighbouring))
        guard slope < 0 else { return nil }
        let days = Double(now.free.bytes - limit.bytes) / -slope
        guard days <= Double(horizon) else { return nil }
        return SpaceTrend(
            series: series,
            limit: limit,
            free: now.free,
            lossPerDay: ByteCount(rounding: -slope),
            days: Int(days)
        )
    }

    /// The value in the middle, or between the two in the middle; of at least one value.
    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
