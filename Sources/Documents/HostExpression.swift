import RoomModel

/// A regular expression over names, matched from their beginning as Python's `re.match` does.
///
/// Literals, `.`, `[a-z]`, `\d \w \s`, `^ $`, `|`, groups, `* + ? {m,n}`: what patterns of PCs use. It is run as a set of
/// states (Thompson, "Regular expression search algorithm", 1968), so that no pattern takes longer than its length times
/// the name's.
struct HostExpression: Hashable, Sendable {
    /// The most states of one expression: repeats are written out.
    private static let mostStates = 5_000
    /// The deepest groups.
    private static let deepest = 50

    private indirect enum Node: Hashable, Sendable {
        case empty, any, start, end
        case set(Set<UInt8>, isNegated: Bool)
        case sequence([Node])
        case choice([Node])
        case many(Node, least: Int, most: Int?)
    }

    private enum State: Hashable, Sendable {
        case any(next: Int)
        case set(Set<UInt8>, isNegated: Bool, next: Int)
        case split(Int, Int)
        case start(next: Int)
        case end(next: Int)
        case match
    }

    private var states: [State] = []
    private var first = 0

    /// Reads an expression.
    ///
    /// - Throws: ``InvalidRange`` for one that is wrong, uses more than the above or is too large.
    init(_ text: String) throws(InvalidRange) {
        var rest = Array(text.utf8)[...]
        let node = try Self.choice(&rest, depth: 0)
        guard rest.isEmpty else { throw Self.wrong("`)` closes nothing") }
        states.append(.match)
        first = try add(node, before: 0)
    }

    private static func wrong(_ message: String) -> InvalidRange {
        InvalidRange(
            message,
            hint: "write for example `~pc0[1-9]`; look-around and back-references are not understood"
        )
    }

    private static func choice(_ rest: inout ArraySlice<UInt8>, depth: Int) throws(InvalidRange) -> Node {
        guard depth <= deepest else { throw wrong("the groups are nested too deep") }
        var choices = [try sequence(&rest, depth)]
        while rest.first == UInt8(ascii: "|") {
            rest = rest.dropFirst()
            choices.append(try sequence(&rest, depth))
        }
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private static func sequence(_ rest: inout ArraySlice<UInt8>, _ depth: Int) throws(InvalidRange) -> Node {
        var nodes: [Node] = []
        while let byte = rest.first, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            let atom = try atom(&rest, depth)
            nodes.append(try repeated(atom, &rest))
        }
        return .sequence(nodes)
    }

    private static func atom(_ rest: inout ArraySlice<UInt8>, _ depth: Int) throws(InvalidRange) -> Node {
        guard let byte = rest.popFirst() else { return .empty }
        switch byte {
        case UInt8(ascii: "."): return .any
        case UInt8(ascii: "^"): return .start
        case UInt8(ascii: "$"): return .end
        case UInt8(ascii: "["): return try set(&rest)
        case UInt8(ascii: "\\"):
            guard let escaped = rest.popFirst() else { throw wrong("the expression ends with `\\`") }
            return .set(try Self.escaped(escaped), isNegated: "DWS".utf8.contains(escaped))
        case UInt8(ascii: "("):
            if rest.first == UInt8(ascii: "?") {
                guard rest.starts(with: "?:".utf8) else {
                    throw wrong("`(?` begins something not understood")
                }
                rest = rest.dropFirst(2)
            }
            let inner = try choice(&rest, depth: depth + 1)
            guard rest.popFirst() == UInt8(ascii: ")") else { throw wrong("`(` is never closed") }
            return inner
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
            throw wrong("`\(String(UnicodeScalar(byte)))` repeats nothing")
        default: return .set([byte], isNegated: false)
        }
    }

    private static func escaped(_ byte: UInt8) throws(InvalidRange) -> Set<UInt8> {
        let digits = Set(UInt8(ascii: "0")...UInt8(ascii: "9"))
        switch byte {
        case UInt8(ascii: "d"), UInt8(ascii: "D"): return digits
        case UInt8(ascii: "s"), UInt8(ascii: "S"): return Set(" \t\n\r\u{B}\u{C}".utf8)
        case UInt8(ascii: "w"), UInt8(ascii: "W"):
            let letters = Set(UInt8(ascii: "a")...UInt8(ascii: "z")).union(
                UInt8(ascii: "A")...UInt8(ascii: "Z")
            )
            return letters.union(digits).union([UInt8(ascii: "_")])
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            throw wrong("`\\\(String(UnicodeScalar(byte)))` is not understood")
        default: return [byte]
        }
    }

    private static func set(_ rest: inout ArraySlice<UInt8>) throws(InvalidRange) -> Node {
        let isNegated = rest.first == UInt8(ascii: "^")
        if isNegated { rest = rest.dropFirst() }
        var members: Set<UInt8> = []
        var isFirst = true
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "]"), !isFirst { return .set(members, isNegated: isNegated) }
            isFirst = false
            if byte == UInt8(ascii: "\\") {
                guard let escaped = rest.popFirst(), !"DWS".utf8.contains(escaped) else { break }
                members.formUnion(try Self.escaped(escaped))
            } else if rest.first == UInt8(ascii: "-"), let last = rest.dropFirst().first,
                last != UInt8(ascii: "]")
            {
                guard byte <= last else { throw wrong("a range in `[ ]` runs backwards") }
                members.formUnion(byte...last)
                rest = rest.dropFirst(2)
            } else {
                members.insert(byte)
            }
        }
        throw wrong("`[` is never closed")
    }

    private static func repeated(_ node: Node, _ rest: inout ArraySlice<UInt8>) throws(InvalidRange) -> Node {
        guard let byte = rest.first else { return node }
        var result: Node
        switch byte {
        case UInt8(ascii: "*"): result = .many(node, least: 0, most: nil)
        case UInt8(ascii: "+"): result = .many(node, least: 1, most: nil)
        case UInt8(ascii: "?"): result = .many(node, least: 0, most: 1)
        case UInt8(ascii: "{"):
            guard let close = rest.firstIndex(of: UInt8(ascii: "}")) else { return node }
            let ends = String(decoding: rest[(rest.startIndex + 1)..<close], as: UTF8.self)
                .split(separator: ",", omittingEmptySubsequences: false)
            guard (1...2).contains(ends.count),
                let least = ends[0].isEmpty ? 0 : Int(digits: ends[0], in: 0...1_000),
                let most = ends[ends.count - 1].isEmpty
                    ? (ends.count == 2 ? Int.max : nil) : Int(digits: ends[ends.count - 1], in: 0...1_000),
                least <= most
            else { throw wrong("`{ }` holds no number of times") }
            rest = rest[close...]
            result = .many(node, least: least, most: most == .max ? nil : most)
        default: return node
        }
        rest = rest.dropFirst()
        // Whether as much or as little as possible is taken decides nothing about a match.
        if rest.first == UInt8(ascii: "?") { rest = rest.dropFirst() }
        if let next = rest.first, "*+{".utf8.contains(next) { throw wrong("a repeat is repeated") }
        return result
    }

    private mutating func append(_ state: State) throws(InvalidRange) -> Int {
        guard states.count < Self.mostStates else { throw Self.wrong("the expression is too large") }
        states.append(state)
        return states.count - 1
    }

    /// Adds the states of `node` in front of `next`; answers where they begin.
    private mutating func add(_ node: Node, before next: Int) throws(InvalidRange) -> Int {
        switch node {
        case .empty: return next
        case .any: return try append(.any(next: next))
        case .start: return try append(.start(next: next))
        case .end: return try append(.end(next: next))
        case .set(let members, let isNegated):
            return try append(.set(members, isNegated: isNegated, next: next))
        case .sequence(let nodes):
            var next = next
            for node in nodes.reversed() { next = try add(node, before: next) }
            return next
        case .choice(let nodes):
            var entry = try add(nodes[nodes.count - 1], before: next)
            for node in nodes.dropLast().reversed() {
                entry = try append(.split(add(node, before: next), entry))
            }
            return entry
        case .many(let node, let least, let most):
            var next = next
            if let most {
                let after = next
                for _ in least..<max(least, most) {
                    next = try append(.split(add(node, before: next), after))
                }
            } else {
                let loop = try append(.match)
                states[loop] = .split(try add(node, before: loop), next)
                next = loop
            }
            for _ in 0..<least {
                let entry = try add(node, before: next)
                // Nothing, a thousand times a thousand times: no state counts it.
                guard entry != next else { break }
                next = entry
            }
            return next
        }
    }

    /// Whether a beginning of `name` matches.
    func matches(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        var current: Set<Int> = [first]
        for index in 0...bytes.count {
            current = reached(from: current, isStart: index == 0, isEnd: index == bytes.count)
            if current.contains(0) { return true }
            guard index < bytes.count else { break }
            let byte = bytes[index]
            current = current.reduce(into: []) { next, state in
                switch states[state] {
                case .any(let after): next.insert(after)
                case .set(let members, let isNegated, let after):
                    if members.contains(byte) != isNegated { next.insert(after) }
                default: break
                }
            }
            if current.isEmpty { return false }
        }
        return false
    }

    /// The states that are reached without another byte.
    private func reached(from start: Set<Int>, isStart: Bool, isEnd: Bool) -> Set<Int> {
        var found = start
        var waiting = Array(start)
        while let state = waiting.popLast() {
            let next: [Int] =
                switch states[state] {
                case .split(let left, let right): [left, right]
                case .start(let after): isStart ? [after] : []
                case .end(let after): isEnd ? [after] : []
                case .any, .set, .match: []
                }
            for state in next where found.insert(state).inserted { waiting.append(state) }
        }
        return found
    }
}
