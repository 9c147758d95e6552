import Documents
public import RoomModel

extension VariableValue {
    /// The value as a person reads it on a screen, scalars as their author wrote them, secrets as `•••`.
    ///
    /// - Parameter name: The variable's name; one that names a secret masks the whole value.
    /// - Returns: One line, safe for a terminal.
    public func shown(as name: String) -> String {
        if Self.namesSecret(name) { return self == .null ? "None" : "•••" }
        return printed(isTyped: false, isInner: false).safe()
    }

    /// The value as Ansible's `--graph --vars` prints it, secrets as `•••`.
    func drawn(as name: String) -> String {
        if Self.namesSecret(name) { return self == .null ? "None" : "•••" }
        return printed(isTyped: true, isInner: false).safe()
    }

    /// As Python's `str` prints it, and `repr` what is inside.
    private func printed(isTyped: Bool, isInner: Bool) -> String {
        switch self {
        case .null: return "None"
        case .secret(let secret): return secret.description
        case .text(let text, let style):
            if isEncrypted { return "•••" }
            switch AnsibleScalar(text, style: isTyped ? style : .quoted).value {
            case .text(let text), .unsafe(let text): return isInner ? Self.quoted(text) : text
            case .time(let text): return String(text.map { $0 == "T" ? " " : $0 })
            case .number("Infinity"): return "inf"
            case .number("-Infinity"): return "-inf"
            case .number("NaN"): return "nan"
            case .number(let text): return text
            case .truth(let truth): return truth ? "True" : "False"
            case .null: return "None"
            }
        case .list(let members):
            return "[" + members.map { $0.printed(isTyped: isTyped, isInner: true) }.joined(separator: ", ")
                + "]"
        case .table(let entries):
            let parts = entries.map { entry in
                Self.quoted(entry.key) + ": "
                    + (Self.namesSecret(entry.key)
                        ? "•••" : entry.value.printed(isTyped: isTyped, isInner: true))
            }
            return "{" + parts.joined(separator: ", ") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        let quote = text.contains("'") && !text.contains("\"") ? "\"" : "'"
        var result = quote
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "'" where quote == "'": result += "\\'"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + quote
    }

    /// Whether Jinja stands in it that is no `{{ name }}`.
    var hasExpression: Bool {
        switch self {
        case .null, .secret: false
        case .text(_, style: .unsafe): false
        case .text(let text, _): text.utf8.contains(UInt8(ascii: "{")) && Template(text).hasExpression
        case .list(let members): members.contains { $0.hasExpression }
        case .table(let entries): entries.contains { $0.value.hasExpression }
        }
    }
}
