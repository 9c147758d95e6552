public import RoomModel

/// A text with variables to insert: `https://{{ exam_server }}/unbk`.
///
/// `{{ name }}` is all there is: no filters, lookups, conditionals or loops.
public struct Template: Hashable, Sendable {
    /// The longest text a template may grow to (bytes): far above any path, URL or list of names.
    public static let longest = 64 << 10
    /// How many variables may stand in each other's values.
    public static let deepest = 20
    /// The most variables inserted into one value: lists of lists of names could go on for ever below ``deepest``.
    public static let mostInsertions = 1_000
    /// The most members of lists and tables inserted into one value: one long list may be inserted a thousand times.
    public static let mostMembers = Document.mostValues

    /// What may still be inserted into one value.
    private struct Allowance {
        var insertions = Template.mostInsertions
        var members = Template.mostMembers

        /// One more variable.
        mutating func takeInsertion(in holder: String?) throws(TemplateFault) {
            insertions -= 1
            guard insertions >= 0 else { throw TemplateFault(.tooLong, in: holder) }
        }

        /// So many members more.
        mutating func take(members count: Int, in holder: String?) throws(TemplateFault) {
            members -= count
            guard members >= 0 else { throw TemplateFault(.tooLong, in: holder) }
        }
    }

    private enum Part: Hashable, Sendable {
        case literal(String)
        case variable(String)
        case expression
    }

    private let parts: [Part]

    /// Reads a text; what is no `{{ name }}` is kept and refused only when it is needed.
    public init(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = Self.opening(rest) {
            if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
            let inside = rest.utf8.index(open, offsetBy: 2)
            guard rest.utf8[open...].starts(with: "{{".utf8), let close = Self.closing(rest[inside...]) else {
                parts.append(.expression)
                rest = ""
                break
            }
            let name = rest[inside..<close].drop { $0 == " " }.prefix { $0 != " " }
            let after = rest[inside..<close].drop { $0 == " " }.dropFirst(name.count)
            parts.append(
                Self.isName(name) && after.allSatisfy { $0 == " " } ? .variable(String(name)) : .expression
            )
            rest = rest[rest.utf8.index(close, offsetBy: 2)...]
        }
        if !rest.isEmpty { parts.append(.literal(String(rest))) }
        self.parts = parts
    }

    /// Whether nothing is to be inserted.
    public var isPlain: Bool {
        parts.allSatisfy { if case .literal = $0 { true } else { false } }
    }

    /// Whether anything stands in it that is no `{{ name }}`: a filter, a lookup, a statement.
    public var hasExpression: Bool { parts.contains(.expression) }

    /// The text with every variable's value in it.
    ///
    /// - Parameter variables: The value of a variable, or nil when nobody set it.
    /// - Returns: The text; a value that holds `{{ name }}` itself is expanded too.
    /// - Throws: ``TemplateFault``.
    public func expanded(_ variables: (String) -> VariableValue?) throws(TemplateFault) -> String {
        var text = ""
        var left = Allowance()
        try expand(into: &text, Nesting(), &left, variables)
        return text
    }

    /// The value of a text: a list or table when the text is nothing but one `{{ name }}` of such a variable.
    ///
    /// - Parameters:
    ///   - value: The value as written; lists and tables are expanded member by member.
    ///   - variables: The value of a variable, or nil when nobody set it.
    /// - Returns: The value without anything left to insert.
    /// - Throws: ``TemplateFault``.
    public static func expanded(
        _ value: VariableValue,
        _ variables: (String) -> VariableValue?
    ) throws(TemplateFault) -> VariableValue {
        var left = Allowance()
        return try expanded(value, Nesting(), &left, variables)
    }

    /// In whose value a text stands.
    private struct Nesting {
        /// How many variables' values are around it.
        private(set) var depth = 0
        /// The innermost of them; nil for the text that was asked for.
        private(set) var holder: String?

        /// In the value of `name`, which stands here.
        func inside(_ name: String) -> Nesting { Nesting(depth: depth + 1, holder: name) }
    }

    private static func expanded(
        _ value: VariableValue,
        _ nesting: Nesting,
        _ left: inout Allowance,
        _ variables: (String) -> VariableValue?
    ) throws(TemplateFault) -> VariableValue {
        guard !value.isEncrypted else { throw TemplateFault(.encrypted, in: nesting.holder) }
        switch value {
        case .null, .secret: return .null
        case .list(let members):
            try left.take(members: members.count, in: nesting.holder)
            var expanded: [VariableValue] = []
            for member in members {
                expanded.append(try Self.expanded(member, nesting, &left, variables))
            }
            return .list(expanded)
        case .table(let entries):
            try left.take(members: entries.count, in: nesting.holder)
            var expanded: [VariableValue.Entry] = []
            for entry in entries {
                expanded.append(.init(entry.key, try Self.expanded(entry.value, nesting, &left, variables)))
            }
            return .table(expanded)
        case .text(let text, _):
            let template = Template(text)
            if template.parts.count == 1, case .variable(let name) = template.parts[0] {
                let value = try Self.value(of: name, nesting, &left, variables)
                guard !value.isEncrypted else { throw TemplateFault(.encrypted, in: nesting.holder) }
                return try expanded(value, nesting.inside(name), &left, variables)
            }
            var result = ""
            try template.expand(into: &result, nesting, &left, variables)
            return .text(result)
        }
    }

    private func expand(
        into text: inout String,
        _ nesting: Nesting,
        _ left: inout Allowance,
        _ variables: (String) -> VariableValue?
    ) throws(TemplateFault) {
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .expression: throw TemplateFault(.expression, in: nesting.holder)
            case .variable(let name):
                let value = try Self.value(of: name, nesting, &left, variables)
                guard !value.isEncrypted else { throw TemplateFault(.encrypted, in: nesting.holder) }
                guard let inner = value.text else { throw TemplateFault(.noText(name), in: nesting.holder) }
                try Template(inner).expand(into: &text, nesting.inside(name), &left, variables)
            }
            guard text.utf8.count <= Self.longest else { throw TemplateFault(.tooLong, in: nesting.holder) }
        }
    }

    private static func value(
        of name: String,
        _ nesting: Nesting,
        _ left: inout Allowance,
        _ variables: (String) -> VariableValue?
    ) throws(TemplateFault) -> VariableValue {
        guard nesting.depth < deepest else { throw TemplateFault(.endless(name), in: nesting.holder) }
        try left.takeInsertion(in: nesting.holder)
        guard let value = variables(name) else { throw TemplateFault(.unset(name), in: nesting.holder) }
        return value
    }

    /// Where `{{`, `{%` or `{#` begins.
    private static func opening(_ text: Substring) -> Substring.Index? {
        var index = text.startIndex
        while let brace = text.utf8[index...].firstIndex(of: UInt8(ascii: "{")) {
            index = text.utf8.index(after: brace)
            if let next = text.utf8[index...].first, "{%#".utf8.contains(next) { return brace }
        }
        return nil
    }

    private static func closing(_ text: Substring) -> Substring.Index? {
        var index = text.startIndex
        while let brace = text.utf8[index...].firstIndex(of: UInt8(ascii: "}")) {
            index = text.utf8.index(after: brace)
            if text.utf8[index...].first == UInt8(ascii: "}") { return brace }
        }
        return nil
    }

    private static func isName(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.enumerated().allSatisfy { index, byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "_"):
                    true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): index > 0
                default: false
                }
            }
    }
}

/// Why a template has no value, and in whose value that stands.
public struct TemplateFault: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Cause: Hashable, Sendable {
        /// Nobody set the variable named.
        case unset(String)
        /// A value is encrypted, and would be shown where it is used.
        case encrypted
        /// Something other than `{{ name }}` stands in braces.
        case expression
        /// The variable named is a list or a table, in the middle of a text.
        case noText(String)
        /// Variables stand in each other's values without end.
        case endless(String)
        /// The text grows beyond ``Template/longest``, or too much is inserted.
        case tooLong
    }

    /// What is wrong.
    public let cause: Cause
    /// The variable in whose value the cause stands; nil where it stands in the text that was asked for.
    public let holder: String?

    /// Creates the error.
    public init(_ cause: Cause, in holder: String? = nil) {
        self.cause = cause
        self.holder = holder
    }

    /// What is wrong, as a problem says it.
    public var message: String {
        switch cause {
        case .unset(let name): "nobody set `\(name.safe(limit: 60))`"
        case .encrypted: "an encrypted value cannot be used here: Siaga shows what it compares"
        case .expression: "cannot evaluate Jinja in a value used"
        case .noText(let name): "`\(name.safe(limit: 60))` is no text"
        case .endless(let name): "`\(name.safe(limit: 60))` stands in its own value"
        case .tooLong:
            "the variables grow beyond \(Template.longest >> 10) KiB, \(Template.mostInsertions) insertions or "
                + "\(Template.mostMembers.grouped) members"
        }
    }

    /// What to do about it.
    public var hint: String {
        switch cause {
        case .unset: "set it in the inventory or in the playbook, under `vars:`"
        case .encrypted: "encrypt passwords, and write the rest into a file that is not encrypted"
        case .expression: "`{{ name }}` is understood; lookups and filters are not"
        case .noText: "a list can be inserted only where it is the whole value"
        case .endless: "give it a value without `{{ }}`"
        case .tooLong: "insert fewer variables"
        }
    }

    /// What is wrong, said at the variable in whose value it stands: with what needs that variable.
    public func message(for name: String) -> String { "\(message); `\(name.safe(limit: 60))` needs it" }

    /// The problem of a value that cannot be settled, at the line that is to be put right.
    ///
    /// - Parameters:
    ///   - location: Where the value stands that was asked for.
    ///   - name: What it is called.
    ///   - origin: Where a variable was set, if that is known.
    /// - Returns: The problem.
    public func problem(
        at location: SourceLocation,
        of name: String,
        _ origin: (String) -> SourceLocation?
    ) -> Problem {
        guard let holder, let place = origin(holder) else {
            return Problem(at: location, message, hint: hint)
        }
        return Problem(at: place, message(for: name), hint: hint)
    }
}
