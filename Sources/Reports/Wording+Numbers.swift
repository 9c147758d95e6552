public import RoomModel

extension Wording {
    /// Which way a figure is rounded, so that it never looks as if it met a limit that it missed.
    enum Rounding {
        case nearest, down, up
    }

    /// A number with one decimal where it needs one: `0,4`, `12`.
    func decimal(_ value: Double, _ rounding: Rounding = .nearest) -> String {
        let rule: FloatingPointRoundingRule =
            switch rounding {
            case .nearest: .toNearestOrAwayFromZero
            case .down: .down
            case .up: .up
            }
        let tenths = Int64(exactly: (value * 10).rounded(rule)) ?? .max
        let sign = tenths < 0 ? "-" : ""
        let (whole, fraction) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        return fraction == 0 ? "\(sign)\(whole)" : "\(sign)\(whole)" + self(",", ".") + "\(fraction)"
    }

    /// `0,4 GB`; units of 1,024, as Windows shows them under that name.
    func amount(_ amount: ByteCount, _ rounding: Rounding = .nearest) -> String {
        let units: [(ByteCount, String)] = [
            (.gibibytes(1), self("GB", "GiB")), (.mebibytes(1), self("MB", "MiB")),
            (.kibibytes(1), self("KB", "KiB")),
        ]
        // A tenth of a unit still reads better than hundreds of the next: 0,4 GB.
        for (unit, name) in units where amount.bytes * 10 >= unit.bytes {
            return decimal(Double(amount.bytes) / Double(unit.bytes), rounding) + " " + name
        }
        return "\(amount.bytes) B"
    }

    /// `120 ms`, `1,5 detik`, `3 menit`, `2 jam`, `40 hari`.
    func time(_ duration: Duration, _ rounding: Rounding = .nearest) -> String {
        let milliseconds =
            Double(duration.components.seconds) * 1_000
            + Double(duration.components.attoseconds) / 1e15
        switch abs(milliseconds) {
        case ..<1_000: return decimal(milliseconds, rounding) + " ms"
        case ..<90_000:
            let text = decimal(milliseconds / 1_000, rounding)
            return text + self(" detik", text == "1" ? " second" : " seconds")
        case ..<5_400_000: return whole(milliseconds / 60_000, "menit", "minute")
        case ..<129_600_000: return whole(milliseconds / 3_600_000, "jam", "hour")
        default: return whole(milliseconds / 86_400_000, "hari", "day")
        }
    }

    private func whole(_ value: Double, _ indonesian: String, _ english: String) -> String {
        let count = Int64(exactly: value.rounded()) ?? .max
        return "\(count) " + self(indonesian, count == 1 ? english : english + "s")
    }

    /// `06.51`.
    func clock(_ moment: Timestamp) -> String {
        clock(minutes: CivilTime(moment, in: zone).minuteOfDay)
    }

    /// `06.51.20`.
    func clockWithSeconds(_ moment: Timestamp) -> String {
        let second = CivilTime(moment, in: zone).secondOfDay % 60
        return clock(moment) + self(".", ":") + twoDigits(second)
    }

    /// `07.30`, of minutes after midnight.
    func clock(minutes: Int) -> String {
        twoDigits(minutes / 60) + self(".", ":") + twoDigits(minutes % 60)
    }

    /// `Selasa, 24 November 2026`.
    func date(_ moment: Timestamp) -> String { date(CivilTime(moment, in: zone).date) }

    /// `Selasa, 24 November 2026`.
    func date(_ civil: CalendarDate) -> String {
        let day = self(
            ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"][civil.weekday],
            ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"][civil.weekday]
        )
        let month = self(
            [
                "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
                "Oktober", "November", "Desember",
            ][civil.month - 1],
            [
                "January", "February", "March", "April", "May", "June", "July", "August", "September",
                "October", "November", "December",
            ][civil.month - 1]
        )
        return "\(day), \(civil.day) \(month) \(civil.year)"
    }

    /// The day as people write it, for notes beside a report.
    public func calendarDay(of moment: Timestamp) -> String { date(moment) }

    /// The time of day as the room writes it, for notes beside a report.
    public func timeOfDay(_ moment: Timestamp) -> String { clock(moment) }

    /// `24-11-2026` in Indonesian, `2026-11-24` in English.
    func shortDate(_ moment: Timestamp) -> String { shortDate(CivilTime(moment, in: zone).date) }

    /// `24-11-2026` in Indonesian, `2026-11-24` in English.
    func shortDate(_ civil: CalendarDate) -> String {
        let (day, month) = (twoDigits(civil.day), twoDigits(civil.month))
        return self("\(day)-\(month)-\(civil.year)", "\(civil.year)-\(month)-\(day)")
    }

    private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
