/// A variable's value as its author wrote it: every scalar is kept as text.
///
/// Siaga reads its own keys from this text (YAML 1.1 would turn `10:30` into 630 and a MAC of digits into a number).
public indirect enum VariableValue: Hashable, Sendable {
    /// A scalar's text, unquoted.
    case text(String)
    /// `~`, `null` or nothing.
    case null
    /// A sequence.
    case list([VariableValue])
    /// A mapping, in the author's order.
    case table([Entry])

    /// One key of a mapping.
    public struct Entry: Hashable, Sendable {
        /// The key's text.
        public let key: String
        /// Its value.
        public let value: VariableValue

        /// Creates an entry.
        public init(_ key: String, _ value: VariableValue) {
            self.key = key
            self.value = value
        }
    }

    /// The text of a scalar, or nil.
    public var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}

/// A variable and the place that set it.
public struct Variable: Hashable, Sendable {
    /// The value.
    public let value: VariableValue
    /// The file and line that won.
    public let origin: SourceLocation

    /// Creates a variable.
    public init(_ value: VariableValue, origin: SourceLocation) {
        self.value = value
        self.origin = origin
    }
}
