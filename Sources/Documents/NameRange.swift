import RoomModel

/// A name with ranges in brackets: `pc[01:40]`, `row[a:f]-pc[1:9:2]`; in patterns also `pc[01-20,25]`.
public struct NameRange: Hashable, Sendable {
    /// The most names one text may stand for (ten times the largest district inventory seen in one file).
    public static let mostNames = 10_000
    /// The longest of several names (bytes): a host name's 253 (RFC 1035 §2.3.4).
    private static let longestName = 253
    /// The largest end or step of a range: 15 digits, as of an inventory number with a date in it.
    private static let farthest = 999_999_999_999_999

    /// Who writes the range: each has its own marks.
    public enum Notation: Sendable {
        /// Ansible's: `[first:last]` and `[first:last:step]`, ends included.
        case inventory
        /// Ansible's and clush's: `[first-last]` and lists with commas too.
        case pattern
    }

    private enum Part: Hashable, Sendable {
        case literal(String)
        case choices([String])
    }

    private let parts: [Part]

    /// Reads `text`; without brackets it stands for itself.
    ///
    /// - Parameters:
    ///   - text: The name.
    ///   - notation: Which marks are allowed in brackets.
    /// - Throws: ``InvalidRange`` for ranges that are empty, mixed, backwards or longer than ``mostNames``.
    public init(_ text: String, notation: Notation = .inventory) throws(InvalidRange) {
        var parts: [Part] = []
        var total = 1
        var longest = 0
        var rest = text[...]
        while let open = rest.firstIndex(of: "[") {
            guard let close = rest[open...].firstIndex(of: "]") else {
                throw InvalidRange("`[` is never closed", hint: "write `pc[01:40]`")
            }
            if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
            let choices = try Self.choices(rest[rest.index(after: open)..<close], notation)
            let (product, overflow) = total.multipliedReportingOverflow(by: choices.count)
            guard !overflow, product <= Self.mostNames else { throw Self.tooLong(product) }
            total = product
            longest += choices.map(\.utf8.count).max() ?? 0
            parts.append(.choices(choices))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.literal(String(rest))) }
        for case .literal(let text) in parts { longest += text.utf8.count }
        guard total == 1 || longest <= Self.longestName else { throw Self.tooWide }
        self.parts = parts
    }

    /// The names, in the order of the ranges.
    public var names: [String] {
        var names = [""]
        for part in parts {
            switch part {
            case .literal(let text): names = names.map { $0 + text }
            case .choices(let choices): names = names.flatMap { name in choices.map { name + $0 } }
            }
        }
        return names
    }

    private static func choices(_ text: Substring, _ notation: Notation) throws(InvalidRange) -> [String] {
        guard case .pattern = notation else { return try range(text, .inventory) }
        var choices: [String] = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            choices += try range(item, .pattern)
            guard choices.count <= mostNames else { throw tooLong(choices.count) }
        }
        return choices
    }

    /// The members of `first:last:step`.
    private static func range(_ text: Substring, _ notation: Notation) throws(InvalidRange) -> [String] {
        let separators = if case .inventory = notation { ":" } else { ":-" }
        var fields = text.split(omittingEmptySubsequences: false, whereSeparator: separators.contains)
        if fields.count == 1, separators.count > 1, let only = fields.first, !only.isEmpty,
            only.utf8.allSatisfy(isDigit)
        {
            return [String(only)]
        }
        // Ansible counts from 0 where the beginning is left out.
        if case .inventory = notation, fields.count > 1, fields[0].isEmpty { fields[0] = "0" }
        guard (2...3).contains(fields.count), !fields.contains(where: \.isEmpty) else {
            throw InvalidRange("`[\(text)]` is no range", hint: "write `[01:40]`, `[a:f]` or `[1:40:2]`")
        }
        guard
            let step = Int(digits: fields.count == 3 ? fields[2] : "1", in: 1...Self.farthest)
        else {
            throw InvalidRange("the step of `[\(text)]` is no number above 0", hint: "write `[1:40:2]`")
        }
        if fields[..<2].allSatisfy({ $0.utf8.allSatisfy(isDigit) }) {
            return try numbers(from: fields[0], to: fields[1], step: step)
        }
        guard let first = letter(fields[0]), let last = letter(fields[1]), isLower(first) == isLower(last)
        else {
            throw InvalidRange(
                "`[\(text)]` mixes numbers and letters",
                hint: "write `[01:40]` or `[a:f]`"
            )
        }
        guard first <= last else { throw backwards(text) }
        return stride(from: Int(first), through: Int(last), by: step).map { byte in
            String(decoding: [UInt8(truncatingIfNeeded: byte)], as: UTF8.self)
        }
    }

    private static func numbers(
        from first: Substring,
        to last: Substring,
        step: Int
    ) throws(InvalidRange) -> [String] {
        guard let start = Int(digits: first, in: 0...Self.farthest),
            let end = Int(digits: last, in: 0...Self.farthest)
        else { throw tooLong(.max) }
        guard start <= end else { throw backwards("\(first):\(last)") }
        guard first.utf8.count <= longestName else { throw tooWide }
        let width = first.hasPrefix("0") ? first.count : 0
        guard width == 0 || first.count == 1 || last.count == width else {
            throw InvalidRange(
                "`[\(first):\(last)]` has ends of different length",
                hint: "write as many digits at both ends: `[01:40]`"
            )
        }
        let count = (end - start) / step + 1
        guard count <= mostNames else { throw tooLong(count) }
        return stride(from: start, through: end, by: step).map { number in
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
    }

    private static func letter(_ text: Substring) -> UInt8? {
        guard text.utf8.count == 1, let byte = text.utf8.first else { return nil }
        return isLower(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte : nil
    }

    private static func isLower(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func backwards(_ text: some StringProtocol) -> InvalidRange {
        InvalidRange("`[\(text)]` runs backwards", hint: "write the smaller end first")
    }

    private static var tooWide: InvalidRange {
        InvalidRange(
            "the range stands for names of more than \(longestName) letters",
            hint: "no PC is called so; write `pc[01:40]`"
        )
    }

    private static func tooLong(_ count: Int) -> InvalidRange {
        InvalidRange(
            count == .max
                ? "the range stands for far too many names"
                : "the range stands for \(count.grouped) names, at most \(mostNames.grouped) are allowed",
            hint: "a room has 15 to 40 PCs; is a digit too many?"
        )
    }
}

/// Why a text with brackets is no range.
public struct InvalidRange: Error, Hashable, Sendable {
    /// What is wrong, lower case, no full stop.
    public let message: String
    /// What to write instead.
    public let hint: String

    init(_ message: String, hint: String) {
        self.message = message.safe()
        self.hint = hint
    }
}
