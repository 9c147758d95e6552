import RoomModel

/// Arguments for every row of a catalogue, made from what the row itself says of its parameters.
enum CatalogueArguments {
    /// The arguments a row may be given: what it needs, and that with one of the others or all of them.
    ///
    /// Some do not go together; the row refuses those.
    static func all(_ parameters: [Parameter]) -> [ParameterValues] {
        var needed: [String: ParameterValue] = [:]
        var extras: [(String, ParameterValue)] = []
        var turns: [(String, ParameterValue)] = []
        for parameter in parameters {
            let text = parameter.defaultText ?? parameter.example
            let value = value(text, parameter.kind)
            if parameter.isRequired || parameter.defaultText != nil {
                needed[parameter.name] = value
            } else {
                extras.append((parameter.name, value))
            }
            switch (parameter.kind, value) {
            case (.flag, .flag(let isSet)): turns.append((parameter.name, .flag(!isSet)))
            case (.choice(let words), _): turns += words.map { (parameter.name, .text($0)) }
            default: break
            }
        }
        func with(_ more: [(String, ParameterValue)]) -> ParameterValues {
            ParameterValues(needed.merging(more) { _, new in new })
        }
        let pairs = turns.flatMap { turn in extras.map { [turn, $0] } }
        return [with([]), with(extras)] + (extras + turns).map { with([$0]) } + pairs.map(with)
    }

    /// What a playbook's `text` is to a parameter of `kind`; something that makes sense where there is no text.
    private static func value(_ text: String?, _ kind: Parameter.Kind) -> ParameterValue {
        switch kind {
        case .bytes: .bytes(bytes(text ?? "1 GiB"))
        case .duration: .duration(duration(text ?? "1 s"))
        case .percent: .percent(Double(number(text ?? "10")))
        case .count: .count(Int(number(text ?? "1")))
        case .counts: .counts(members(text ?? "[1]").compactMap { Int($0) })
        case .text, .content: .text(plain(text ?? "text"))
        case .texts: .texts(members(text ?? "[text]"))
        case .choice(let words): .text(text ?? words.first ?? "")
        case .flag: .flag(text == "true")
        case .file: .file(ControllerFile(path: plain(text ?? "file"), bytes: Array("x".utf8)))
        }
    }

    private static func number(_ text: String) -> Int64 {
        Int64(text.prefix { $0.isASCII && $0.isNumber }) ?? 1
    }

    private static func bytes(_ text: String) -> ByteCount {
        switch text.split(separator: " ").last {
        case "GiB": .gibibytes(number(text))
        case "MiB": .mebibytes(number(text))
        case "KiB": .kibibytes(number(text))
        default: ByteCount(bytes: number(text))
        }
    }

    private static func duration(_ text: String) -> Duration {
        switch text.split(separator: " ").last {
        case "ms": .milliseconds(number(text))
        case "min": .seconds(number(text) * 60)
        case "h": .seconds(number(text) * 3_600)
        default: .seconds(number(text))
        }
    }

    private static func members(_ text: String) -> [String] {
        text.split { "[],".contains($0) }.map { plain(String($0)) }.filter { !$0.isEmpty }
    }

    /// Without the quotes of YAML, and blanks around them.
    private static func plain(_ text: String) -> String {
        let words = text.drop { $0 == " " }
        guard words.hasPrefix("'"), words.hasSuffix("'"), words.count > 1 else { return String(words) }
        return String(words.dropFirst().dropLast())
    }
}
