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
            guard let number = Self.number(in: text), Double(text) != nil else {
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
        if let warnBelow, let failBelow, warnBelow < failBelow {
            throw InvalidArgument("warn_below", "is below `fail_below`, so that it never holds")
        }
        if let warnAbove, let failAbove, warnAbove > failAbove {
            throw InvalidArgument("warn_above", "is above `fail_above`, so that it never holds")
        }
        if warnBelow == nil, warnAbove == nil, failBelow == nil, failAbove == nil { return nil }
    }

    /// The first number in `text`: digits, perhaps a sign and a decimal point.
    static func number(in text: String) -> Double? {
        var digits = ""
        for character in text {
            if character.isASCII, character.isNumber || (character == "." && digits.last?.isNumber == true) {
                digits.append(character)
            } else if digits.last?.isNumber == true || digits.last == "." {
                break
            } else {
                digits = character == "-" ? "-" : ""
            }
        }
        if digits.last == "." { digits.removeLast() }
        let number = Double(digits)
        return number?.isFinite == true ? number : nil
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
