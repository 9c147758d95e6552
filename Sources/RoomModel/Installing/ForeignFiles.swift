/// Files that are where a step works and that nobody of Siaga's brought.
public struct ForeignFiles: Hashable, Sendable, Codable {
    /// How many.
    public let count: Int
    /// The first of them, safe for a terminal.
    public let examples: [String]
    /// Whether they come along; else they stay behind with the former version.
    public let areKept: Bool

    /// What of them cannot come along although the rest does, safe for a terminal; nil: nothing.
    ///
    /// Pipes, names with control characters, and what has the path of a file of the bundle.
    public let lost: [String]?

    /// The most names that are told.
    private static let most = 3

    /// Creates the record; nil where there is none.
    public init?(_ names: [String], areKept: Bool, lost: [String] = []) {
        guard !names.isEmpty || !lost.isEmpty else { return nil }
        self.lost = lost.isEmpty ? nil : lost.map { $0.safe(limit: 60) }
        count = names.count
        examples = names.prefix(Self.most).map { $0.safe(limit: 60) }
        self.areKept = areKept
    }
}
