import RoomModel

extension Timestamp {
    /// `2026-11-24T06:51:00+07:00` (RFC 3339), whole seconds; `2026-11-23T23:51:00Z` without an offset.
    func calendarText(in zone: ZoneOffset = ZoneOffset(seconds: 0)) -> String {
        let minutes = abs(zone.seconds) / 60
        let offset =
            zone.seconds == 0
            ? "Z" : (zone.seconds < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
        return calendarTextWithoutZone(in: zone) + offset
    }

    /// `2026-11-23T23:51:00`.
    func calendarTextWithoutZone(in zone: ZoneOffset = ZoneOffset(seconds: 0)) -> String {
        let civil = CivilTime(self, in: zone)
        let (hour, minute) = (civil.secondOfDay / 3_600, civil.secondOfDay / 60 % 60)
        return "\(civil.date)T\(two(hour)):\(two(minute)):\(two(civil.secondOfDay % 60))"
    }

    private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

extension Duration {
    /// Seconds with three decimals and a point: `3.400`.
    var secondsText: String {
        let milliseconds = inMilliseconds
        let (seconds, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1_000)
        let fraction = String(repeating: "0", count: 3 - "\(rest)".count) + "\(rest)"
        return (milliseconds < 0 ? "-" : "") + "\(seconds).\(fraction)"
    }
}
