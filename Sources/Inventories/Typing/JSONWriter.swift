import RoomModel

/// Writes JSON exactly as `ansible-inventory` does: four spaces, keys in order of their characters, UTF-8.
///
/// - SeeAlso: Python's `json.dumps(…, sort_keys=True, indent=4, ensure_ascii=False)`.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var depth = 0
    private var isFirst = true

    /// Writes a table; `body` writes its members, each begun with ``key(_:)``, in order.
    mutating func table(_ body: (inout JSONWriter) -> Void) { group("{", "}", body) }

    /// Writes a list; `body` writes its members, each begun with ``member()``.
    mutating func list(_ body: (inout JSONWriter) -> Void) { group("[", "]", body) }

    private mutating func group(
        _ open: Unicode.Scalar,
        _ close: Unicode.Scalar,
        _ body: (inout JSONWriter) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        depth += 1
        isFirst = true
        body(&self)
        depth -= 1
        if !isFirst { newLine() }
        isFirst = false
        bytes.append(UInt8(ascii: close))
    }

    /// Begins a member of a list.
    mutating func member() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        newLine()
    }

    /// Begins a member of a table.
    mutating func key(_ key: String) {
        member()
        string(key)
        bytes += ": ".utf8
    }

    private mutating func newLine() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 4 * depth))
    }

    /// Writes a list of texts.
    mutating func strings(_ texts: [String]) {
        list { writer in
            for text in texts {
                writer.member()
                writer.string(text)
            }
        }
    }

    /// Writes a text.
    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": bytes += "\\\"".utf8
            case "\\": bytes += "\\\\".utf8
            case "\n": bytes += "\\n".utf8
            case "\r": bytes += "\\r".utf8
            case "\t": bytes += "\\t".utf8
            case "\u{8}": bytes += "\\b".utf8
            case "\u{C}": bytes += "\\f".utf8
            case " "..."\u{7F}": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            case "\u{0}"..<" ": escape(UInt8(truncatingIfNeeded: scalar.value))
            default: bytes += String(Character(scalar)).utf8
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ unit: UInt8) {
        let digits = String(unit, radix: 16)
        bytes += "\\u".utf8
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
        bytes += digits.utf8
    }

    /// Writes a variable's value as Ansible types it.
    mutating func value(_ value: VariableValue) {
        switch value {
        case .null: bytes += "null".utf8
        case .text(let text, let style): scalar(text, style)
        case .secret(let secret): string(secret.description)
        case .list(let members):
            list { writer in
                for member in members {
                    writer.member()
                    writer.value(member)
                }
            }
        case .table(let entries):
            table { writer in
                for entry in entries.sorted(by: { $0.key.precedesByCharacter($1.key) }) {
                    writer.key(entry.key)
                    writer.value(entry.value)
                }
            }
        }
    }

    /// Writes variables in order of their names.
    mutating func variables(_ variables: [String: Variable]) {
        table { writer in
            for (name, variable) in variables.sorted(by: { $0.key.precedesByCharacter($1.key) }) {
                writer.key(name)
                writer.value(variable.value)
            }
        }
    }

    private mutating func scalar(_ text: String, _ style: ScalarStyle) {
        if text.hasPrefix("$ANSIBLE_VAULT;") {
            marked("__ansible_vault", text)
            return
        }
        switch AnsibleScalar(text, style: style).value {
        case .text(let text), .time(let text): string(text)
        case .number(let text): bytes += text.utf8
        case .truth(let truth): bytes += (truth ? "true" : "false").utf8
        case .null: bytes += "null".utf8
        case .unsafe(let text): marked("__ansible_unsafe", text)
        }
    }

    private mutating func marked(_ mark: String, _ text: String) {
        table { writer in
            writer.key(mark)
            writer.string(text)
        }
    }
}

extension String {
    /// Orders by the characters' numbers, as Python does.
    func precedesByCharacter(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}
