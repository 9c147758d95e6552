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

    subscript(name: String) -> CheckDefinition? { rows[name] }
}
