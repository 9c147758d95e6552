/// How a scalar was written: what a program that types values, as Ansible does, makes of its text.
public enum ScalarStyle: Hashable, Sendable {
    /// In quotes, as a block of lines, or made by Siaga: a text whatever it looks like.
    case quoted
    /// Without quotes in YAML, where it may be a number, a truth value or a time (YAML 1.1, `http://yaml.org/type/`).
    case plain
    /// A number or a truth value of JSON (RFC 8259).
    case json
    /// A value of an INI inventory that is a Python literal: a number, a truth value.
    case literal
    /// Marked `!unsafe`: a text in which Ansible inserts nothing.
    case unsafe
}

/// A variable's value as its author wrote it: every scalar is kept as text.
///
/// Siaga reads its own keys from this text (YAML 1.1 would turn `10:30` into 630 and a MAC of digits into a number).
public indirect enum VariableValue: Hashable, Sendable {
    /// A scalar's text, unquoted, and how it was written.
    case text(String, style: ScalarStyle = .quoted)
    /// A scalar of a file that was encrypted as a whole.
    case secret(Secret)
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

    /// The same value with every text sealed: names of keys stay, what they hold is not printed.
    public var sealed: VariableValue {
        switch self {
        case .null, .secret: self
        case .text(let text, _): .secret(Secret(text))
        case .list(let members): .list(members.map(\.sealed))
        case .table(let entries): .table(entries.map { Entry($0.key, $0.value.sealed) })
        }
    }

    /// The text of a scalar, or nil.
    public var text: String? {
        if case .text(let text, _) = self { text } else { nil }
    }
}

extension VariableValue {
    /// Compares what Siaga reads; how a scalar was written does not count.
    public static func == (left: VariableValue, right: VariableValue) -> Bool {
        switch (left, right) {
        case (.text(let left, _), .text(let right, _)): left == right
        case (.secret(let left), .secret(let right)): left == right
        case (.null, .null): true
        case (.list(let left), .list(let right)): left == right
        case (.table(let left), .table(let right)): left == right
        default: false
        }
    }

    /// Feeds what Siaga reads into `hasher`.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .text(let text, _): hasher.combine(text)
        case .secret(let secret): hasher.combine(secret)
        case .null: hasher.combine(0)
        case .list(let members): hasher.combine(members)
        case .table(let entries): hasher.combine(entries)
        }
    }

    /// Whether a variable of this name holds a secret.
    ///
    /// - Parameter name: The variable's name.
    /// - Returns: Whether it ends or reads like one of the words for secrets.
    public static func namesSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["pass", "passwd", "password", "passphrase", "secret", "token", "private_key", "sandi"]
            .contains {
                name.hasSuffix($0)
            } || name.contains("password") || name.contains("vault_")
    }

    /// Whether it is encrypted: a scalar of an encrypted file, or an inline `!vault` text that is still closed.
    public var isEncrypted: Bool {
        switch self {
        case .secret: true
        case .text(let text, _): text.hasPrefix("$ANSIBLE_VAULT;")
        case .null, .list, .table: false
        }
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
