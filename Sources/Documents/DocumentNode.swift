public import RoomModel

/// One value of a document, with the place where it stands; every scalar is kept as its author's text.
public struct DocumentNode: Hashable, Sendable {
    /// What the value is.
    public indirect enum Content: Hashable, Sendable {
        /// A scalar's text; `isPlain` when it stands without quotes and is no block of lines.
        case scalar(String, isPlain: Bool)
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
        if case .scalar(let text, isPlain: true) = content {
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
        case .scalar(let text, _): isNull ? .null : .text(text)
        case .list(let members): .list(members.map(\.value))
        case .table(let entries): .table(entries.map { .init($0.key, $0.value.value) })
        }
    }

    /// What kind of value it is, as a message names it: "a table".
    public var kind: String {
        switch content {
        case .scalar: isNull ? "nothing" : "a text"
        case .list: "a list"
        case .table: "a table"
        }
    }
}
