/// Whether text carries colour; the words never depend on it.
public enum Style: Hashable, Sendable, CaseIterable {
    /// Plain text: pipes, files, `NO_COLOR`.
    case plain
    /// ANSI colours (ECMA-48 §8.3.117, SGR).
    case color

    /// What a piece of text is for.
    enum Role {
        case good, caution, bad, quiet
    }

    /// `text` in the colour of `role`; padded already, since colour codes have no width.
    func paint(_ text: String, _ role: Role) -> String {
        switch self {
        case .plain: text
        case .color:
            switch role {
            case .good: "\u{1B}[1;32m\(text)\u{1B}[0m"
            case .caution: "\u{1B}[1;33m\(text)\u{1B}[0m"
            case .bad: "\u{1B}[1;31m\(text)\u{1B}[0m"
            case .quiet: "\u{1B}[2m\(text)\u{1B}[0m"
            }
        }
    }
}
