extension YAMLScalar {
    /// A date or a time of YAML 1.1, printed as Python's `isoformat` does.
    struct Timestamp {
        /// `2026-11-25`, `2026-11-25T07:30:00+07:00`.
        let isoFormat: String

        /// Reads `2026-11-25`, or with a time and a zone; nil for anything else and for days that no calendar has.
        init?(_ text: String) {
            var rest = text[...]
            guard let year = Self.digits(&rest, 4...4), Self.take("-", &rest),
                let month = Self.digits(&rest, 1...2), Self.take("-", &rest),
                let day = Self.digits(&rest, 1...2), Self.isDay(year, month, day)
            else { return nil }
            let date = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
            if rest.isEmpty {
                // A date alone is written with two digits each.
                guard text.utf8.count == 10 else { return nil }
                isoFormat = date
                return
            }
            if rest.hasPrefix("T") || rest.hasPrefix("t") {
                rest = rest.dropFirst()
            } else {
                guard Self.skipBlanks(&rest) else { return nil }
            }
            guard let hour = Self.digits(&rest, 1...2), hour < 24, Self.take(":", &rest),
                let minute = Self.digits(&rest, 2...2), minute < 60, Self.take(":", &rest),
                let second = Self.digits(&rest, 2...2), second < 60
            else { return nil }
            var time = "\(date)T\(Self.padded(hour, 2)):\(Self.padded(minute, 2)):\(Self.padded(second, 2))"
            if Self.take(".", &rest) {
                let fraction = rest.prefix { $0.isASCII && $0.isNumber }
                rest = rest.dropFirst(fraction.count)
                let micro = String(fraction.prefix(6))
                let whole = micro + String(repeating: "0", count: 6 - micro.count)
                if whole != "000000" { time += "." + whole }
            }
            _ = Self.skipBlanks(&rest)
            guard let zone = Self.zone(&rest), rest.isEmpty else { return nil }
            isoFormat = time + zone
        }

        /// `Z`, `+07`, `+7:00`; nothing where none stands; nil for anything else.
        private static func zone(_ rest: inout Substring) -> String? {
            if rest.isEmpty { return "" }
            if take("Z", &rest) { return "+00:00" }
            let isNegative = rest.hasPrefix("-")
            guard isNegative || rest.hasPrefix("+") else { return nil }
            rest = rest.dropFirst()
            guard let hours = digits(&rest, 1...2), hours < 24 else { return nil }
            var minutes = 0
            if take(":", &rest) {
                guard let value = digits(&rest, 2...2), value < 60 else { return nil }
                minutes = value
            }
            let sign = isNegative && hours + minutes > 0 ? "-" : "+"
            return "\(sign)\(padded(hours, 2)):\(padded(minutes, 2))"
        }

        private static func digits(_ rest: inout Substring, _ count: ClosedRange<Int>) -> Int? {
            let run = rest.prefix { $0.isASCII && $0.isNumber }
            guard count.contains(run.count), let value = Int(run) else { return nil }
            rest = rest.dropFirst(run.count)
            return value
        }

        private static func take(_ mark: Character, _ rest: inout Substring) -> Bool {
            guard rest.first == mark else { return false }
            rest = rest.dropFirst()
            return true
        }

        private static func skipBlanks(_ rest: inout Substring) -> Bool {
            let blanks = rest.prefix { $0 == " " || $0 == "\t" }
            rest = rest.dropFirst(blanks.count)
            return !blanks.isEmpty
        }

        private static func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
            guard year > 0, (1...12).contains(month), day > 0 else { return false }
            let isLeap = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
            let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            return day <= days[month - 1]
        }

        private static func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
    }
}
