import Facts
import RemotingTesting

extension ExtremeNumbers {
    /// `value` with each of its numbers, and of the numbers in its texts, in turn replaced.
    static func variants(of value: JSONValue) -> [JSONValue] {
        switch value {
        case .null, .bool: []
        case .number: numbers.map { .number($0) }
        case .string(let text): variants(of: [text]).compactMap(\.first).map { .string($0) }
        case .array(let members):
            members.indices.flatMap { index in
                variants(of: members[index]).map { member in
                    var changed = members
                    changed[index] = member
                    return .array(changed)
                }
            }
        case .object(let table):
            table.sorted { $0.key < $1.key }.flatMap { key, member in
                variants(of: member).map { .object(table.merging([key: $0]) { _, new in new }) }
            }
        }
    }
}
