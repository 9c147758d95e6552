/// A day of the calendar, wherever: `2026-11-30`.
public struct CalendarDate: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The year, 1 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// Reads `2026-11-30` (ISO 8601 calendar date); nil for anything else, and for a day no month has.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0,
            (1...12).contains(month), day > 0
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        let same = CalendarDate(daysSince1970: daysSince1970)
        guard same == self else { return nil }
    }

    /// The day of a moment, where clocks are ahead of UTC by this many seconds.
    public init(_ moment: Timestamp, secondsEast: Int) {
        let seconds = moment.milliseconds.dividedDown(by: 1_000).quotient + Int64(secondsEast)
        self.init(daysSince1970: Int(seconds.dividedDown(by: 86_400).quotient))
    }

    /// The day this many days after 1970-01-01.
    ///
    /// Days are counted in the proleptic Gregorian calendar, in eras of 400 years that begin in March.
    public init(daysSince1970 days: Int) {
        let (era, dayOfEra) = (days + 719_468).dividedDown(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// How many days after 1970-01-01.
    public var daysSince1970: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = marchYear.dividedDown(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day of the week; 0 is Sunday.
    public var weekday: Int { (daysSince1970 + 4).dividedDown(by: 7).remainder }

    /// `2026-11-30`.
    public var description: String {
        func padded(_ number: Int, to width: Int) -> String {
            String(repeating: "0", count: max(0, width - "\(number)".utf8.count)) + "\(number)"
        }
        return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }

    /// Reads the day from its text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = CalendarDate(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a day reads `2026-11-30`"
            )
        }
        self = date
    }

    /// Writes the day as its text.
    public func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }

    /// Orders by time.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension BinaryInteger {
    /// The quotient rounded down, and a remainder that is never negative.
    fileprivate func dividedDown(by divisor: Self) -> (quotient: Self, remainder: Self) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
