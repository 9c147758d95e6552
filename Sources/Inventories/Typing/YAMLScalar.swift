/// What YAML 1.1 makes of a scalar without quotes, by the rules of PyYAML, which Ansible reads with.
///
/// - SeeAlso: `http://yaml.org/type/`: bool, float, int, null, timestamp; PyYAML differs in what it leaves out (`y`, `n`).
enum YAMLScalar {
    /// The type and value of a text.
    static func value(of text: String) -> AnsibleScalar.Value {
        guard let first = text.utf8.first else { return .null }
        switch text {
        case "~", "null", "Null", "NULL": return .null
        case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": return .truth(true)
        case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": return .truth(false)
        default: break
        }
        guard "+-.0123456789".utf8.contains(first), text.utf8.count <= 4_300 else { return .text(text) }
        return real(text) ?? whole(text) ?? time(text) ?? .text(text)
    }

    private static func isDigits(_ text: Substring, _ allowed: String) -> Bool {
        text.utf8.allSatisfy { allowed.utf8.contains($0) }
    }

    /// The sign, 1 or -1, and what follows it.
    private static func unsigned(_ text: String) -> (isNegative: Bool, body: Substring) {
        text.hasPrefix("-")
            ? (true, text.dropFirst()) : (false, text.hasPrefix("+") ? text.dropFirst() : text[...])
    }

    private static func whole(_ text: String) -> AnsibleScalar.Value? {
        let (isNegative, body) = unsigned(text)
        guard let first = body.first else { return nil }
        let digits: String?
        if body.hasPrefix("0b"), body.count > 2, isDigits(body.dropFirst(2), "01_") {
            digits = plain(body.dropFirst(2)).flatMap { PythonNumber.decimal($0, radix: 2) }
        } else if body.hasPrefix("0x"), body.count > 2, isDigits(body.dropFirst(2), "0123456789abcdefABCDEF_")
        {
            digits = plain(body.dropFirst(2)).flatMap { PythonNumber.decimal($0, radix: 16) }
        } else if body == "0" {
            digits = "0"
        } else if first == "0", isDigits(body.dropFirst(), "01234567_") {
            digits = plain(body).flatMap { PythonNumber.decimal($0, radix: 8) }
        } else if first != "0", first != "_", isDigits(body, "0123456789_") {
            digits = plain(body)
        } else if first != "0", first != "_", let seconds = sexagesimal(body) {
            digits = String(seconds)
        } else {
            digits = nil
        }
        return digits.map { .number(isNegative && $0 != "0" ? "-" + $0 : $0) }
    }

    private static func plain(_ text: Substring) -> String? {
        let digits = String(text.filter { $0 != "_" })
        return digits.isEmpty ? nil : digits
    }

    /// `190:20:30`: each part behind the first below 60.
    private static func sexagesimal(_ body: Substring) -> Int? {
        let parts = body.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 1, isDigits(parts[0], "0123456789_"),
            let head = plain(parts[0]).flatMap({ Int($0) }),
            parts.dropFirst().allSatisfy(isSixtieth)
        else { return nil }
        var total = head
        for part in parts.dropFirst() {
            let (product, overflow) = total.multipliedReportingOverflow(by: 60)
            guard !overflow, product < Int.max - 60, let value = Int(part) else { return nil }
            total = product + value
        }
        return total
    }

    /// Whether a part is `[0-5]?[0-9]`.
    private static func isSixtieth(_ part: Substring) -> Bool {
        (1...2).contains(part.utf8.count) && isDigits(part, "0123456789")
            && (part.utf8.count == 1 || isDigits(part.prefix(1), "012345"))
    }

    private static func real(_ text: String) -> AnsibleScalar.Value? {
        let (isNegative, body) = unsigned(text)
        switch body {
        case ".inf", ".Inf", ".INF": return .number(isNegative ? "-Infinity" : "Infinity")
        case ".nan", ".NaN", ".NAN": return text.hasPrefix(".") ? .number("NaN") : nil
        default: break
        }
        guard let dot = body.firstIndex(of: ".") else { return nil }
        let whole = body[..<dot]
        var rest = body[body.index(after: dot)...]
        if whole.contains(":") { return sexagesimalReal(whole, rest, isNegative: isNegative) }
        var exponent = ""
        if let mark = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            let power = rest[rest.index(after: mark)...]
            guard let sign = power.first, sign == "+" || sign == "-", power.count > 1,
                isDigits(power.dropFirst(), "0123456789")
            else { return nil }
            exponent = "e" + power
            rest = rest[..<mark]
        }
        guard isDigits(rest, "0123456789_") else { return nil }
        if whole.isEmpty {
            // `.5` takes no sign, and needs a digit first.
            guard text.hasPrefix("."), let first = rest.first, first != "_" else { return nil }
        } else {
            guard isDigits(whole, "0123456789_"), whole.first != "_" else { return nil }
        }
        let digits = (plain(whole) ?? "0") + "." + (plain(rest) ?? "0")
        guard let value = Double(digits + exponent) else { return nil }
        return .number(PythonNumber.text(of: isNegative ? -value : value))
    }

    private static func sexagesimalReal(
        _ whole: Substring,
        _ rest: Substring,
        isNegative: Bool
    ) -> AnsibleScalar.Value? {
        let parts = whole.split(separator: ":", omittingEmptySubsequences: false)
        guard isDigits(rest, "0123456789_"), let head = parts.first, head.first != "_",
            isDigits(head, "0123456789_"), let first = plain(head).flatMap({ Double($0) }),
            parts.dropFirst().allSatisfy(isSixtieth),
            let last = Double((parts.last ?? "0") + "." + (plain(rest) ?? "0"))
        else { return nil }
        // As PyYAML adds them: the last part first.
        var value = last
        var base = 60.0
        for part in parts.dropFirst().dropLast().reversed() {
            value += (Double(part) ?? 0) * base
            base *= 60
        }
        value += first * base
        return .number(PythonNumber.text(of: isNegative ? -value : value))
    }

    /// A date, or a date with a time, as ISO 8601 writes it; a day that no calendar has is a text.
    private static func time(_ text: String) -> AnsibleScalar.Value? {
        guard let match = Timestamp(text) else { return nil }
        return .time(match.isoFormat)
    }
}
