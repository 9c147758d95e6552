import RoomModel

/// Limits for a plain number that a command prints.
struct NumberLimits: Hashable, Sendable {
    /// Below this is a note.
    let warnBelow: Double?
    /// Above this is a note.
    let warnAbove: Double?
    /// Below this must be put right.
    let failBelow: Double?
    /// Above this must be put right.
    let failAbove: Double?

    /// The four parameters.
    static let parameters = [
        parameter(
            "warn_below",
            id: "Catatan bila angkanya kurang dari ini",
            en: "A note when the number is below"
        ),
        parameter(
            "warn_above",
            id: "Catatan bila angkanya lebih dari ini",
            en: "A note when the number is above"
        ),
        parameter(
            "fail_below",
            id: "Harus diperbaiki bila angkanya kurang",
            en: "To be fixed when it is below"
        ),
        parameter(
            "fail_above",
            id: "Harus diperbaiki bila angkanya lebih",
            en: "To be fixed when it is above"
        ),
    ]

    private static func parameter(_ name: String, id: String, en: String) -> Parameter {
        Parameter(name, .text, example: "10", Localized(id: id, en: en))
    }

    /// Takes the limits of a playbook; nil when it sets none.
    ///
    /// - Throws: ``InvalidArgument`` for what is no number, and for limits that can never hold.
    init?(_ arguments: ParameterValues) throws(InvalidArgument) {
        func number(_ name: String) throws(InvalidArgument) -> Double? {
            guard let text = arguments.text(name) else { return nil }
            guard let number = Self.number(in: text) else {
                throw InvalidArgument(
                    name,
                    "`\(text.safe(limit: 40))` is no number",
                    hint: "write `\(name): 10`"
                )
            }
            return number
        }
        warnBelow = try number("warn_below")
        warnAbove = try number("warn_above")
        failBelow = try number("fail_below")
        failAbove = try number("fail_above")
        try LimitOrder.requireFalling(warnBelow, failBelow)
        try LimitOrder.requireRising(warnAbove, failAbove)
        for (below, above) in [("fail_below", "fail_above"), ("warn_below", "warn_above")] {
            guard let least = try number(below), let most = try number(above), least > most else { continue }
            throw InvalidArgument(
                below,
                Localized(
                    id: "`\(below)` lebih besar dari `\(above)`, jadi tidak ada angka yang memenuhi keduanya",
                    en: "`\(below)` is above `\(above)`, so that no number meets both"
                ),
                hint: Localized(id: "tukar keduanya", en: "write them the other way round"),
                besides: [above]
            )
        }
        if warnBelow == nil, warnAbove == nil, failBelow == nil, failAbove == nil { return nil }
    }

    /// The one number that a command prints: the only line with anything on it, and nothing else on that line.
    static func number(in lines: [String]) -> Double? {
        let said = lines.map(trimmed).filter { !$0.isEmpty }
        return said.count == 1 ? number(in: said[0]) : nil
    }

    /// `[+-]? [0-9]+ (. [0-9]+)? ([eE] [+-]? [0-9]+)?`, read whole: half of `70,000` or `0x7FFF` is another number.
    ///
    /// - Returns: nil for anything else, and for a number that is not finite.
    static func number(in text: String) -> Double? {
        let text = trimmed(text)
        var rest = text.utf8[...]
        func takeDigits() -> Bool {
            let count = rest.count
            rest = rest.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            return rest.count < count
        }
        func take(_ bytes: String) -> Bool {
            guard let first = rest.first, bytes.utf8.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        _ = take("+-")
        guard takeDigits() else { return nil }
        if take("."), !takeDigits() { return nil }
        if take("eE") {
            _ = take("+-")
            guard takeDigits() else { return nil }
        }
        guard rest.isEmpty, let number = Double(text), number.isFinite else { return nil }
        return number
    }

    /// Without the blanks, tabs and carriage returns around it.
    private static func trimmed(_ line: String) -> String {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let kept = line.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        return String(decoding: Array(kept), as: UTF8.self)
    }

    /// Judges `number`; equal to a limit is enough.
    func judge(_ number: Double) -> Judgement {
        func measure(_ value: Double) -> Measure {
            Int(exactly: value).map { .count($0) } ?? .text("\(value)")
        }
        if let failBelow, number < failBelow {
            return Judgement(.fail, .tooLow(measure(number), minimum: measure(failBelow)))
        }
        if let failAbove, number > failAbove {
            return Judgement(.fail, .tooHigh(measure(number), maximum: measure(failAbove)))
        }
        if let warnBelow, number < warnBelow {
            return Judgement(.warn, .tooLow(measure(number), minimum: measure(warnBelow)))
        }
        if let warnAbove, number > warnAbove {
            return Judgement(.warn, .tooHigh(measure(number), maximum: measure(warnAbove)))
        }
        return Judgement(.pass, .met(measure(number)))
    }
}
