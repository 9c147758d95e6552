/// A pattern of names with `*`, `?`, `[seq]` and `[!seq]` (fnmatch(3), as Python's `fnmatch` has it).
struct NameGlob: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case many, one
        case set(Set<UInt8>, isNegated: Bool)
    }

    private var parts: [Part] = []

    /// Reads a pattern; a `[` that is never closed stands for itself.
    init(_ text: String) {
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "*"): parts.append(.many)
            case UInt8(ascii: "?"): parts.append(.one)
            case UInt8(ascii: "["): parts.append(Self.set(&rest) ?? .set([byte], isNegated: false))
            default: parts.append(.set([byte], isNegated: false))
            }
        }
    }

    private static func set(_ rest: inout ArraySlice<UInt8>) -> Part? {
        var inside = rest
        let isNegated = inside.first == UInt8(ascii: "!")
        if isNegated { inside = inside.dropFirst() }
        guard let close = inside.dropFirst().firstIndex(of: UInt8(ascii: "]")) else { return nil }
        rest = inside[(close + 1)...]
        var members: Set<UInt8> = []
        var sequence = inside[..<close]
        while let byte = sequence.popFirst() {
            if sequence.first == UInt8(ascii: "-"), let last = sequence.dropFirst().first {
                if byte <= last { members.formUnion(byte...last) }
                sequence = sequence.dropFirst(2)
            } else {
                members.insert(byte)
            }
        }
        return .set(members, isNegated: isNegated)
    }

    /// Whether all of `name` matches, in time at most the lengths' product.
    func matches(_ name: String) -> Bool {
        let text = Array(name.utf8)
        var (index, part) = (0, 0)
        var retry: (index: Int, part: Int)?
        while index < text.count {
            if part < parts.count, parts[part] == .many {
                retry = (index, part + 1)
                part += 1
            } else if part < parts.count, accepts(parts[part], text[index]) {
                index += 1
                part += 1
            } else if let last = retry {
                index = last.index + 1
                part = last.part
                retry = (index, part)
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .many }
    }

    private func accepts(_ part: Part, _ byte: UInt8) -> Bool {
        switch part {
        case .one: true
        case .set(let members, let isNegated): members.contains(byte) != isNegated
        case .many: false
        }
    }
}
