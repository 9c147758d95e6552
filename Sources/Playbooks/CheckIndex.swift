import Checks
import RoomModel

/// The checks there are, by name.
struct CheckIndex {
    let names: [String]
    private let rows: [String: CheckDefinition]

    init(_ definitions: [CheckDefinition]) {
        names = definitions.map(\.id.description)
        rows = Dictionary(
            definitions.map { ($0.id.description, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Whether a run may have a check of this name: a row, or one a playbook made up (`command.printer`).
    func mayHave(_ name: String) -> Bool {
        if rows[name] != nil { return true }
        let family = name.prefix { $0 != "." }
        return rows[String(family)]?.isNamed == true && name.dropFirst(family.count).count > 1
    }

    subscript(name: String) -> CheckDefinition? { rows[name] }
}
