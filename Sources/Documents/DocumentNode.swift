public import RoomModel

/// One value of a document, with the place where it stands; every scalar is kept as its author's text.
public struct DocumentNode: Hashable, Sendable {
    /// What the value is.
    public indirect enum Content: Hashable, Sendable {
        /// A scalar's text, and how it was written.
        case scalar(String, style: ScalarStyle)
        /// A scalar of a file that was encrypted as a whole.
        case secret(Secret)
        /// A sequence.
        case list([DocumentNode])
        /// A mapping, in the author's order, every key once.
        case table([Entry])
    }

    /// One key of a mapping.
    public struct Entry: Hashable, Sendable {
        /// The key's text.
        public let key: String
        /// Where the key stands.
        public let location: SourceLocation
        /// Its value.
        public let value: DocumentNode

        /// Creates an entry.
        public init(key: String, location: SourceLocation, value: DocumentNode) {
            self.key = key
            self.location = location
            self.value = value
        }
    }

    /// What the value is.
    public let content: Content
    /// Where it begins.
    public let location: SourceLocation

    /// Creates a node.
    public init(_ content: Content, at location: SourceLocation) {
        self.content = content
        self.location = location
    }

    /// The text of a scalar that is not null, or nil.
    public var text: String? {
        if case .scalar(let text, _) = content, !isNull { text } else { nil }
    }

    /// Whether it is `~`, `null` or nothing (YAML 1.1, null language-independent type).
    public var isNull: Bool {
        if case .scalar(let text, style: .plain) = content {
            text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
        } else {
            false
        }
    }

    /// The members of a sequence, or nil.
    public var list: [DocumentNode]? {
        if case .list(let members) = content { members } else { nil }
    }

    /// The keys of a mapping; null is a mapping without keys; nil for anything else.
    public var entries: [Entry]? {
        if case .table(let entries) = content { entries } else { isNull ? [] : nil }
    }

    /// The value without its places, as variables hold it.
    public var value: VariableValue {
        switch content {
        case .scalar(let text, let style): isNull ? .null : .text(text, style: style)
        case .secret(let secret): .secret(secret)
        case .list(let members): .list(members.map(\.value))
        case .table(let entries): .table(entries.map { .init($0.key, $0.value.value) })
        }
    }

    /// The same value with every text sealed: names of keys stay, what they hold is not printed.
    var sealed: DocumentNode {
        switch content {
        case .scalar(let text, _): isNull ? self : DocumentNode(.secret(Secret(text)), at: location)
        case .secret: self
        case .list(let members): DocumentNode(.list(members.map(\.sealed)), at: location)
        case .table(let entries):
            DocumentNode(
                .table(entries.map { Entry(key: $0.key, location: $0.location, value: $0.value.sealed) }),
                at: location
            )
        }
    }

    /// What kind of value it is, as a message names it: "a table".
    public var kind: String {
        switch content {
        case .scalar: isNull ? "nothing" : "a text"
        case .secret: "an encrypted text"
        case .list: "a list"
        case .table: "a table"
        }
    }
}
