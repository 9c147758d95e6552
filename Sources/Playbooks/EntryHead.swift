import Documents
import RoomModel

/// What begins every entry: its name, alone or with a table behind it.
struct EntryHead {
    let name: String
    let entries: [DocumentNode.Entry]

    /// Reads `- disk.free` or `- disk.free: { path: … }`; nil after reporting why not.
    ///
    /// - Parameters:
    ///   - node: The entry.
    ///   - noun: What an entry is, as a message says it: "check".
    ///   - problems: Takes what is wrong.
    init?(_ node: DocumentNode, _ noun: String, _ problems: inout [Problem]) {
        if let text = node.text {
            (name, entries) = (text, [])
        } else if let table = node.entries, let only = table.first {
            if let second = table.dropFirst().first {
                problems.append(
                    Problem(
                        at: second.location,
                        "an entry holds one \(noun); `\(second.key.safe(limit: 60))` is a second key",
                        hint: "indent it under `\(only.key.safe(limit: 60)):`, or begin a new entry with `- `"
                    )
                )
                return nil
            }
            guard let inner = only.value.entries else {
                problems.append(
                    Problem(
                        at: only.location,
                        "`\(only.key.safe(limit: 60))` takes a table of parameters, this is \(only.value.kind)",
                        hint: "write `\(only.key.safe(limit: 60)): { … }`"
                    )
                )
                return nil
            }
            (name, entries) = (only.key, inner)
        } else {
            problems.append(
                Problem(at: node.location, "a \(noun) is a name or a table, this is \(node.kind)")
            )
            return nil
        }
    }
}

extension [Parameter] {
    /// The defaults, as a playbook would write them.
    var defaults: [String: VariableValue] {
        reduce(into: [:]) { defaults, parameter in
            guard let text = parameter.defaultText else { return }
            defaults[parameter.name] = Document([UInt8](text.utf8), file: parameter.name).root?.value
        }
    }
}
