import RoomModel

/// How far the room's clocks are ahead of UTC.
public struct ZoneOffset: Hashable, Sendable {
    /// Seconds east of UTC.
    public let seconds: Int

    /// Creates an offset of `seconds`.
    public init(seconds: Int) {
        self.seconds = seconds
    }

    /// The offset of one of Indonesia's zones, which know no summer time (tzdata `asia`).
    ///
    /// It is nil for any other zone, which the system's own tables know.
    ///
    /// - Parameter zone: An IANA name.
    public init?(indonesian zone: String) {
        switch zone {
        case "Asia/Jakarta", "Asia/Pontianak": self.init(seconds: 7 * 3_600)
        case "Asia/Makassar": self.init(seconds: 8 * 3_600)
        case "Asia/Jayapura": self.init(seconds: 9 * 3_600)
        default: return nil
        }
    }
}

/// A moment as the room's wall calendar and clock show it.
struct CivilTime: Hashable {
    let date: CalendarDate
    /// Seconds after midnight.
    let secondOfDay: Int

    /// The moment in the zone.
    init(_ moment: Timestamp, in zone: ZoneOffset) {
        let seconds = Int((Double(moment.milliseconds) / 1_000).rounded(.down)) + zone.seconds
        let (days, second) = seconds.dividedDown(by: 86_400)
        date = CalendarDate(daysSince1970: days)
        secondOfDay = second
    }

    var minuteOfDay: Int { secondOfDay / 60 }
}

extension Int {
    fileprivate func dividedDown(by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
