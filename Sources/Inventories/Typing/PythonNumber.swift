/// A number as Python reads and prints it: whole numbers of any length, and 64-bit floating-point ones.
struct PythonNumber {
    /// The longest whole number that is read (digits): Python's own limit for texts.
    private static let mostDigits = 4_300

    /// The number as Python's `json` and `str` print it.
    let text: String

    /// Reads a numeric literal with an optional sign (The Python Language Reference, 2.4.4 to 2.4.6).
    init?(_ literal: String) {
        var body = literal[...]
        let isNegative = body.hasPrefix("-")
        if isNegative || body.hasPrefix("+") { body = body.dropFirst() }
        let lowered = body.lowercased()
        let magnitude: String
        if let radix = Self.radix(of: lowered) {
            var digits = lowered.dropFirst(2)
            if digits.hasPrefix("_") { digits = digits.dropFirst() }
            guard let plain = Self.digits(digits, radix: radix),
                let decimal = Self.decimal(plain, radix: radix)
            else { return nil }
            magnitude = decimal
        } else if let plain = Self.digits(lowered[...], radix: 10) {
            let significant = plain.drop { $0 == "0" }
            guard plain.first != "0" || significant.isEmpty, plain.utf8.count <= Self.mostDigits else {
                return nil
            }
            magnitude = significant.isEmpty ? "0" : String(significant)
        } else {
            guard let value = Self.real(lowered) else { return nil }
            text = Self.text(of: isNegative ? -value : value)
            return
        }
        text = isNegative && magnitude != "0" ? "-" + magnitude : magnitude
    }

    /// What Python prints for an imaginary number such as `3j`; nil for anything else.
    static func imaginary(_ literal: String) -> String? {
        guard literal.last == "j" || literal.last == "J" else { return nil }
        var body = literal.dropLast()
        let isNegative = body.hasPrefix("-")
        if isNegative || body.hasPrefix("+") { body = body.dropFirst() }
        let lowered = body.lowercased()
        let value = digits(lowered[...], radix: 10).flatMap { Double($0) } ?? real(lowered)
        guard let value else { return nil }
        let printed = text(of: value)
        let short = printed.hasSuffix(".0") ? String(printed.dropLast(2)) : printed
        return isNegative ? "(-0-\(short)j)" : short + "j"
    }

    private static func radix(of text: String) -> Int? {
        switch text.prefix(2) {
        case "0x": 16
        case "0o": 8
        case "0b": 2
        default: nil
        }
    }

    /// The digits without the `_` between them; nil where anything else stands.
    private static func digits(_ text: Substring, radix: Int) -> String? {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard
            parts.allSatisfy({ part in
                !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.hexDigitValue ?? 99) < radix }
            })
        else { return nil }
        return parts.joined()
    }

    /// `digits.digits`, with an exponent or without.
    private static func real(_ text: String) -> Double? {
        let halves = text.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
        var exponent = "0"
        if halves.count == 2 {
            let sign = halves[1].hasPrefix("-") ? "-" : ""
            let body =
                halves[1].hasPrefix("-") || halves[1].hasPrefix("+") ? halves[1].dropFirst() : halves[1]
            guard let plain = digits(body, radix: 10) else { return nil }
            exponent = sign + plain
        }
        let parts = halves[0].split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }), parts.count == 2 || halves.count == 2
        else { return nil }
        var plain: [String] = []
        for part in parts {
            guard let digits = part.isEmpty ? "0" : digits(part, radix: 10) else { return nil }
            plain.append(digits)
        }
        return Double(plain.joined(separator: ".") + "e" + exponent)
    }

    /// The decimal digits of a whole number written in another base.
    static func decimal(_ digits: String, radix: Int) -> String? {
        guard digits.utf8.count <= mostDigits else { return nil }
        // Nine decimal digits a limb, the lowest first.
        var limbs: [UInt64] = [0]
        for digit in digits {
            guard let value = digit.hexDigitValue else { return nil }
            var carry = UInt64(value)
            for index in limbs.indices {
                let product = limbs[index] * UInt64(radix) + carry
                limbs[index] = product % 1_000_000_000
                carry = product / 1_000_000_000
            }
            if carry > 0 { limbs.append(carry) }
        }
        var text = String(limbs[limbs.count - 1])
        for limb in limbs.dropLast().reversed() {
            let digits = String(limb)
            text += String(repeating: "0", count: 9 - digits.utf8.count) + digits
        }
        return text
    }

    /// A floating-point number as Python prints it: the shortest digits that read back, an exponent below 1e-4 and from 1e16.
    static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        var body = value.magnitude.description[...]
        var exponent = 0
        if let mark = body.firstIndex(of: "e") {
            exponent = Int(body[body.index(after: mark)...]) ?? 0
            body = body[..<mark]
        }
        let parts = body.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count == 2 && parts[1] != "0" ? String(parts[1]) : ""
        let all = String(parts[0]) + fraction
        let leading = all.prefix { $0 == "0" }.count
        var digits = String(all.dropFirst(leading))
        // The place of the point, counted from the first significant digit.
        let point = parts[0].count - leading + exponent
        while digits.last == "0" { digits.removeLast() }
        let sign = value.sign == .minus ? "-" : ""
        guard !digits.isEmpty else { return sign + "0.0" }
        if point > 16 || point < -3 {
            let rest = digits.dropFirst()
            let power = point - 1
            let padded = power.magnitude < 10 ? "0\(power.magnitude)" : "\(power.magnitude)"
            return sign + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e" + (power < 0 ? "-" : "+")
                + padded
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if digits.count <= point {
            return sign + digits + String(repeating: "0", count: point - digits.count) + ".0"
        }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }
}
