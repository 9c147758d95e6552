/// What a file of the app may do after it was installed.
public enum FileRole: String, Hashable, Sendable, Codable, CaseIterable {
    /// The program itself: the same on every PC.
    case fixed
    /// What the school sets: the same on every PC, its content is nobody's business.
    case setting
    /// What the app writes while it runs: never compared, never replaced.
    case volatile

    /// Whether a PC is judged by it.
    public var isJudged: Bool { self != .volatile }
}
