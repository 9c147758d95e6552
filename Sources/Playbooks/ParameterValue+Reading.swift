import Checks
import Documents
import RoomModel

extension ParameterValue {
    /// Reads a value as what `parameter` takes; quantities carry units, counts are bare.
    ///
    /// - Parameters:
    ///   - value: The value, with all variables inserted.
    ///   - parameter: What is expected.
    /// - Throws: ``InvalidArgument`` with what to write instead.
    init(_ value: VariableValue, for parameter: Parameter) throws(InvalidArgument) {
        let name = parameter.name
        switch parameter.kind {
        case .bytes: self = .bytes(ByteCount(bytes: try Self.quantity(.bytes, value, name)))
        case .duration: self = .duration(.nanoseconds(try Self.quantity(.duration, value, name)))
        case .percent: self = .percent(try Self.percent(value, name))
        case .count: self = .count(try Self.count(value, name))
        case .text: self = .text(try Self.text(value, name))
        case .texts:
            var texts: [String] = []
            for member in value.members { texts.append(try Self.text(member, name)) }
            self = .texts(texts)
        case .counts:
            var counts: [Int] = []
            for member in value.members { counts.append(try Self.count(member, name)) }
            self = .counts(counts)
        case .choice(let words):
            let text = try Self.text(value, name)
            guard words.contains(text) else {
                throw InvalidArgument(
                    name,
                    "`\(text.safe(limit: 40))` is no `\(name)`",
                    hint: Suggestion.hint(for: text, among: words)
                )
            }
            self = .text(text)
        case .file: self = .text(try Self.text(value, name))
        case .content: self = .text(try Self.content(value, name))
        case .flag:
            switch value.text {
            case "true": self = .flag(true)
            case "false": self = .flag(false)
            default: throw InvalidArgument(name, "`\(name)` is `true` or `false`")
            }
        }
    }

    private static func text(_ value: VariableValue, _ name: String) throws(InvalidArgument) -> String {
        guard let text = value.text, !text.isEmpty else {
            throw InvalidArgument(name, "`\(name)` takes a text")
        }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw InvalidArgument(name, "`\(name)` holds a control character", hint: "keep it on one line")
        }
        return text
    }

    private static func content(_ value: VariableValue, _ name: String) throws(InvalidArgument) -> String {
        guard let text = value.text else { throw InvalidArgument(name, "`\(name)` takes a text") }
        guard text.utf8.count <= Template.longest, !text.utf8.contains(0) else {
            throw InvalidArgument(
                name,
                "`\(name)` is longer than \(Template.longest >> 10) KiB, or holds NUL",
                hint: "put it into a file of its own and name that as `source`"
            )
        }
        return text
    }

    private static func count(_ value: VariableValue, _ name: String) throws(InvalidArgument) -> Int {
        guard let count = value.text.flatMap({ Int(digits: $0, in: .counts) }) else {
            throw InvalidArgument(
                name,
                "`\(name)` takes a whole number without a unit",
                hint: "write `\(name): 20`"
            )
        }
        return count
    }

    private static func percent(_ value: VariableValue, _ name: String) throws(InvalidArgument) -> Double {
        guard let quantity = Quantity(value.text ?? ""), quantity.unit == "%", quantity.number <= 100 else {
            throw InvalidArgument(
                name,
                "`\(name)` takes a percentage from 0 to 100",
                hint: "write `\(name): 10 %`"
            )
        }
        return quantity.number
    }

    private static func quantity(
        _ units: Quantity.Units,
        _ value: VariableValue,
        _ name: String
    ) throws(InvalidArgument) -> Int64 {
        let shown = (value.text ?? "").safe(limit: 40)
        guard let quantity = Quantity(value.text ?? "") else {
            throw InvalidArgument(
                name,
                "`\(shown)` is no \(units.noun)",
                hint: "write `\(name): \(units.example)`"
            )
        }
        guard !quantity.unit.isEmpty else {
            throw InvalidArgument(
                name,
                "`\(name): \(shown)` has no unit",
                hint: "write `\(name): \(units.example)`"
            )
        }
        guard let amount = quantity.amount(in: units) else {
            throw InvalidArgument(
                name,
                "`\(shown)` is no \(units.noun)",
                hint: "units are " + units.names.map { "`\($0)`" }.joined(separator: ", ")
            )
        }
        return amount
    }
}

extension VariableValue {
    /// The members of a list; one text alone is a list of one.
    fileprivate var members: [VariableValue] {
        if case .list(let members) = self { members } else { [self] }
    }
}
