import RoomModel

/// A scalar as Ansible types it; Siaga's own keys are read from the text, this is for showing what Ansible would see.
struct AnsibleScalar {
    /// A typed value.
    enum Value: Hashable {
        case text(String)
        /// A date or a time, in the form of ISO 8601.
        case time(String)
        /// A number as Python prints it.
        case number(String)
        case truth(Bool)
        case null
        /// A text that Ansible leaves alone (`!unsafe`).
        case unsafe(String)
    }

    /// What it is.
    let value: Value

    /// Types a text by the way it was written.
    init(_ text: String, style: ScalarStyle) {
        value =
            switch style {
            case .quoted: .text(text)
            case .unsafe: .unsafe(text)
            case .plain: YAMLScalar.value(of: text)
            case .literal: Self.literal(text)
            case .json: Self.json(text)
            }
    }

    private static func literal(_ text: String) -> Value {
        switch text {
        case "True": .truth(true)
        case "False": .truth(false)
        default: PythonNumber(text).map { .number($0.text) } ?? .text(text)
        }
    }

    private static func json(_ text: String) -> Value {
        switch text {
        case "true": .truth(true)
        case "false": .truth(false)
        case "NaN", "Infinity", "-Infinity": .number(text)
        default: PythonNumber(text).map { .number($0.text) } ?? .text(text)
        }
    }

    /// Whether it is a text to Ansible.
    var isText: Bool {
        switch value {
        case .text, .unsafe: true
        case .time, .number, .truth, .null: false
        }
    }

    /// The text JSON writes for it as a key.
    var key: String {
        switch value {
        case .text(let text), .time(let text), .unsafe(let text), .number(let text): text
        case .truth(let truth): truth ? "true" : "false"
        case .null: "null"
        }
    }
}
